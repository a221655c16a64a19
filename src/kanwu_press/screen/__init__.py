"""The PDF for screens: the printed pages, tagged and light, for eyes and for programs that read aloud."""
