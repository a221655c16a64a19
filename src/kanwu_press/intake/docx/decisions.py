"""What reading Word files decides by itself, as rules. The line of a place is the number of a paragraph."""

from __future__ import annotations

from kanwu_press.findings import N_, Level, Rule

NUMBERED = Rule(
    "word-numbers",
    Level.INFO,
    N_("Automatic numbers of {count} paragraphs were written out, as in: {text}"),
    "",
)
CROPPED = Rule(
    "word-picture-cropped",
    Level.INFO,
    N_("The picture {name} is cropped or turned in Word; it was taken out whole, in full size."),
    "",
)
CONVERTED = Rule(
    "word-picture-converted",
    Level.INFO,
    N_("The picture {name} was {kind}; it was saved as PNG, pixel by pixel."),
    "",
)
ANEW = Rule(
    "word-written-anew",
    Level.INFO,
    N_("The document has changed since the last import; {file}, which nobody had edited, was written anew."),
    "",
)
LISTED = Rule("word-listed", Level.INFO, N_("{name} is now listed in {file}, column “{column}”."), "")
ALREADY = Rule(
    "word-listed-already", Level.INFO, N_("{name} is listed already, in the column “{column}”."), ""
)
UNLISTED = Rule(
    "word-unlisted",
    Level.INFO,
    N_("{name} is not in the issue yet."),
    N_(
        "Import once more with --column and the name of its column; or write “- {name}” in {file}, on a line "
        "of its own below 文章: of the column."
    ),
)
MADE = Rule(
    "word-publication-made",
    Level.WARNING,
    N_("There was no publication in this folder; a new one was begun: publication.yaml and manuscripts/."),
    N_("If another folder was meant, delete both here, and import again with --into and that folder."),
)
DONE = Rule(
    "word-done",
    Level.INFO,
    N_(
        "“{title}”, {characters} characters, stands in {file}; "
        "what became of every paragraph stands in {report}."
    ),
    "",
)
LINK = Rule(
    "word-link",
    Level.INFO,
    N_("The address of a link leads to no page of the web and was left out: {address}"),
    "",
)
