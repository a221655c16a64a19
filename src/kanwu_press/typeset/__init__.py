"""Issue → laid-out pages and the page map."""
