"""What nobody meant to write, and disks that nobody wants, through every format."""

import csv
import dataclasses
import errno
import io
import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import docx
import pytest
from icalendar import Calendar

from exports import FORMATS, papers
from exports.clean_text import clean_text
from exports.csv_table import write as write_csv
from exports.files import FileRefused
from exports.order import Order
from exports.registers import Register, risks, tasks
from exports.source import Source, for_the_public
from exports.word_package import unzipped
from exports.workbook import write as write_workbook
from exports.writing import write_document
from store import kind
from store.database import Archive
from tests.benchmarks.document_figures import large_meeting
from tests.conftest import NOW
from tests.exports.every_format import ALONE
from tests.exports.room import Room
from tests.exports.test_formats import filled_with, rich  # noqa: F401 - a fixture
from tests.hostile_text import HOSTILE

FORMULAS = ["=1+1", "+47 1", "-rydde", "@SUM(A1)", "\t=1", "  =1", "\n=1", "\r\n@x", "\u00a0=1"]
LONGEST = 32_767


def csv_rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def read_csv(content: bytes, register: Register) -> None:
    rows = csv_rows(content)
    assert len(rows) == len(register.rows) + 1
    assert {len(row) for row in rows} == {len(register.columns)}


def read_workbook(content: bytes) -> dict[str, ElementTree.Element]:
    return {
        name: ElementTree.fromstring(part)
        for name, part in unzipped(content).items()
        if name.endswith((".xml", ".rels"))
    }


# Texts


# A hundred thousand letters take a calendar seconds to fold, and say no more than five thousand.
@pytest.mark.parametrize("text", [text[:5000] for text in HOSTILE], ids=range(len(HOSTILE)))
def test_what_holds_data_can_be_read_with_any_text_in_every_field(
    rich: Source,  # noqa: F811 - the fixture
    text: str,
) -> None:
    filled = filled_with(rich, text)
    # What comes in as a time of day is one, from a field and from a package.
    meeting = dataclasses.replace(filled.meeting, sittings=rich.meeting.sittings)
    order = Order(dataclasses.replace(filled, meeting=meeting))
    made = {name: FORMATS[name].write(order) for name in ("csv", "risiko", "xlsx", "ics", "json")}
    read_csv(made["csv"], tasks(order.source))
    read_csv(made["risiko"], risks(order.source))
    assert read_workbook(made["xlsx"])
    assert Calendar.from_ical(made["ics"]).walk("VEVENT")
    assert json.loads(made["json"])["meeting"]["uid"] == rich.meeting.uid


@pytest.mark.parametrize("text", FORMULAS)
def test_no_field_becomes_a_formula(
    rich: Source,  # noqa: F811 - the fixture
    text: str,
) -> None:
    source = filled_with(rich, text)
    for register in (tasks(source), risks(source)):
        cells = [cell for row in csv_rows(write_csv(register)) for cell in row]
        assert not [cell for cell in cells if cell.strip().startswith(("=", "+", "-", "@"))]
    sheets = read_workbook(FORMATS["xlsx"].write(Order(source)))
    assert not [part for part in sheets.values() for each in part.iter() if each.tag.endswith("}f")]


def test_no_heading_or_figure_is_changed_by_what_keeps_formulas_out() -> None:
    register = Register("Prøve", ("Tall", "Dag", "Ingenting"), ((-3, date(2026, 12, 11), None),))
    assert csv_rows(write_csv(register))[1] == ["-3", "2026-12-11", ""]
    assert (
        b"<v>-3</v>" in unzipped(write_workbook([register], "x", NOW))["xl/worksheets/sheet1.xml"]
    )


def test_a_participant_of_four_hundred_letters_is_written_whole(wheel: Room) -> None:
    name = "Kommunalsjef for oppvekst " * 15 + "og kultur"
    wheel.change(wheel.meeting.participants[0], name=name)
    written = docx.Document(io.BytesIO(FORMATS["docx"].write(Order(wheel.source))))
    cells = [cell.text for table in written.tables for row in table.rows for cell in row.cells]
    assert any(name in cell for cell in cells)
    for format_ in ALONE:
        assert FORMATS[format_].write(Order(wheel.source))


# Sizes


@pytest.mark.parametrize("kind_id", sorted(kind.load().by_id))
@pytest.mark.parametrize("name", ALONE)
def test_a_meeting_with_nothing_in_it_can_be_written_in_every_version(
    archive: Archive, plan_meeting: Callable[..., str], kind_id: str, name: str
) -> None:
    room = Room(archive, plan_meeting(kind_id, title="", participants=()))
    chosen = FORMATS[name]
    wanted = ["referat"] if chosen.holds_data else papers.PAPERS
    for paper in wanted:
        for source in (room.source, for_the_public(room.source)):
            assert chosen.write(Order(source, paper))


def test_five_hundred_tasks_are_all_written(tmp_path: Path) -> None:
    source = large_meeting(tmp_path, 1, 500)
    written = {name: FORMATS[name].write(Order(source)) for name in ALONE}
    assert len(csv_rows(written["csv"])) == 501
    assert len(Calendar.from_ical(written["ics"]).walk("VEVENT")) == 501
    assert written["md"].decode().count("Et tiltak som noen skal gjøre, nummer 500") >= 1
    document = docx.Document(io.BytesIO(written["docx"]))
    assert 501 in [len(table.rows) for table in document.tables]


def test_a_text_longer_than_a_cell_is_cut_where_a_cell_ends_it_and_nowhere_else(
    wheel: Room,
) -> None:
    wheel.task("x", "Rektor")
    long = filled_with(wheel.source, "ord " * 10_000)
    (_heading, row) = csv_rows(FORMATS["csv"].write(Order(long)))
    assert row[1] == clean_text("ord " * 10_000)
    shared = read_workbook(FORMATS["xlsx"].write(Order(long)))["xl/sharedStrings.xml"]
    assert max(len(each.text or "") for each in shared.iter()) == LONGEST


# Disks


@pytest.mark.parametrize("name", ALONE)
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.ENOENT])
def test_a_disk_that_fails_is_one_norwegian_sentence_and_the_old_file_stays(
    wheel: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, number: int
) -> None:
    folder = tmp_path / "ut"
    folder.mkdir()
    path = write_document(Order(wheel.source), folder, name)
    before = path.read_bytes()
    wheel.decide("Vi går videre.")
    wheel.task("Rydde", "Rektor", "uke 50")
    wheel.risk("Feil dose")

    def fail(*_: Any, **__: Any) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(FileRefused) as refused:
        write_document(Order(wheel.source), folder, name)
    assert os.strerror(number) not in str(refused.value)
    assert str(refused.value).endswith(".")
    assert [each.name for each in folder.iterdir()] == [path.name]
    assert path.read_bytes() == before


def test_a_path_that_is_too_long_is_refused_as_that(wheel: Room, tmp_path: Path) -> None:
    with pytest.raises(
        FileRefused, match=r"^Mappen «.*» kan ikke brukes: navnet er for langt\.$|finnes ikke"
    ):
        write_document(Order(wheel.source), tmp_path / ("lang" * 100))
