"""Other people's files → manuscripts. One way: it writes Markdown and YAML, and reports what it did."""
