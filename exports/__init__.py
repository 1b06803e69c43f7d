"""What leaves: documents and packages, built from a frozen meeting. `FORMATS` lists them."""

from __future__ import annotations  # screens name a document without reading what makes it

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from exports.files import FileRefused
    from exports.order import Order
    from exports.source import Source


@dataclass(frozen=True, slots=True)
class Format:
    """A file format that a meeting can leave in.

    Attributes:
        label: What people call it.
        suffix: The file's ending, with its dot.
        write: Makes the file's bytes.
        is_ours: Whether a file was written here of the same meeting and is as it was, so that a
            new one may take its place.
        about: What of the meeting it holds, for the file's name; "" for a document, which says
            itself what it is.
        is_word: Whether it is the Word document, or made of it, and so takes a template.
        remark: What is to be known of a file besides, in Norwegian sentences, or "".
        holds_data: Whether it holds rows and not one of the meeting's documents.
        is_of: Whether a file was written here of the same meeting, whoever has edited it since;
            None where a file can not tell.
        needs: Another program that makes it; "" where none is needed.
        write_many: Makes several at once, or says why one was not made; None where that gains
            nothing.
    """

    label: str
    suffix: str
    write: Callable[[Order], bytes]
    is_ours: Callable[[bytes, Source], bool]
    about: str = ""
    holds_data: bool = False
    is_word: bool = False
    remark: Callable[[Order, Path], str] = lambda _order, _folder: ""
    is_of: Callable[[bytes, Source], bool] | None = None
    needs: str = ""
    write_many: Callable[[Sequence[Order]], Sequence[bytes | FileRefused]] | None = None


def _docx(order: Order) -> bytes:
    from exports import word_paper  # noqa: PLC0415 - python-docx takes half a first paint

    return word_paper.write(order)


def _is_our_docx(there: bytes, source: Source) -> bool:
    from exports.word_properties import is_untouched  # noqa: PLC0415 - as above

    return is_untouched(there, source.meeting.uid)


def _is_docx_of(there: bytes, source: Source) -> bool:
    from exports.word_properties import is_of  # noqa: PLC0415 - as above

    return is_of(there, source.meeting.uid)


def _pdf(order: Order) -> bytes:
    from exports import pdf  # noqa: PLC0415 - as above

    return pdf.write(order)


def _pdfs(orders: Sequence[Order]) -> Sequence[bytes | FileRefused]:
    from exports import pdf  # noqa: PLC0415 - as above

    return pdf.write_many(orders)


def _is_our_pdf(there: bytes, source: Source) -> bool:
    from exports import pdf  # noqa: PLC0415 - as above

    return pdf.is_untouched(there, source.meeting.uid)


def _eml(order: Order) -> bytes:
    from exports import mail  # noqa: PLC0415 - as above

    return mail.write(order)


def _is_our_eml(there: bytes, source: Source) -> bool:
    from exports import mail  # noqa: PLC0415 - as above

    return mail.is_untouched(there, source.meeting.uid)


def _of_eml(order: Order, folder: Path) -> str:
    from exports import mail  # noqa: PLC0415 - as above

    return mail.remark(order, folder)


def _md(order: Order) -> bytes:
    from exports import markdown, papers  # noqa: PLC0415 - only this format needs them

    return markdown.write(papers.document(order))


def _cannot_tell(there: bytes, source: Source) -> bool:
    """These bear no mark of who wrote them last."""
    del there, source
    return False


def _json(order: Order) -> bytes:
    from exports import package  # noqa: PLC0415 - only this format needs it

    source = order.source
    return package.write(package.pack(source.meeting, source.beside, public=source.public))


def _is_our_json(there: bytes, source: Source) -> bool:
    from exports import package  # noqa: PLC0415 - as above
    from exports.package_check import PackageRefused  # noqa: PLC0415 - as above

    try:
        return package.read(there).meeting.uid == source.meeting.uid
    except PackageRefused:
        return False


def _tasks_csv(order: Order) -> bytes:
    from exports import csv_table, registers  # noqa: PLC0415 - only this format needs them

    return csv_table.write(registers.tasks(order.source))


def _risks_csv(order: Order) -> bytes:
    from exports import csv_table, registers  # noqa: PLC0415 - only this format needs them

    return csv_table.write(registers.risks(order.source))


def _xlsx(order: Order) -> bytes:
    from exports import registers, workbook  # noqa: PLC0415 - only this format needs them

    source = order.source
    sheets = (registers.tasks(source), registers.risks(source))
    return workbook.write(sheets, source.meeting.head.title, source.meeting.saved)


def _ics(order: Order) -> bytes:
    from exports import calendar  # noqa: PLC0415 - only this format needs it

    return calendar.write(order.source)


FORMATS: Mapping[str, Format] = {
    "docx": Format("Word", ".docx", _docx, _is_our_docx, is_word=True, is_of=_is_docx_of),
    "pdf": Format(
        *("PDF", ".pdf", _pdf, _is_our_pdf), is_word=True, needs="LibreOffice", write_many=_pdfs
    ),
    "eml": Format("E-postutkast", ".eml", _eml, _is_our_eml, is_word=True, remark=_of_eml),
    "md": Format("Markdown", ".md", _md, _cannot_tell),
    "json": Format(
        *("Møtepakke", ".json", _json, _is_our_json), holds_data=True, is_of=_is_our_json
    ),
    "csv": Format("Oppgaver (CSV)", ".csv", _tasks_csv, _cannot_tell, "oppgaver", True),
    "risiko": Format("Risikoer (CSV)", ".csv", _risks_csv, _cannot_tell, "risikoer", True),
    "xlsx": Format(
        "Oppgaver og risikoer (Excel)", ".xlsx", _xlsx, _cannot_tell, "oppgaver og risikoer", True
    ),
    "ics": Format("Møtet og fristene (kalender)", ".ics", _ics, _cannot_tell, "kalender", True),
}
"""Every format by the name that the command line takes."""
