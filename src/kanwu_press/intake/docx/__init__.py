"""Word files (.docx, ISO/IEC 29500) → manuscripts, each with a report. No converter: `zipfile` and `lxml`.

Compared on the files of tests/intake/docx, pandoc 3.9 (162 MB, GPL) drops text boxes, pinyin, headers,
notes that nothing calls, charts, codes of fields and text in w:bdo, and does not tell sizes, alignment,
emphasis dots or the text of automatic numbers. Read here, every character can be counted.
"""

from kanwu_press.intake.docx.files import import_word_files, is_word

__all__ = ["import_word_files", "is_word"]
