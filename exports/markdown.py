"""Markdown (CommonMark with pipe tables), where no typed text is ever live markup."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from exports.clean_text import clean_line, clean_text
from exports.outline import (
    DRAFT_LINE,
    DRAFT_MARK,
    FACTS_COLUMNS,
    SIGNATURE_COLUMNS,
    Alignment,
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Facts,
    Heading,
    Landscape,
    Numbered,
    PageBreak,
    PageContent,
    Paragraph,
    Run,
    Signatures,
    Table,
    stretches,
)

_RULES: dict[Alignment, str] = {"left": ":---", "center": ":---:", "right": "---:"}
# < > & become entities, since some readers let raw HTML through whatever stands before it.
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_LIVE = re.compile(r"[&<>]|[\\`*_\[\]#|~$^@]|=(?==)|(?<=\w):(?=//)|(?<=www)\.", re.IGNORECASE)
# What makes a list, a setext heading, a rule or a definition when it opens a line.
_OPENING = re.compile(
    r"^(\(?(?:\d{1,9}|[A-Za-z]|[ivxlcdm]+)(?=[.)](?:\s|$)))?([-+=:%.)])", re.IGNORECASE
)
_BREAK = "\\\n"  # a hard line break
# Breaks and blanks that nothing stands before, or after.
_EDGE_BREAKS = re.compile(r"^(?:<br>|\s)+|(?:<br>|\s)+$")


def write(document: Document) -> bytes:
    """The document as UTF-8 Markdown with one newline at the end."""
    parts = [f"**{DRAFT_MARK}**{DRAFT_LINE.removeprefix(DRAFT_MARK)}"] if document.draft else []
    parts += _blocks(document.blocks)
    foot = " · ".join(part for part in (*document.footer, document.fingerprint) if part)
    if foot:
        parts += ["---", _opening(clean_line(foot))]
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


def _blocks(blocks: Sequence[Block]) -> Iterator[str]:
    heading = ""
    before: PageContent | None = None
    other_mark = False
    for block in _upright(blocks):
        # A list straight after its like would be read as one: changing marks part them.
        other_mark = type(before) is type(block) and not other_mark
        before = block
        match block:
            case Heading():
                heading = clean_line(block.text)
                yield f"{'#' * block.level} {_inline(clean_line(block.text))}"
            case Bullets() | Numbered():
                yield _list(block, other_mark=other_mark)
            case Facts() | Table() | Signatures():
                yield from _captioned(block, heading)
            case Paragraph():
                yield _paragraph(block)
            case PageBreak():
                yield "---"


def _upright(blocks: Sequence[Block]) -> list[PageContent]:
    """The blocks in order; Markdown has no pages to turn."""
    nested = (block.blocks if isinstance(block, Landscape) else (block,) for block in blocks)
    return [block for group in nested for block in group]


def _inline(text: str) -> str:
    """Text within a line, with nothing live in it."""
    return _LIVE.sub(lambda m: _ENTITIES.get(m[0], "\\" + m[0]), text.strip(" \t"))


def _opening(text: str) -> str:
    """Text that opens a line, where a dash or a number would start a list too."""
    return _OPENING.sub(r"\1\\\2", _inline(text))


def _flow(text: str) -> str:
    """Text of several lines: breaks are hard, blank lines part paragraphs."""
    paragraphs = re.split(r"\n[ \t]*(?:\n[ \t]*)+", clean_text(text).strip())
    return "\n\n".join(
        _BREAK.join(_opening(line) for line in paragraph.split("\n")) for paragraph in paragraphs
    )


def _paragraph(paragraph: Paragraph) -> str:
    text = _runs(paragraph.stretches)
    if text and paragraph.style in {"note", "warning"}:
        return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))
    return text


def _runs(runs: Sequence[Run]) -> str:
    return "".join(map(_run, _joined(runs))).removeprefix(_BREAK).strip()


def _joined(runs: Sequence[Run]) -> list[Run]:
    """Neighbours of one look on one line as one: emphasis cannot end where it begins again."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        goes_on = not run.text.startswith("\n")
        if last and goes_on and (last.bold, last.italic) == (run.bold, run.italic):
            joined[-1] = replace(last, text=last.text + run.text)
        else:
            joined.append(run)
    return joined


def _run(run: Run) -> str:
    flow = _flow(run.text)
    if not flow:
        return " " if run.text else ""
    # Emphasis must touch its words: the outer spaces, or a break before it, stay outside it.
    before = " " if run.text[0].isspace() else ""
    before = _BREAK if run.text[0] == "\n" else before
    after = " " if run.text[-1].isspace() else ""
    mark = _mark(run)
    marked = "\n\n".join(f"{mark}{part}{mark[::-1]}" for part in flow.split("\n\n"))
    return f"{before}{marked}{after}"


def _mark(run: Run) -> str:
    return ("**" if run.bold else "") + ("*" if run.italic else "")


def _list(block: Bullets | Numbered, *, other_mark: bool) -> str:
    numbered = isinstance(block, Numbered)
    end = ")" if other_mark else "."
    bullet = "*" if other_mark else "-"
    lines = []
    for number, item in enumerate(block.items, 1):
        mark = f"{number}{end} " if numbered else f"{bullet} "
        text = _runs(stretches(item))
        # Within an item every line stands under the item's first word.
        lines.append((mark + re.sub(r"\n(?!\n)", "\n" + " " * len(mark), text)).rstrip())
    return "\n".join(lines)


def _captioned(block: Facts | Table | Signatures, heading: str) -> Iterator[str]:
    caption = "" if isinstance(block, Signatures) else clean_line(block.caption)
    if caption and caption.casefold() != heading.casefold():
        yield f"**{_inline(caption)}**"
    match block:
        case Facts():
            yield _pipes([Column(name) for name in FACTS_COLUMNS], block.rows)
        case Table():
            yield _pipes(block.columns, block.rows)
        case Signatures():
            rows = [(party, "", "") for party in block.parties]
            yield _pipes([Column(name) for name in SIGNATURE_COLUMNS], rows)


def _pipes(columns: Sequence[Column], rows: Sequence[Sequence[Cell | str]]) -> str:
    lines = [
        _row([column.heading for column in columns]),
        _row_of_rules(columns),
        *(_row(row) for row in rows),
    ]
    return "\n".join(lines)


def _row(row: Sequence[Cell | str]) -> str:
    cells = ("".join(map(_in_cell, _joined(stretches(value)))) for value in row)
    return f"| {' | '.join(_EDGE_BREAKS.sub('', cell) for cell in cells)} |"


def _in_cell(run: Run) -> str:
    mark = _mark(run)
    lines = (_inline(line) for line in clean_text(run.text).split("\n"))
    return "<br>".join(f"{mark}{line}{mark[::-1]}" if line else "" for line in lines)


def _row_of_rules(columns: Sequence[Column]) -> str:
    return f"| {' | '.join(_RULES[column.align] for column in columns)} |"
