"""The report's own words by name: message ids, spoken in the editor's language."""

from __future__ import annotations

from gettext import NullTranslations

from kanwu_press.findings import N_

PHRASES = {
    "language": N_("en"),  # its translation is the code of the language translated to
    "desk": N_("Editor's desk"),
    "skip": N_("Skip to the contents"),
    "sections": N_("Parts of the report"),
    "nav_overview": N_("Overview"),
    "nav_findings": N_("Findings"),
    "nav_pages": N_("Spreads"),
    "nav_plan": N_("Plan"),
    "nav_articles": N_("Articles"),
    "nav_pictures": N_("Pictures"),
    "nav_letters": N_("Characters and faces"),
    "nav_changes": N_("Changes"),
    "nav_checks": N_("Checks"),
    "checked_only": N_("Checked, not built: pages, pictures in print and the plan come with “kanwu build”."),
    "unread": N_("The issue could not be read; what must be mended stands below."),
    "n_articles": N_("articles"),
    "n_characters": N_("characters"),
    "n_pages": N_("pages"),
    "n_pictures": N_("pictures"),
    "n_error": N_("to mend"),
    "n_warning": N_("to look at"),
    "n_info": N_("hints"),
    "strip": N_("The issue page by page"),
    "strip_said": N_("{pages} pages in order. Each column has its colour; {final} pages are final."),
    "row_columns": N_("Columns"),
    "row_status": N_("Status"),
    "row_signatures": N_("Signatures"),
    "matter": N_("contents, imprint, blank"),
    "status_to-come": N_("to come"),
    "status_in-edit": N_("in edit"),
    "status_final": N_("final"),
    "status_arrived": N_("arrived"),
    "nothing_found": N_("Nothing to mend, nothing to look at."),
    "level_error": N_("To mend"),
    "level_warning": N_("To look at"),
    "level_info": N_("Hints"),
    "mark_error": N_("mend"),
    "mark_warning": N_("look"),
    "mark_info": N_("hint"),
    "cleared": N_("Let be"),
    "cleared_because": N_("Let be: {reason}"),
    "more_alike": N_("{n} more of the same kind"),
    "whole_issue": N_("the whole issue"),
    "on_page": N_("page {label}"),
    "open": N_("open"),
    "open_file": N_("open {file}"),
    "issue_said": N_("{year} No. {number}"),
    "copy": N_("Copy"),
    "copied": N_("Copied"),
    "pages_lead": N_("Cover first, spreads as they lie open. A number leads to what was found on the page."),
    "cover-front": N_("front cover"),
    "cover-inside-front": N_("inside front cover"),
    "cover-inside-back": N_("inside back cover"),
    "cover-back": N_("back cover"),
    "kind_front": N_("front matter"),
    "kind_opener": N_("column opener"),
    "kind_added": N_("blank, added"),
    "kind_blank": N_("blank"),
    "kind_back": N_("imprint"),
    "finding_no": N_("Finding {n} ({level})"),
    "plan_title": N_("Page plan and budget"),
    "plan_sum": N_("{pages} pages = {parts}"),
    "plan_said": N_("Signatures in the order of the book: {parts}"),
    "printing_sheets": N_("printing sheets (印张)"),
    "plates": N_("sets of plates"),
    "spine": N_("spine, mm"),
    "copy_grams": N_("weight of a copy, g"),
    "added_pages": N_("blank pages"),
    "whole": N_("Only whole signatures of 16: no remainder."),
    "rest": N_("Remainder beyond whole signatures: {rest} pages; whole would be {less} or {more} pages."),
    "saddle": N_("One signature, its sheets within each other."),
    "signature": N_("Signature {n}: {pages} pages, {first} to {last}"),
    "planned": N_("planned"),
    "pages_by_column": N_("Pages by column"),
    "characters_by_column": N_("Characters by column"),
    "articles_title": N_("Columns and articles"),
    "articles_lead": N_(
        "The bar is the length in pages, all to one scale; its open end is the white below the last line."
    ),
    "th_title": N_("Title"),
    "th_authors": N_("Authors"),
    "th_status": N_("Status"),
    "th_characters": N_("Characters"),
    "th_pictures": N_("Pictures"),
    "th_pages": N_("Folios"),
    "th_length": N_("Length and white"),
    "th_findings": N_("Findings"),
    "column_sum": N_("{articles} articles, {characters} characters"),
    "column_pages": N_("{articles} articles, {characters} characters, pages {folios}"),
    "white_lines": N_("{white} lines white"),
    "pictures_title": N_("Pictures in print"),
    "pictures_lead": N_("Printers ask for 300 ppi; below 225 it shows, below 150 it disturbs."),
    "on_cover": N_("cover"),
    "drawing": N_("drawing without pixels"),
    "ppi_good": N_("good"),
    "ppi_fair": N_("usable"),
    "ppi_soft": N_("soft"),
    "ppi_coarse": N_("coarse"),
    "print_width": N_("{width} mm wide in print"),
    "pixels": N_("{width} × {height} pixels"),
    "ppi": N_("{ppi} ppi"),
    "no_pictures": N_("The issue has no pictures."),
    "letters_title": N_("Rare characters and typefaces"),
    "rare_lead": N_(
        "Third-level characters of the national table of 8,105, and those outside of it: names, crafts,"
        " old forms, or mistakes of recognition."
    ),
    "no_rare": N_("All characters are of the first two levels of the national table of 8,105."),
    "rare_sum": N_(
        "Different characters: level 1 {one}, level 2 {two}, level 3 {three}, outside of the table {none}."
    ),
    "th_level": N_("Level"),
    "level_1": N_("level 1"),
    "level_2": N_("level 2"),
    "level_3": N_("level 3"),
    "level_0": N_("outside of the table"),
    "embedded_lead": N_("What the delivered PDFs embed, and how many characters of each they show."),
    "th_font": N_("Font"),
    "th_printed": N_("Printer's files"),
    "th_screen": N_("PDF for screens"),
    "not_embedded": N_("not embedded"),
    "none_there": N_("—"),
    "th_char": N_("Character"),
    "th_point": N_("Unicode"),
    "th_count": N_("Times"),
    "th_places": N_("Stands in"),
    "th_faces": N_("Faces that have it"),
    "no_face": N_("no face has it"),
    "faces_title": N_("Typefaces"),
    "faces_none": N_("The typefaces could not be prepared."),
    "role_song": N_("Song: text"),
    "role_hei": N_("Hei: heads"),
    "role_kai": N_("Kai: bylines, quotations"),
    "role_fang": N_("Fangsong: documents"),
    "weight": N_("weight {weight}"),
    "face_characters": N_("{count} characters"),
    "changes_title": N_("Changes since the build before"),
    "changes_first": N_("There is no earlier build to compare with."),
    "changes_sum": N_("Characters {before} → {after}; pages {pages_before} → {pages_after}."),
    "changes_sum_text": N_("Characters {before} → {after}."),
    "change_added": N_("new"),
    "change_removed": N_("taken out"),
    "change_changed": N_("text changed"),
    "change_moved": N_("other pages"),
    "change_status": N_("status"),
    "th_change": N_("Change"),
    "th_text": N_("Characters in changed lines"),
    "checks_title": N_("Checks"),
    "state_passed": N_("passed"),
    "state_found": N_("has findings"),
    "state_not-run": N_("not run"),
    "rules": N_("{count} rules"),
    "made_by": N_("Made by kanwu for the editors; it is no part of what is published."),
}


class Speech:
    """The phrases in one language; in templates `t.copy`, and `t("on_page", label="12")` with fields."""

    def __init__(self, words: NullTranslations) -> None:
        self.words = words

    def __call__(self, name: str, /, **values: object) -> str:
        text = self.words.gettext(PHRASES[name])
        return text.format(**{key: said(value) for key, value in values.items()})

    def __getitem__(self, name: str) -> str:
        return self.words.gettext(PHRASES[name])


def said(value: object) -> str:
    """A value as it is written: whole numbers in groups of three."""
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)
