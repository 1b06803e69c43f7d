"""What leaves: documents and packages, built from a frozen meeting. `FORMATS` lists them."""

from __future__ import annotations  # screens name a document without reading what makes it

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from exports.outline import Document
    from exports.source import Source

MINUTES = "referat"
"""The document that is written when no other is asked for; one of `exports.papers.PAPERS`."""


@dataclass(frozen=True, slots=True)
class Format:
    """A file format that a meeting can leave in.

    Attributes:
        label: What people call it.
        about: What of the meeting it holds, for the file's name; "" for the minutes.
        suffix: The file's ending, with its dot.
        write: Makes the file's bytes.
        render: Makes the file's bytes of any of the meeting's documents (`exports.papers`); None
            for a format that holds data.
        is_ours: Whether a file was written here of the same meeting and is as it was, so that a
            new one may take its place.
    """

    label: str
    suffix: str
    write: Callable[[Source], bytes]
    is_ours: Callable[[bytes, Source], bool]
    about: str = ""
    render: Callable[[Document], bytes] | None = None


def _docx(source: Source) -> bytes:
    from exports import minutes  # noqa: PLC0415 - only these formats need it

    return _render_docx(minutes.minutes(source))


def _render_docx(document: Document) -> bytes:
    from exports import word  # noqa: PLC0415 - python-docx takes half a first paint

    return word.write(document)


def _is_our_docx(there: bytes, source: Source) -> bool:
    from exports.word_properties import is_untouched  # noqa: PLC0415 - as above

    return is_untouched(there, source.meeting.uid)


def _md(source: Source) -> bytes:
    from exports import minutes  # noqa: PLC0415 - as above

    return _render_md(minutes.minutes(source))


def _render_md(document: Document) -> bytes:
    from exports import markdown  # noqa: PLC0415 - only this format needs it

    return markdown.write(document)


def _cannot_tell(there: bytes, source: Source) -> bool:
    """These bear no mark of who wrote them last."""
    del there, source
    return False


def _json(source: Source) -> bytes:
    from exports import package  # noqa: PLC0415 - only this format needs it

    return package.write(package.pack(source.meeting, source.beside, public=source.public))


def _is_our_json(there: bytes, source: Source) -> bool:
    from exports import package  # noqa: PLC0415 - as above
    from exports.package_check import PackageRefused  # noqa: PLC0415 - as above

    try:
        return package.read(there).meeting.uid == source.meeting.uid
    except PackageRefused:
        return False


def _tasks_csv(source: Source) -> bytes:
    from exports import csv_table, registers  # noqa: PLC0415 - only this format needs them

    return csv_table.write(registers.tasks(source))


def _risks_csv(source: Source) -> bytes:
    from exports import csv_table, registers  # noqa: PLC0415 - only this format needs them

    return csv_table.write(registers.risks(source))


def _xlsx(source: Source) -> bytes:
    from exports import registers, workbook  # noqa: PLC0415 - only this format needs them

    sheets = (registers.tasks(source), registers.risks(source))
    return workbook.write(sheets, source.meeting.head.title, source.meeting.saved)


def _ics(source: Source) -> bytes:
    from exports import calendar  # noqa: PLC0415 - only this format needs it

    return calendar.write(source)


FORMATS: Mapping[str, Format] = {
    "docx": Format("Word", ".docx", _docx, _is_our_docx, render=_render_docx),
    "md": Format("Markdown", ".md", _md, _cannot_tell, render=_render_md),
    "json": Format("Møtepakke", ".json", _json, _is_our_json),
    "csv": Format("Oppgaver (CSV)", ".csv", _tasks_csv, _cannot_tell, "oppgaver"),
    "risiko": Format("Risikoer (CSV)", ".csv", _risks_csv, _cannot_tell, "risikoer"),
    "xlsx": Format("Oppgaver og risikoer (Excel)", ".xlsx", _xlsx, _cannot_tell, "oppgaver"),
    "ics": Format("Møtet og fristene (kalender)", ".ics", _ics, _cannot_tell, "kalender"),
}
"""Every format by the name that the command line takes."""
