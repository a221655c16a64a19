"""Finished files → findings: what the checkers and our own rules say of the PDF and the EPUB."""
