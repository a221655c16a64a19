"""Issue → findings; changes nothing. One rule, one function."""
