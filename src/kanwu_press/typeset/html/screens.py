"""What readers' screens need beside the body of every edition: tables that move, calls that stay."""

from __future__ import annotations

from kanwu_press.typeset.html.elements import XHTML, Element, el


def frame_table(table: Element) -> None:
    """A table wider than a phone is moved sideways within a frame of its own, also by the keyboard."""
    parent = table.getparent()
    assert parent is not None
    caption = parent.find(f"{{{XHTML}}}figcaption")
    name = "".join(str(text) for text in caption.itertext()) if caption is not None else ""
    frame = el("div", class_="table-frame", tabindex="0", role="region", aria__label=name or "表格")
    frame.tail, table.tail = table.tail, None
    parent.replace(table, frame)
    frame.append(table)


def bind_note_calls(article: Element) -> None:
    """Bind each note's call to the character before it: no line begins with ① (CLREQ 行首禁则)."""
    for call in [a for a in article.iter(f"{{{XHTML}}}a") if a.get("class") == "noteref"]:
        _keep_to_its_word(call)


def _keep_to_its_word(call: Element) -> None:
    before, parent = call.getprevious(), call.getparent()
    if parent is None:
        return
    text = (parent.text if before is None else before.tail) or ""
    if not text:
        return
    span = el("span", text[-1], class_="bound")
    if before is None:
        parent.text = text[:-1]
    else:
        before.tail = text[:-1]
    span.tail, call.tail = call.tail, None
    parent.replace(call, span)
    span.append(call)
