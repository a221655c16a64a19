"""Issue → EPUB 3.3: documents (XHTML), pictures, stylesheet, package."""
