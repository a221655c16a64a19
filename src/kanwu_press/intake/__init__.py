"""Other people's files → manuscripts. One way: it writes Markdown and YAML, and reports what it did."""

from kanwu_press.intake.docx import is_word
from kanwu_press.intake.files import import_file, import_files

__all__ = ["import_file", "import_files", "is_word"]
