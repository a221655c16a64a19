"""Proofs (校样) of an interior with line numbers and findings; two editions held against each other."""
