"""The head of an article: title, subtitle, authors, abstract, notes on the authors; the source at its foot.

Imports point one way: recognition → title, byline, matter → metadata, authors → labels.
"""
