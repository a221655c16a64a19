"""A tiny EPUB and a tiny site in which no checker finds fault, and ways to break them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from PIL import Image

XHTML = """<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="zh-Hans" \
xml:lang="zh-Hans"><head><meta charset="utf-8"/><title>{title}</title>{head}</head><body>{body}</body></html>
"""
METADATA = """<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:0b0e1a3e-5f0a-4d7c-8a6f-0d7b8f0c2a11</dc:identifier><dc:title>潮汐</dc:title>
<dc:language>zh-Hans</dc:language><meta property="dcterms:modified">2026-01-01T00:00:00Z</meta>
<meta property="schema:accessMode">textual</meta><meta property="schema:accessMode">visual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">alternativeText</meta>
<meta property="schema:accessibilityFeature">structuralNavigation</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">图片都有替代文字。</meta></metadata>"""
OPF = f"""<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"
 xml:lang="zh-Hans">{METADATA}
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="a01" href="a01.xhtml" media-type="application/xhtml+xml"/>
<item id="p" href="p.png" media-type="image/png"/></manifest>
<spine><itemref idref="nav"/><itemref idref="a01"/></spine></package>"""
CONTAINER = """<?xml version="1.0"?><container version="1.0"
xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="EPUB/book.opf"
media-type="application/oebps-package+xml"/></rootfiles></container>"""
NAV = """<nav epub:type="toc" role="doc-toc" aria-labelledby="t"><h1 id="t">目次</h1><ol>
<li><a href="a01.xhtml#a01">潮汐</a></li></ol></nav>"""
ARTICLE = """<article id="a01"><h1>潮汐</h1><p>潮水退了。</p>
<p><img src="p.png" alt="滩涂" /></p></article>"""


def picture() -> bytes:
    """A small PNG."""
    out = io.BytesIO()
    Image.new("RGB", (60, 40), (18, 71, 107)).save(out, "PNG")
    return out.getvalue()


def epub_files() -> dict[str, bytes]:
    """The files of an EPUB that is good."""
    return {
        "META-INF/container.xml": CONTAINER.encode(),
        "EPUB/book.opf": OPF.encode(),
        "EPUB/nav.xhtml": XHTML.format(title="目次", head="", body=NAV).encode(),
        "EPUB/a01.xhtml": XHTML.format(title="潮汐", head="", body=ARTICLE).encode(),
        "EPUB/p.png": picture(),
    }


def zipped(files: Mapping[str, bytes]) -> bytes:
    """An EPUB of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        target.writestr("mimetype", "application/epub+zip")
        for name, data in files.items():
            target.writestr(name, data)
    return out.getvalue()


PAGE = """<!DOCTYPE html>
<html lang="zh-Hans"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="{up}assets/style.css">{head}</head><body><main>{body}</main></body></html>
"""
STYLE = """:root { color-scheme: light dark; }
body { font-size: 1.1rem; background: Canvas; color: CanvasText; }
a { color: LinkText; display: inline-block; padding: .5rem; } img { max-width: 100%; }"""
INDEX = """<h1>海岸</h1><p><a href="2026-01/index.html">2026年第1期</a></p>
<p><a href="2025-04/index.html">旧</a></p>"""
ISSUE = '<h1>第1期</h1><p><a href="a01.html#a01">潮汐</a></p><p><a href="../index.html">各期</a></p>'
STORY = """<article id="a01"><h1>潮汐</h1><p>潮水退了。</p><img src="p.png" alt="滩涂" width="60" height="40">
<p><a href="index.html">本期</a></p></article>"""


def page(body: str, title: str = "海岸", up: str = "../", head: str = "") -> bytes:
    """A page of the site."""
    return PAGE.format(title=title, up=up, head=head, body=body).encode()


def web_files() -> dict[str, bytes]:
    """The files of a site that is good, as they are delivered."""
    return {
        "web/index.html": page(INDEX, up=""),
        "web/assets/style.css": STYLE.encode(),
        "web/2026-01/index.html": page(ISSUE),
        "web/2026-01/a01.html": page(STORY),
        "web/2026-01/p.png": picture(),
    }
