"""The PDF for screens: the pages that are printed, tagged and light, for reading and for programs that read aloud."""
