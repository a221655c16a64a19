"""Disk → Issue: YAML and Markdown become values, mistakes become findings."""
