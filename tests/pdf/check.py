"""Reads the PDF files of a folder with programs that know nothing of Lotse, and holds their words against the page.

    check.py FOLDER...

Each folder holds the same documents as HTML and as PDF. That the page says what the Markdown says is proved elsewhere
(`tests/it/documents.rs`); here every word of the page has to stand in the PDF, in the same order, and no others.
"""

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from pathlib import Path


class Page(HTMLParser):
    """The words of a page, in pieces as (text, row of a table's head or None)."""

    VOID = {"br", "hr", "img", "input", "meta", "link"}

    def __init__(self, text):
        super().__init__()
        self.words, self.heads, self.lists = [], [], []
        self.skipped, self.inside, self.head, self.picture, self.cell = 0, False, None, 0, None
        self.language = ""
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "html":
            self.language = attributes["lang"]
        if tag == "main":
            self.inside = True
        if self.skipped:
            self.skipped += tag not in self.VOID
        elif attributes.get("class") == "aside" or tag in ("form", "title", "desc", "style", "script"):
            self.skipped = 1
        elif tag == "svg":
            self.picture += 1
        elif tag in ("ol", "ul"):
            number = int(attributes.get("start", "1")) if tag == "ol" else None
            self.lists.append(None if attributes.get("class") == "tasks" else [number])
        elif tag == "li" and self.lists[-1] is not None:
            number = self.lists[-1][0]
            depth = sum(1 for one in self.lists if one is not None and one[0] is None)
            self.put(f"{number}." if number is not None else "•–"[(depth - 1) % 2])
            if number is not None:
                self.lists[-1][0] += 1
        elif tag == "thead":
            self.head = ""

    def handle_endtag(self, tag):
        if self.skipped:
            self.skipped -= 1
        elif tag == "svg":
            self.picture -= 1
        elif tag in ("ol", "ul"):
            self.lists.pop()
        elif tag == "thead":
            self.heads.append(self.head)
            self.head = None
        elif tag == "main":
            self.inside = False

    def handle_data(self, data):
        if self.inside and not self.skipped:
            self.put(data)

    def put(self, data):
        data = bare(data)
        self.words.append(data)
        if self.head is not None:
            self.head += data


def bare(text):
    """Without what only lines need: spaces, hyphens at their ends."""
    return re.sub(r"[\s\u00ad]+", "", text)


def run(*command):
    """What a program prints; it has to be content with the file."""
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode != 0:
        raise AssertionError(f"{command[0]}: {done.stdout.decode()}{done.stderr.decode()}")
    return done.stdout.decode("utf-8", "replace")


def furniture(page, title, language):
    """A page's words without its foot."""
    word, of = ("Seite", "von") if language == "de" else ("Page", "of")
    found, count = re.subn(re.escape(bare(title)) + rf"·{word}\d+{of}\d+$", "", bare(page))
    assert count == 1, f"a page without its foot: {page[-200:]!r}"
    return found


def same_words(page, pdf):
    """Walks both; only the head of a table may stand again, where a page begins."""
    title = re.search(r"^Title: +(.*)$", run("pdfinfo", "-enc", "UTF-8", pdf), re.M)
    assert title, "no title"
    wanted = "".join(page.words)
    at = 0
    for sheet in run("pdftotext", "-raw", pdf, "-").split("\f")[:-1]:
        found = furniture(sheet, title[1], page.language)
        heads = [head for head in page.heads if head and found.startswith(head)]
        # The longest head that is not itself what comes next.
        for head in sorted(heads, key=len, reverse=True):
            if not wanted.startswith(found, at) and wanted.startswith(found[len(head):], at):
                found = found[len(head):]
                break
        if not wanted.startswith(found, at):
            split = next(i for i, c in enumerate(found) if wanted[at + i: at + i + 1] != c)
            place = max(at + split - 40, 0)
            raise AssertionError(f"page: …{wanted[place: at + split + 60]!r}\n  PDF: …{found[max(split - 40, 0): split + 60]!r}")
        at += len(found)
    assert at == len(wanted), f"missing in the PDF: {wanted[at: at + 200]!r}"


def look(pdf):
    """All that is wrong with a file."""
    try:
        page = Page(pdf.with_suffix(".html").read_text())
        run("qpdf", "--check", pdf)
        about = run("pdfinfo", pdf)
        assert re.search(r"^Tagged: +yes$", about, re.M), "not tagged"
        assert re.search(r"^JavaScript: +no$", about, re.M), "has a script"
        meta = run("pdfinfo", "-meta", pdf)
        assert re.search(r"pdfuaid:part(>|=\")1\b", meta), "no mark of PDF/UA-1"
        assert re.search(r"pdfaid:part(>|=\")2\b", meta) and re.search(r"pdfaid:conformance(>|=\")A\b", meta), "no mark of PDF/A-2a"
        fonts = run("pdffonts", pdf).splitlines()[2:]
        assert fonts and all(re.search(r" yes yes yes +\d+ +\d+$", font) for font in fonts), f"fonts: {fonts}"
        kinds = set(re.findall(r"^ *([A-Z][A-Za-z0-9]*)", run("pdfinfo", "-struct", pdf), re.M))
        wanted = {"Document", "H1"} | ({"Table", "TR", "TH", "TD"} if page.heads else set())
        assert wanted <= kinds, f"no {wanted - kinds} in the structure"
        raw = run("qpdf", "--qdf", "--object-streams=disable", "--warning-exit-0", pdf, "-")
        region = {"de": "de-DE", "en": "en-GB"}[page.language]
        assert f"/Lang ({region})" in raw and "/DisplayDocTitle true" in raw, "language or title"
        assert len(re.findall(r"/Type /Outlines", raw)) == 1, "no bookmarks"
        assert raw.count("/S /Figure") == raw.count("/Alt (") + raw.count("/Alt <"), "a picture without words"
        same_words(page, pdf)
    except AssertionError as wrong:
        return f"{pdf}: {wrong}"
    return None


def main():
    files = sorted(pdf for folder in sys.argv[1:] for pdf in Path(folder).rglob("*.pdf"))
    assert files, "no PDF files"
    with ThreadPoolExecutor(2) as pool:
        wrong = [found for found in pool.map(look, files) if found]
    print("\n".join(wrong[:20] + [f"{len(files)} PDF files, {len(wrong)} of them wrong"]))
    sys.exit(bool(wrong))


main()
