"""One story of a document (the body, a note, a text box) → blocks. WordprocessingML, ISO/IEC 29500-1, 17.

Imports point one way: blocks → grids, inlines → runs → drawings, fields → ruby, state → texts.
"""
