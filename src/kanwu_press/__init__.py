"""kanwu-press: from manuscripts to the print PDF and the EPUB of a Chinese periodical."""
