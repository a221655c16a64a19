"""The flow below the head → blocks of Markdown: subheads, lists, tables, figures with captions, boxes.

Imports point one way: blocks → boxes, tables, figures, subheads → captions, lists → writer.
"""
