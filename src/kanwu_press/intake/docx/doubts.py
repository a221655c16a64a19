"""What reading Word files doubts, as rules. The line of a place is the number of a paragraph."""

from __future__ import annotations

from kanwu_press.findings import N_, Level, Rule

TITLE_GUESSED = Rule(
    "word-title-guessed",
    Level.WARNING,
    N_("No paragraph looks like a title; “{title}” was taken."),
    N_("Check 标题 in {file}."),
)
BEFORE_TITLE = Rule(
    "word-before-title",
    Level.WARNING,
    N_("“{text}” stands above the title; it was put at the head of the text."),
    N_("Move it where it belongs in {file} (编者按, 地区), or delete it."),
)
AUTHOR_GUESSED = Rule(
    "word-author-guessed",
    Level.WARNING,
    N_("“{text}” below the title was taken for the authors."),
    N_("Check 作者 in {file}."),
)
UNITS_GUESSED = Rule(
    "word-units-guessed",
    Level.WARNING,
    N_("“{text}” names several institutions without saying whose they are; they were given to the authors."),
    N_("Check 单位 of each author in {file}."),
)
UNITS_KEPT = Rule(
    "word-units-kept",
    Level.WARNING,
    N_("It is not certain whose institutions “{text}” names; the words stay at the head of the text."),
    N_("Write 作者 with 单位 in {file}, and delete the words there."),
)
AUTHOR_MARK = Rule(
    "word-author-mark",
    Level.WARNING,
    N_("{name} has the mark {mark}, as corresponding authors have; it is in the report only."),
    N_("If it means that, say so in 作者简介 of {file}."),
)
AUTHOR_WORK = Rule(
    "word-author-work",
    Level.WARNING,
    N_("“{text}” says what each of them did; 作者 has the names alone."),
    N_("If it is to be printed, write it in 作者简介 of {file}."),
)
CREDIT_MOVED = Rule(
    "word-credit-moved",
    Level.WARNING,
    N_("“{text}” names who made the pictures, not who wrote; it was put at the end of the text."),
    N_("In {file}, move it to the captions, leave it there, or write it under 作者 if it is meant so."),
)
SUBHEAD_GUESSED = Rule(
    "word-subhead-guessed",
    Level.WARNING,
    N_("“{text}” stands between the title and the text; it became a subhead."),
    N_("If it is an author, an institution or a date, put it where it belongs in {file}."),
)
SUBHEAD_STOPPED = Rule(
    "word-subhead-stopped",
    Level.WARNING,
    N_("“{text}” ends with a full stop, but has a number and is bold; it became a subhead."),
    N_("Take the full stop away in {file}; or the #, if it is running text."),
)
STRUCK = Rule(
    "word-struck-out",
    Level.WARNING,
    N_("Struck out in Word, but still in the manuscript: {text}"),
    N_("If the author meant to delete it, delete it in {file}."),
)
FORMULA = Rule(
    "word-formula",
    Level.WARNING,
    N_("A formula was written in one line: {text}"),
    N_("If it cannot be read so, put a picture of it into {file}; the report keeps it as MathML."),
)
PICTURE_OUTSIDE = Rule(
    "word-picture-outside",
    Level.WARNING,
    N_("A picture is not in the document, only linked ({address}); nothing was fetched."),
    N_("Ask the author for the picture."),
)
PICTURE_KIND = Rule(
    "word-picture-kind",
    Level.WARNING,
    N_("The picture {name} is of a kind that is not printed ({kind}); it was kept as it is."),
    N_("Save it as PNG or JPEG with a picture program, and write its new name in {file}."),
)
PICTURE_INLINE = Rule(
    "word-picture-inline",
    Level.WARNING,
    N_("A picture stands within a line; it was put below the paragraph: {name}"),
    N_("Where it is a sign or a formula, type it in {file} instead."),
)
PICTURE_LOST = Rule(
    "word-picture-lost",
    Level.WARNING,
    N_("A picture cannot be read from the document ({name})."),
    N_("Ask the author for the picture."),
)
CAPTION_ALONE = Rule(
    "word-caption-alone",
    Level.WARNING,
    N_("There is a caption, but no picture and no table beside it: {caption}"),
    N_("Put the picture into the issue's folder and write a ::: figure block in {file}, or delete the line."),
)
CHART = Rule(
    "word-chart",
    Level.WARNING,
    N_("There is a chart, which cannot be taken over; its words and figures are in the report."),
    N_("Save it in Word as a picture (or ask for the data), and put it into {file}."),
)
DIAGRAM = Rule(
    "word-diagram",
    Level.WARNING,
    N_("There is a diagram (SmartArt), which cannot be taken over; its words are in the report."),
    N_("Save it in Word as a picture, and put it into {file}."),
)
OBJECT = Rule(
    "word-object",
    Level.WARNING,
    N_("A file of another program is embedded here ({kind}); only its picture, if any, was taken out."),
    N_("Where it is a formula or a table, type it in {file}."),
)
SHAPES = Rule(
    "word-shapes",
    Level.INFO,
    N_("Lines or shapes without words are drawn here; they were not taken over."),
    N_("Where they are a drawing, save it in Word as a picture, and put it into {file}."),
)
NO_BODY = Rule(
    "word-no-body",
    Level.WARNING,
    N_("There is no text in the body of the document; what words it has elsewhere are in the report."),
    N_("Check whether this is the right file; copy what belongs to the article from {report}."),
)
EQUATION = Rule(
    "word-equation-field",
    Level.WARNING,
    N_("There is a formula in Word's old field form, which was not taken over; its code is in the report."),
    N_("Look at the original, and write the formula in {file}."),
)
MERGED = Rule(
    "word-table-merged",
    Level.WARNING,
    N_("The table has {count} merged cells; each text stands in the first of them, the others are empty."),
    N_("Look through the table in {file}."),
)
HEADS = Rule(
    "word-table-heads",
    Level.WARNING,
    N_("The head of the table has {count} rows; they were joined into one."),
    N_("Look through the head of the table in {file}."),
)
NESTED = Rule(
    "word-table-nested",
    Level.WARNING,
    N_("A table stands within a cell; its cells were joined with ； and its rows with ／."),
    N_("Look through the table in {file}."),
)
TABLE_LARGE = Rule(
    "word-table-large",
    Level.WARNING,
    N_("The table has {columns} columns; more than {limit} cannot be printed."),
    N_("Divide it in {file}."),
)
BOX = Rule(
    "word-text-box",
    Level.WARNING,
    N_("A text box became a box (框) below its paragraph: {text}"),
    N_("Check in {file} whether it belongs there."),
)
BOX_TABLE = Rule(
    "word-table-box",
    Level.INFO,
    N_("A table of one cell became a box (框): {text}"),
    "",
)
PRIVATE = Rule(
    "word-character-private",
    Level.WARNING,
    N_("{point} is a private character that only one font knows ({count} times, font {font})."),
    N_("Look at the original and type the standard character in {file}."),
)
SYMBOL = Rule(
    "word-symbol",
    Level.WARNING,
    N_("A sign of the font {font} ({point}) is not known; “{mark}” stands in its place."),
    N_("Look at the original and type the sign in {file}."),
)
HIDDEN = Rule(
    "word-hidden-text",
    Level.WARNING,
    N_("Hidden text was left out: {text}"),
    N_("If it belongs to the article, write it in {file}."),
)
CHANGES = Rule(
    "word-changes",
    Level.WARNING,
    N_("The document holds tracked changes: {inserted} insertions and {deleted} deletions were accepted."),
    N_("They are listed in the report; ask the author whether all are meant."),
)
COMMENTS = Rule(
    "word-comments",
    Level.WARNING,
    N_("The document has {count} comments; they are kept in the report, not in the manuscript."),
    N_("Read them in {report}."),
)
NOTE_DANGLING = Rule(
    "word-note-missing",
    Level.WARNING,
    N_("A note is called here, but its text is not in the document."),
    N_("Ask the author for the note."),
)
NOTE_MOVED = Rule(
    "word-note-of-title",
    Level.WARNING,
    N_("A note called in the head of the article became a note on the authors: {text}"),
    N_("Check 作者简介 in {file}."),
)
NOTE_UNCALLED = Rule(
    "word-note-uncalled",
    Level.WARNING,
    N_("Nothing calls this note: {text}"),
    N_("If it belongs to the article, write it in {file}."),
)
QUOTES = Rule(
    "word-quotes-straight",
    Level.WARNING,
    N_("Straight quotation marks do not come in pairs here and were left: {text}"),
    N_("Write “ and ” in {file}."),
)
KEPT_REPORT = Rule(
    "word-issue-kept",
    Level.WARNING,
    N_("{name} could not be listed by itself: 栏目 and 文章 are not written here as the handbook has them."),
    N_(
        "In {file}, write 文章: of the column “{column}” on a line of its own, and below it one line for "
        "each manuscript, as “  - {name}”."
    ),
)
KEPT_FAULTY = Rule(
    "word-issue-faulty",
    Level.WARNING,
    N_("{name} could not be listed by itself, since {file} cannot be read without faults."),
    N_("See with kanwu check what is wrong there, mend it, and import the document again."),
)
FIELD_OPEN = Rule(
    "word-field-open",
    Level.WARNING,
    N_("The document has {count} fields without an end; the text behind them may be in the report only."),
    N_("Compare the article with the original."),
)
UNKNOWN_PART = Rule(
    "word-part-unread",
    Level.WARNING,
    N_("The document holds a part that is not understood ({part}); its words are in the report."),
    N_("Compare the article with the original."),
)
