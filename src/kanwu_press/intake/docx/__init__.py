"""Word files (.docx, ISO/IEC 29500) → manuscripts, each with a report. Only `lxml` and `zipfile` read them.

Why no converter stands between: compared on the files of tests/intake/docx, pandoc 3 (162 MB, GPL) drops text
boxes, emphasis dots, automatic numbers, hidden text, headers, field codes, the size and place of a title, charts,
and pinyin; formulas, which it keeps, are read here as well (formulas.py). So every character can be counted.
"""

from kanwu_press.intake.docx.files import import_word_files, is_word

__all__ = ["import_word_files", "is_word"]
