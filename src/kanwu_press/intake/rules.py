"""What importing decides and doubts, as rules. Decisions are INFO and fill the report; doubts are WARNING.

They stand in one module because the report groups them; each is applied in one place only.
"""

from __future__ import annotations

from kanwu_press.findings import N_, Level, Rule

CUT_LEFT = Rule(
    "intake-cut-left",
    Level.WARNING,
    N_("A sentence breaks off here (“…{words}”), and nothing was found that continues it."),
    N_("Look it up in the printed page, and complete the paragraph in {file}."),
)
HEADLESS = Rule(
    "intake-headless",
    Level.WARNING,
    N_("This paragraph begins in the middle of a sentence (“{words}…”); its beginning was not found."),
    N_("Look it up in the printed page, and complete the paragraph in {file}."),
)
JOINED = Rule("intake-joined", Level.INFO, N_("Rejoined with line {after}: {seam}"), "")
JOINED_APART = Rule(
    "intake-joined-apart",
    Level.WARNING,
    N_("The sentence goes on in line {after}, past other text that stood out of order: {seam}"),
    N_("Check the order of these paragraphs in {file}."),
)
FRAGMENT = Rule(
    "intake-fragment-moved",
    Level.WARNING,
    N_("“{words}” stood at the end of this paragraph and was put at the end of the next one."),
    N_("Check both paragraphs in {file}."),
)
STRAYS = Rule(
    "intake-before-title",
    Level.WARNING,
    N_("The text of lines {first} to {last} stood before its title; it was put at the head of the article."),
    N_("Check that it belongs to {file}."),
)
STRAYS_LAST = Rule(
    "intake-before-title-last",
    Level.WARNING,
    N_("The text of lines {first} to {last} stood before its title; it was put at the end of the article."),
    N_("Check that it belongs to {file}, and in this order."),
)
TITLE_LISTED = Rule(
    "intake-title-completed",
    Level.WARNING,
    N_("The title here is only a part of the one in the contents list, which was taken: {title}"),
    N_("Check the title in {file}."),
)
TITLE_DIFFERS = Rule(
    "intake-title-differs",
    Level.WARNING,
    N_("The contents list has another title: {listed}. The one above the article was taken."),
    N_("Check the title in {file}."),
)
TITLE_SPACES = Rule(
    "intake-title-spaces",
    Level.INFO,
    N_("Spaces that the contents list does not have were taken out of the title: {title}"),
    "",
)
NOT_LISTED = Rule(
    "intake-not-in-contents",
    Level.WARNING,
    N_(
        "The contents list does not name this article; it was put into “{column}” by its place or its author."
    ),
    N_("Check the column in issue.yaml."),
)
AUTHOR_DIFFERS = Rule(
    "intake-author-differs",
    Level.WARNING,
    N_("The article has “{body}”, the contents list or the list of members “{listed}”; “{taken}” was taken."),
    N_("Check the author in {file}."),
)
AUTHOR_LISTED = Rule(
    "intake-author-from-contents",
    Level.INFO,
    N_("The article has no byline; its authors were taken from the contents list: {names}"),
    "",
)
NO_AUTHOR = Rule(
    "intake-no-author", Level.INFO, N_("No author was found, neither here nor in the contents list."), ""
)
LOST_PICTURE = Rule(
    "intake-picture-lost",
    Level.WARNING,
    N_("There is a caption, but no picture: {caption}"),
    N_("Put the picture into the issue's folder and write a ::: figure block in {file}, or delete the line."),
)
LOST_TABLE = Rule(
    "intake-table-lost",
    Level.WARNING,
    N_("There is the caption of a table, but no table: {caption}"),
    N_("Write the table in {file}, or delete the line."),
)
QUOTES = Rule(
    "intake-marks-unpaired",
    Level.WARNING,
    N_("Quotation marks or brackets are not in pairs in the paragraph from here on ({marks})."),
    N_("Compare with the printed page, and mend the marks in {file}."),
)
REPEATED = Rule(
    "intake-passage-repeated",
    Level.WARNING,
    N_("{count} characters stand here as in line {other}: “{words}…” Recognition may have read them twice."),
    N_("Compare both paragraphs with the printed page, and delete in {file} what is too much."),
)
NOT_A_HEADING = Rule(
    "intake-not-a-heading",
    Level.INFO,
    N_("Marked as a heading, but the beginning of a paragraph: {text}"),
    "",
)
LEVEL = Rule("intake-heading-level", Level.INFO, N_("Subhead moved from level {old} to {new}: {text}"), "")
LEADS = Rule("intake-lead-in", Level.INFO, N_("Lead-ins set in bold, as those beside them: {text}"), "")
KICKER = Rule(
    "intake-line-above-title", Level.INFO, N_("The line above the title became the editor's note: {text}"), ""
)
MEMBERS = Rule(
    "intake-members", Level.INFO, N_("The list of members became the author notes, {count} lines."), ""
)
TABLE = Rule("intake-table", Level.INFO, N_("A table of {rows} rows and {columns} columns: {caption}"), "")
ONE_COLUMN = Rule(
    "intake-one-column",
    Level.INFO,
    N_("Set in one column, for its wide lines or tables in the original."),
    "",
)

BY_LINES = Rule(
    "intake-line-ends-paragraphs",
    Level.INFO,
    N_(
        "Line ends were taken for ends of paragraphs where a sentence ends: "
        "{closed} of {lines} lines do, and {even} are of nearly one width."
    ),
    "",
)
BY_WIDTH = Rule(
    "intake-line-ends-wrapped",
    Level.INFO,
    N_(
        "Line ends were taken for ends of printed lines and joined: {closed} of {lines} lines "
        "end a sentence, {even} are of nearly one width ({width} characters)."
    ),
    "",
)
PAGE_NUMBER = Rule(
    "intake-page-number", Level.INFO, N_("A page number alone on a line was left out: {text}"), ""
)
COLUMN_NAME = Rule(
    "intake-column-name",
    Level.INFO,
    N_("The name of a column above its articles was left out; it stands in issue.yaml: {text}"),
    "",
)
TITLE_SPLIT = Rule(
    "intake-author-split", Level.INFO, N_("The name behind the title became the author: {names}"), ""
)
SUBHEAD = Rule(
    "intake-subhead", Level.INFO, N_("A line without # became a subhead of level {new}: {text}"), ""
)
COLUMN_GUESSED = Rule(
    "intake-column-guessed",
    Level.WARNING,
    N_("This title has no text below it; it was taken for the name of a column: {text}"),
    N_("Check the columns in issue.yaml."),
)
NO_ARTICLES = Rule(
    "intake-no-articles",
    Level.ERROR,
    N_("No article was found; nothing was written."),
    N_("Put “# ” before the title of each article, and import again."),
)
AUTHOR_GUESSED = Rule(
    "intake-author-guessed",
    Level.WARNING,
    N_("“{names}” stands alone under the title and was taken for the author."),
    N_("Check the author in {file}."),
)
TITLE_GUESSED = Rule(
    "intake-publication-title-guessed",
    Level.WARNING,
    N_("“{title}” was taken for the title of the publication."),
    N_("Check 刊名 in publication.yaml."),
)
NO_CONTENTS = Rule(
    "intake-no-contents",
    Level.WARNING,
    N_("No contents list was found (columns with page ranges); articles were parted by their headings."),
    N_("Check titles and columns in issue.yaml."),
)
NO_TITLES = Rule(
    "intake-no-titles",
    Level.WARNING,
    N_("No titles were found; all the text became one article."),
    N_("Part it into articles, or mark titles with # and import again."),
)
LIST_UNMATCHED = Rule(
    "intake-contents-unmatched",
    Level.WARNING,
    N_("This line of the contents list belongs to no article: {text}"),
    N_("Look whether an article is missing; the line stands in {file}."),
)
LEFTOVER = Rule(
    "intake-left-over",
    Level.WARNING,
    N_("This was put nowhere: {text}"),
    N_("It stands in {file}; put it where it belongs."),
)
QR_UNKNOWN = Rule(
    "intake-qr-unknown",
    Level.WARNING,
    N_("There is a QR code “{label}”, but its content cannot be read from the text."),
    N_("Scan the printed code and write its content in publication.yaml, where the lines are prepared."),
)
DATE_ASSUMED = Rule(
    "intake-date-assumed",
    Level.WARNING,
    N_("No publication date was found; {date} was taken."),
    N_("Check 出版日期 in issue.yaml."),
)
KIND_ASSUMED = Rule(
    "intake-kind-assumed",
    Level.WARNING,
    N_("The class of the publication is not said; 类别 was set to {kind}."),
    N_("Check 类别 in publication.yaml, and write the permit number (准印证号) if there is one."),
)
CODE_DERIVED = Rule("intake-code", Level.INFO, N_("代号, the name used in file names, became {code}."), "")
NO_NAME = Rule(
    "intake-no-publication-title",
    Level.WARNING,
    N_("The title of the publication was not found; {title} was written."),
    N_("Write 刊名 in publication.yaml."),
)
ISSUE_DIFFERS = Rule(
    "intake-issue-differs",
    Level.WARNING,
    N_("The text says year {year}, number {number}; it was imported as {issue}."),
    N_("Check 年 and 期 in issue.yaml."),
)
BAD_ISSUE = Rule(
    "intake-issue-name",
    Level.ERROR,
    N_("“{issue}” is no name of an issue."),
    N_("Write year and number, as in 2024-04."),
)
LOST = Rule(
    "intake-characters-lost",
    Level.ERROR,
    N_("These characters of the original are neither in the manuscripts nor in the report: {text}"),
    N_("This is a fault of the program; please report it, with the file."),
)

KEPT = Rule(
    "intake-edited-kept",
    Level.WARNING,
    N_("This file was edited after the last import and was left as it is."),
    N_("To have it written anew, rename or delete it and import again."),
)
KEPT_PUBLICATION = Rule(
    "intake-publication-kept", Level.INFO, N_("publication.yaml is there already and was left as it is."), ""
)
STALE = Rule(
    "intake-stale-kept",
    Level.WARNING,
    N_("This file comes from an earlier import, was edited since, and no longer belongs to the issue."),
    N_("Take over what you need, and delete it."),
)
NOT_WRITTEN = Rule(
    "intake-not-written",
    Level.ERROR,
    N_("The file cannot be written: {reason}"),
    N_("Check the folder's permissions and the space on the disk, and import again."),
)
UNREADABLE = Rule(
    "intake-unreadable",
    Level.ERROR,
    N_("The file cannot be read ({reason})."),
    N_("Check its name and its permissions."),
)
FOLDER = Rule(
    "intake-folder",
    Level.ERROR,
    N_("This is a folder, not a file."),
    N_("Name the files in it, as in {pattern}"),
)
DONE = Rule(
    "intake-done",
    Level.INFO,
    N_("{articles} articles in {columns} columns stand in {folder}; what was decided stands in {report}."),
    "",
)
