"""The extract for a report: what all talks of a period have marked for it."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from exports import markdown
from exports.report import NothingToReport, Period, period_of, report, usual_place, write_report
from store import figure_edits, point_edits
from store.database import Archive
from store.definitions import FiguresDefinition
from store.edits import Change
from store.meeting import Meeting
from store.sections import figures
from store.vocabulary import Light
from tests.series_of_talks import AUTUMN, SPRING, Talks

PERIOD = Period("2. tertial", 2026)


@pytest.fixture
def talks(archive: Archive) -> Talks:
    return Talks(archive)


def talk(talks: Talks, unit: str, text: str, period: str = "2. tertial") -> Meeting:
    """A talk with one point for the report, a status and a figure."""
    meeting = talks.begin(AUTUMN, unit=unit, period=period)
    meeting = talks.do(meeting, point_edits.add(meeting, "temaer", "økonomi", text))
    meeting = talks.do(meeting, point_edits.add(meeting, "temaer", "økonomi", "Ikke merket"))
    meeting = talks.do(meeting, point_edits.toggle_reported(meeting.notes[0]))
    meeting = talks.do(meeting, point_edits.set_status(meeting, "temaer", "økonomi", Light.RED))
    definition = meeting.kind.section("tall")
    assert isinstance(definition, FiguresDefinition)
    first = figures(meeting, definition).figures[0]
    return talks.do(meeting, figure_edits.write(meeting, definition, first, "value", "91,2"))


def written(talks: Talks, period: Period = PERIOD) -> str:
    document = report(talks.archive, period, "Eksempeldal kommune")
    return markdown.write(document).decode()


def test_it_holds_the_marked_points_statuses_and_figures_of_every_unit(talks: Talks) -> None:
    talk(talks, "Skole", "Merforbruk på skole")
    talk(talks, "Barnehage", "Mindreforbruk i barnehage")
    talk(talks, "Kultur", "En annen periode", "1. tertial")
    text = written(talks)
    assert "Merforbruk på skole" in text
    assert text.index("Mindreforbruk i barnehage") < text.index("Merforbruk på skole")
    assert "Ikke merket" not in text
    assert "En annen periode" not in text
    assert "| Skole | – | – | – | ■ Rød | – |" in text
    assert "| Skole | 91,2 |" in text


def test_one_unit_can_be_asked_for(talks: Talks) -> None:
    talk(talks, "Skole", "Merforbruk på skole")
    talk(talks, "Barnehage", "Mindreforbruk i barnehage")
    text = written(talks, replace_unit("skole"))
    assert "Merforbruk på skole" in text
    assert "arnehage" not in text


def replace_unit(unit: str) -> Period:
    return Period(PERIOD.name, PERIOD.year, unit)


def test_what_is_exempt_is_left_out_and_counted(talks: Talks) -> None:
    hidden = talk(talks, "Skole", "Hemmelig punkt")
    note = hidden.notes[0]
    talks.do(hidden, Change(note, replace(note, exempt="basis-1")))
    whole = talk(talks, "Barnehage", "Hemmelig samtale")
    talks.do(whole, Change(whole.head, replace(whole.head, exempt="basis-3")))
    text = written(talks)
    assert "Hemmelig" not in text
    assert "arnehage" not in text
    assert "Unntatt offentlighet og ikke tatt med: 1 samtale og 1 punkt." in text


def test_a_talk_that_is_only_planned_is_not_reported(talks: Talks) -> None:
    talks.plan(AUTUMN, head_values={"periode": "2. tertial"})
    with pytest.raises(NothingToReport, match=r"Ingen samtaler for 2\. tertial 2026 er holdt"):
        written(talks)


def test_a_talk_knows_its_period_or_says_where_it_is_set(talks: Talks) -> None:
    assert period_of(talks.begin(SPRING, period="1. tertial")) == Period("1. tertial", 2026)
    with pytest.raises(NothingToReport, match="Perioden er ikke satt"):
        period_of(talks.begin(AUTUMN))


@pytest.mark.parametrize("suffix", [".docx", ".md"])
def test_it_is_written_as_word_or_markdown(talks: Talks, tmp_path: Path, suffix: str) -> None:
    talk(talks, "Skole", "Merforbruk på skole")
    document = report(talks.archive, PERIOD, "")
    path = write_report(document, tmp_path / f"uttrekk{suffix}")
    assert path.read_bytes()[:2] == (b"PK" if suffix == ".docx" else b"# ")


def test_it_takes_no_place_that_is_taken(tmp_path: Path) -> None:
    first = usual_place(tmp_path, PERIOD)
    assert first.name == "Tertialrapport – 2. tertial 2026.docx"
    first.write_bytes(b"")
    assert usual_place(tmp_path, PERIOD).name == "Tertialrapport – 2. tertial 2026 (2).docx"
