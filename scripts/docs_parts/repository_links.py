"""A preprocessor of mdBook: links that leave docs/ -> addresses of the repository."""

import json
import os
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LINK = re.compile(r"(\]\()([^)\s]+)(\))")
FENCED = re.compile(r"^( *)```.*?^\1```$", re.S | re.M)


def main():
    if sys.argv[1:2] == ["supports"]:
        return
    context, book = json.load(sys.stdin)
    repository = context["config"]["output"]["html"]["git-repository-url"]
    for item in book.get("items") or book.get("sections", []):
        rewrite(item, repository)
    json.dump(book, sys.stdout)


def rewrite(item, repository):
    """Rewrites the links of a chapter and of those below it."""
    chapter = item.get("Chapter") if isinstance(item, dict) else None
    if chapter is None:
        return
    if chapter["path"]:
        chapter["content"] = outside(chapter["content"], Path(chapter["path"]).parent, repository)
    for below in chapter["sub_items"]:
        rewrite(below, repository)


def outside(text, folder, repository):
    """Rewrites what stands between fenced blocks, not the blocks."""
    out, end = [], 0
    for block in FENCED.finditer(text):
        out += [LINK.sub(lambda link: address(link, folder, repository), text[end : block.start()]), block[0]]
        end = block.end()
    out.append(LINK.sub(lambda link: address(link, folder, repository), text[end:]))
    return "".join(out)


def address(link, folder, repository):
    target, _, anchor = link[2].partition("#")
    path = Path(os.path.normpath(Path("docs") / folder / target))
    if "://" in target or not target or path.parts[0] == "docs":
        return link[0]
    kind = "tree" if (ROOT / path).is_dir() else "blob"
    anchor = f"#{anchor}" if anchor else ""
    return f"{link[1]}{repository}/{kind}/main/{path.as_posix()}{anchor}{link[3]}"


if __name__ == "__main__":
    main()
