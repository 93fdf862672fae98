"""The built site -> its links to pages, files and anchors that are not there, and pages that it lacks. No network is used."""

import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

# A page for addresses that do not exist: where it is shown, its links are relative to a place nobody knows.
NOT_FOUND = "404.html"


class Page(HTMLParser):
    """The links of a page, with their lines, and the ids that links may lead to."""

    def __init__(self, text):
        super().__init__()
        self.links, self.ids = [], set()
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if attributes.get("id"):
            self.ids.add(attributes["id"])
        for name in ("href", "src"):
            if attributes.get(name) and tag != "link":
                self.links.append((self.getpos()[0], attributes[name]))


def broken(site):
    """Every broken link of a site, as PAGE:LINE: what is wrong; and the number of those that were checked."""
    pages = {path: Page(path.read_text("utf-8")) for path in sorted(site.rglob("*.html")) if path.name != NOT_FOUND}
    wrong, count = [], 0
    for path, page in pages.items():
        for line, link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            count += 1
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if target.is_dir():
                target /= "index.html"
            place = f"{path.relative_to(site)}:{line}: ({link})"
            if not target.exists():
                wrong.append(f"{place} leads to no file")
            elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids:
                wrong.append(f"{place} leads to no heading")
    return wrong, count


def left_out(docs, site):
    """Every page of docs/ that SUMMARY.md does not list, and that is therefore not part of the site."""
    pages = (path.relative_to(docs) for path in sorted(docs.rglob("*.md")) if path.name != "SUMMARY.md")
    return [f"docs/{page} is not listed in docs/SUMMARY.md" for page in pages if not (site / page.with_suffix(".html")).exists()]


def main():
    docs, site = (Path(word).resolve() for word in sys.argv[1:])
    wrong, count = broken(site)
    wrong += left_out(docs, site)
    print(*wrong, sep="\n", end="\n" if wrong else "")
    print(f"{count} links checked; mistakes: {len(wrong)}")
    sys.exit(bool(wrong) or not count)


if __name__ == "__main__":
    main()
