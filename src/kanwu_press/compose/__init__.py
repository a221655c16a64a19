"""Chinese line composition: runs of clusters and a measure in, lines with exact positions out.

Pure: no engine, no files. `composition.Style` says how a publication wants it.
"""
