"""Tasks and risks for a spreadsheet, and the meeting for a calendar."""

import csv
import io
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from icalendar import Calendar
from msgspec.structs import replace

from exports import FORMATS, registers
from exports.clean_text import clean_text
from exports.order import Order
from exports.source import for_the_public
from exports.word_package import unzipped
from exports.workbook import write as write_workbook
from exports.writing import write_document
from store import risk_edits
from store.edits import Change
from store.rows import SittingRow
from store.text import clean
from store.vocabulary import Enough, Status, TaskStatus
from tests.conftest import NOW
from tests.exports.every_format import ALONE
from tests.exports.room import Room
from tests.hostile_text import HOSTILE

DAY = date(2026, 11, 24)
CELLS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def table(content: bytes) -> list[dict[str, str]]:
    """A CSV file as Norwegian Excel reads it."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def texts_in(workbook: bytes) -> list[str]:
    """All texts that the cells of a workbook share."""
    root = ElementTree.fromstring(unzipped(workbook)["xl/sharedStrings.xml"])
    return ["".join(part.text or "" for part in item.iter(f"{CELLS}t")) for item in root]


def events(content: bytes) -> dict[str, dict[str, object]]:
    """The events of a calendar by what they are called."""
    return {str(event["summary"]): event for event in Calendar.from_ical(content).walk("VEVENT")}


# CSV


def test_a_task_has_a_column_for_each_thing(wheel: Room) -> None:
    risk = wheel.risk("Feil dose")
    task = wheel.task("Rydde", "Fagsykepleier, Rektor", "uke 50", risk.uid)
    wheel.follow_up(task, TaskStatus.UNDER_WAY, DAY, remark="Begynt")
    (row,) = table(FORMATS["csv"].write(Order(wheel.source)))
    head = wheel.meeting.head
    assert row == {
        "Nr.": "1",
        "Oppgave": "Rydde",
        "Ansvarlig": "Fagsykepleier",
        "Medvirkende": "Rektor",
        "Frist": "2026-12-11",
        "Frist som sagt": "uke 50",
        "Status": "pågår",
        "Merknad": "Begynt",
        "Gjelder": "Risiko 1",
        "Unntatt offentlighet": "",
        "Møte": head.title,
        "Møtedato": "2026-11-24",
        "Enhet": head.unit,
    }


def test_a_risk_has_its_figures_before_and_after(wheel: Room) -> None:
    wheel.risk(
        "Feil dose",
        likelihood=4,
        consequence=5,
        residual_likelihood=1,
        residual_consequence=3,
        enough=Enough.YES,
        accepted_by="Enhetsleder",
    )
    (row,) = table(FORMATS["risiko"].write(Order(wheel.source)))
    assert (row["Risiko, tall"], row["Nivå"]) == ("20", "Høy")
    assert (row["Restrisiko, tall"], row["Nivå etter"]) == ("3", "Lav")
    assert (row["Er det nok?"], row["Godtatt av"]) == ("ja", "Enhetsleder")


def test_a_risk_has_what_was_said_of_it_beside_the_figures(wheel: Room) -> None:
    risk = wheel.risk(
        "Feil dose",
        important=True,
        varying=True,
        consequence_types="ad",
        legal_requirement="Forskrift om legemiddelhåndtering § 4",
        procedure="Prosedyre 12",
        next_assessment=date(2027, 5, 1),
    )
    wheel.do(risk_edits.add_cause(risk, "Avbrytelser"), risk_edits.add_control(risk, "To teller"))
    wheel.task("Lage rutine", "Rektor", "uke 50", risk.uid)
    wheel.head(next_assessment=date(2027, 11, 1))
    wheel.risk("Glemt dose")
    first, second = table(FORMATS["risiko"].write(Order(wheel.source)))
    assert (first["4V"], first["Konsekvens for"]) == (
        "Viktig, Variasjon",
        "a) mennesker, d) omdømme",
    )
    assert first["Lovkrav"] == "Forskrift om legemiddelhåndtering § 4"
    assert first["Prosedyre"] == "Prosedyre 12"
    assert (first["Årsaker"], first["Er gjort"], first["Må gjøres"]) == (
        "Avbrytelser",
        "To teller",
        "Lage rutine",
    )
    assert (first["Neste vurdering"], second["Neste vurdering"]) == ("2027-05-01", "2027-11-01")
    assert {second[name] for name in ("4V", "Konsekvens for", "Lovkrav", "Prosedyre")} == {""}


def test_excel_opens_it_in_norwegian(wheel: Room) -> None:
    wheel.task("Blåbær; og \n«så»", "Rektor")
    content = FORMATS["csv"].write(Order(wheel.source))
    assert content.startswith(b"\xef\xbb\xbfNr.;Oppgave;")
    assert b"\r\n1;" in content
    assert table(content)[0]["Oppgave"] == "Blåbær; og \n«så»"


@pytest.mark.parametrize("text", ["=1+1", "+47 1", "-rydde", "@SUM(A1)", "\t=1", "  =1", "\n=1"])
def test_no_text_becomes_a_formula(wheel: Room, text: str) -> None:
    wheel.task(text, "Rektor")
    assert table(FORMATS["csv"].write(Order(wheel.source)))[0]["Oppgave"] == f"'{text}"
    workbook = FORMATS["xlsx"].write(Order(wheel.source))
    assert text in texts_in(workbook)
    assert b"<f>" not in unzipped(workbook)["xl/worksheets/sheet1.xml"]


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_comes_back_as_the_same_text(wheel: Room, text: str) -> None:
    wheel.task(clean(text) or "x", "Rektor", "uke 50")
    kept = clean_text(wheel.meeting.tasks[0].text)
    (row,) = table(FORMATS["csv"].write(Order(wheel.source)))
    assert row["Oppgave"].removeprefix("'") == kept.removeprefix("'")
    assert Calendar.from_ical(FORMATS["ics"].write(Order(wheel.source))).walk("VEVENT")
    assert unzipped(FORMATS["xlsx"].write(Order(wheel.source)))


# Excel


def test_the_workbook_has_a_sheet_for_tasks_and_one_for_risks(wheel: Room) -> None:
    wheel.task("Rydde", "Rektor", "uke 50")
    wheel.risk("Feil dose", likelihood=2, consequence=3)
    parts = unzipped(FORMATS["xlsx"].write(Order(wheel.source)))
    assert b'name="Oppgaver"' in parts["xl/workbook.xml"]
    assert b'name="Risikoer"' in parts["xl/workbook.xml"]
    # A day is a number that a spreadsheet counts with: 11.12.2026.
    days = (date(2026, 12, 11) - date(1899, 12, 30)).days
    assert f"<v>{days}</v>".encode() in parts["xl/worksheets/sheet1.xml"]
    assert b"<v>6</v>" in parts["xl/worksheets/sheet2.xml"]


def test_the_workbook_was_made_when_the_meeting_was_saved_in_utc(wheel: Room) -> None:
    core = unzipped(FORMATS["xlsx"].write(Order(wheel.source)))["docProps/core.xml"]
    assert f"{NOW:%H:%M}" == "09:00"  # as a clock on a Norwegian wall shows it
    assert b">2026-11-24T08:00:00Z</dcterms:created>" in core


def test_two_workbooks_of_an_unchanged_meeting_are_the_same(wheel: Room) -> None:
    wheel.task("Rydde", "Rektor", "uke 50")
    assert FORMATS["xlsx"].write(Order(wheel.source)) == FORMATS["xlsx"].write(Order(wheel.source))


def test_a_text_that_no_cell_can_hold_is_cut_and_says_so() -> None:
    register = registers.Register("Oppgaver", ("Oppgave",), (("a" * 40_000,),))
    (_heading, text) = texts_in(write_workbook([register], "x", NOW))
    assert len(text) == 32_767
    assert text.endswith("… (resten står i referatet)")


# Calendar


def test_a_deadline_is_a_whole_day_that_takes_no_time(wheel: Room) -> None:
    task = wheel.task("Rydde", "Rektor", "uke 50")
    event = events(FORMATS["ics"].write(Order(wheel.source)))["Frist: Rydde (Rektor)"]
    assert event["uid"] == f"{task.uid}@referat"
    assert event["dtstart"].dt == date(2026, 12, 11)  # type: ignore[attr-defined]
    assert event["dtend"].dt == date(2026, 12, 12)  # type: ignore[attr-defined]
    assert event["transp"] == "TRANSPARENT"


def test_a_task_that_is_done_or_has_no_day_is_not_in_the_calendar(wheel: Room) -> None:
    wheel.task("Løpende", "Rektor", "løpende")
    task = wheel.task("Ferdig", "Rektor", "uke 50")
    wheel.follow_up(task, TaskStatus.DONE, DAY)
    assert not [
        name for name in events(FORMATS["ics"].write(Order(wheel.source))) if "Frist" in name
    ]


def test_next_meeting_as_frist_is_that_day(wheel: Room) -> None:
    wheel.head(next_meeting=date(2026, 12, 15))
    wheel.task("Rydde", "", "neste møte")
    assert table(FORMATS["csv"].write(Order(wheel.source)))[0]["Frist"] == "2026-12-15"
    found = events(FORMATS["ics"].write(Order(wheel.source)))
    assert found["Frist: Rydde"]["dtstart"].dt == date(2026, 12, 15)  # type: ignore[attr-defined]
    assert any(name.startswith("Neste møte: ") for name in found)


@pytest.mark.parametrize(
    ("day", "start", "end", "utc"),
    [
        (date(2026, 11, 24), "09:00", "10:30", ("2026-11-24T08:00", "2026-11-24T09:30")),
        (date(2026, 6, 1), "09:00", "", ("2026-06-01T07:00", "2026-06-01T08:00")),
    ],
    ids=["winter", "summer without an end"],
)
def test_a_sitting_stands_at_its_hours_in_norway(
    wheel: Room, day: date, start: str, end: str, utc: tuple[str, str]
) -> None:
    (sitting,) = wheel.meeting.sittings
    wheel.do(Change(sitting, replace(sitting, date=day, start=start, end=end)))
    (event,) = events(FORMATS["ics"].write(Order(wheel.source))).values()
    shown = [event[name].dt for name in ("dtstart", "dtend")]  # type: ignore[attr-defined]
    assert tuple(f"{when:%Y-%m-%dT%H:%M}" for when in shown) == utc
    assert all(when.utcoffset() == timedelta() for when in shown)


def test_each_sitting_has_an_event_of_its_own(wheel: Room) -> None:
    wheel.add(SittingRow(meeting=wheel.uid, date=date(2026, 11, 26)))
    calendar = Calendar.from_ical(FORMATS["ics"].write(Order(wheel.source)))
    assert len(calendar.walk("VEVENT")) == 2


def test_the_agreed_next_meeting_is_the_event_of_that_meeting_when_it_is_planned(
    wheel: Room, plan_meeting: Callable[..., str]
) -> None:
    unit = {"unit": "Hjemmetjenesten"}
    first = Room(wheel.archive, plan_meeting("evaluering", **unit))
    first.head(status=Status.RUNNING, next_meeting=date(2026, 12, 15))
    agreed = event_of(first, "Neste møte: ")
    following = Room(
        wheel.archive, plan_meeting("evaluering", **unit, date=date(2026, 12, 16), start="09:00")
    )
    after_that = Room(wheel.archive, plan_meeting("evaluering", **unit, date=date(2027, 1, 20)))
    planned = event_of(following, "Evaluering: ")
    assert planned["uid"] == agreed["uid"]
    # Moved by a day: the first meeting's own file says so too.
    moved = event_of(first, "Neste møte: ")
    assert (moved["uid"], moved["dtstart"].dt) == (agreed["uid"], date(2026, 12, 16))  # type: ignore[attr-defined]
    others = {event_of(room, "Evaluering: ")["uid"] for room in (first, after_that)}
    assert agreed["uid"] not in others


def test_a_meeting_of_no_series_is_its_own_event(
    wheel: Room, plan_meeting: Callable[..., str]
) -> None:
    wheel.head(next_meeting=date(2026, 12, 15))
    other = Room(wheel.archive, plan_meeting(date=date(2026, 12, 15)))
    (sitting,) = other.meeting.sittings
    assert event_of(other, "Internkontroll: ")["uid"] == f"{sitting.uid}@referat"


def event_of(room: Room, beginning: str) -> dict[str, object]:
    found = events(FORMATS["ics"].write(Order(room.source)))
    return next(event for name, event in found.items() if name.startswith(beginning))


# All of them


@pytest.mark.parametrize("name", ["csv", "xlsx", "ics"])
def test_a_withheld_task_is_only_a_number_and_a_ground(evaluation: Room, name: str) -> None:
    evaluation.task("HEMMELIG", "HEMMELIG", "uke 50")
    evaluation.change(evaluation.meeting.tasks[-1], exempt="basis-1")
    public = for_the_public(evaluation.source)
    assert registers.tasks(public).rows[0][:2] == (1, public.meeting.tasks[0].text)
    written = FORMATS[name].write(Order(public))
    parts = unzipped(written).values() if name == "xlsx" else [written]
    assert not any(b"HEMMELIG" in part for part in parts)


def test_a_meeting_with_nothing_in_it_gives_headings_and_itself(
    plan_meeting: Callable[..., str], wheel: Room
) -> None:
    room = Room(wheel.archive, plan_meeting("evaluering"))
    assert table(FORMATS["csv"].write(Order(room.source))) == []
    assert table(FORMATS["risiko"].write(Order(room.source))) == []
    assert unzipped(FORMATS["xlsx"].write(Order(room.source)))
    assert len(events(FORMATS["ics"].write(Order(room.source)))) == 1


def test_the_files_of_one_meeting_have_names_of_their_own(wheel: Room, tmp_path: Path) -> None:
    names = [write_document(Order(wheel.source), tmp_path, name).name for name in ALONE]
    assert len(set(names)) == len(ALONE)
    assert any(name.endswith(" – oppgaver.csv") for name in names)
