"""Rewrites what was approved as its rows are rewritten, so that it is still what was approved."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import msgspec

from store.approval import fingerprint

if TYPE_CHECKING:
    from store.tables import Tables

Change = Callable[[str, dict[str, Any]], dict[str, Any]]
"""Given a table and the columns of a row, gives what the row becomes."""


def rewrite_approvals(tables: "Tables", change: Change) -> int:
    """Rewrite every approval in the file. Returns how many became others."""
    changed = 0
    found = tables.execute("SELECT rowid, content, fingerprint FROM approval").fetchall()
    for number, content, mark in found:
        new = rewritten(content, mark, change)
        if new != (content, mark):
            tables.execute(
                "UPDATE approval SET content = ?, fingerprint = ?, rev = rev + 1 WHERE rowid = ?",
                (*new, number),
            )
            changed += 1
    return changed


def rewritten(content: str, mark: str, change: Change) -> tuple[str, str]:
    """What was approved and its fingerprint; one that did not fit before does not fit now.

    Args:
        content: As `store.approval` writes it.
        mark: The fingerprint.
        change: What becomes of each row.
    """
    said: dict[str, Any] = msgspec.json.decode(content)
    new = {
        **said,
        "head": change("meeting", said.get("head", {})),
        "rows": {
            table: [change(table, row) for row in rows]
            for table, rows in said.get("rows", {}).items()
        },
    }
    if new == said:
        return content, mark
    text = msgspec.json.encode(new, order="sorted").decode()
    return text, fingerprint(text) if mark == fingerprint(content) else mark
