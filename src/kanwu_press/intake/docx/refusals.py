"""Files that are refused, and characters that were lost: what keeps a Word file out, as rules."""

from __future__ import annotations

from kanwu_press.findings import N_, Level, Rule

NOT_WORD = Rule(
    "word-not-word",
    Level.ERROR,
    N_("This is no Word document but {kind}, whatever its name says."),
    N_("Open it in the program it comes from and save it as .docx."),
)
NOT_KNOWN = Rule(
    "word-not-known",
    Level.ERROR,
    N_("This is no Word document, whatever its name says, and of no kind that is known."),
    N_("Look whether the right file was taken; have it sent again as .docx."),
)
NO_BYTES = Rule(
    "word-no-bytes",
    Level.ERROR,
    N_("The file is empty (0 bytes)."),
    N_("It was not saved or sent whole; have it sent again."),
)
OLD_FORMAT = Rule(
    "word-old-format",
    Level.ERROR,
    N_("This is a document in an old format ({kind}), which cannot be read safely."),
    N_("Open it in Word or WPS, choose Save as, and take “Word document (.docx)”."),
)
ENCRYPTED = Rule(
    "word-encrypted",
    Level.ERROR,
    N_("The document is locked with a password."),
    N_("Open it in Word or WPS, take the password away (File, Info, Protect document), and save it."),
)
MACROS = Rule(
    "word-macros",
    Level.ERROR,
    N_("The document holds programs (macros) and was not opened."),
    N_("Ask the author for a .docx; or open it in Word without running the macros, and save it as .docx."),
)
DAMAGED = Rule(
    "word-damaged",
    Level.ERROR,
    N_("The document is damaged or incomplete ({part})."),
    N_("Have it sent again; or open it in Word, let it be repaired, and save it anew."),
)
TOO_LARGE = Rule(
    "word-too-large",
    Level.ERROR,
    N_("The document is too large ({part}: {size} MB; at most {limit} MB are read)."),
    N_("Check whether this is the right file; divide it, or reduce its pictures."),
)
ENTITIES = Rule(
    "word-entities",
    Level.ERROR,
    N_("The document declares entities in {part}, as no word processor does; it was not read."),
    N_("Be careful with this file, and have the article sent again as .docx."),
)
EMPTY = Rule(
    "word-empty",
    Level.ERROR,
    N_("There is no text in the document."),
    N_("Check whether this is the right file."),
)
LOST = Rule(
    "word-characters-lost",
    Level.ERROR,
    N_("These characters of the document are neither in the manuscript nor in the report: {text}"),
    N_("This is a fault of the program; please report it, with the file. Compare the article word by word."),
)
SURPLUS = Rule(
    "word-characters-surplus",
    Level.ERROR,
    N_("These characters of the manuscript are not in the document: {text}"),
    N_("This is a fault of the program; please report it, with the file. Compare the article word by word."),
)
