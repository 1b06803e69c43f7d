"""Every format of a whole meeting: what is in the file, and that no text can break it."""

import dataclasses
import io
import json
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from enum import Enum
from typing import Any

import docx
import msgspec
import pytest
from docx.oxml.ns import qn
from markdown_it import MarkdownIt

from exports import FORMATS, markdown, word
from exports.clean_text import clean_text
from exports.minutes import minutes
from exports.order import Order
from exports.outline import DRAFT_LINE
from exports.source import Source
from store import head_edits, kind, lifecycle, meetings, point_edits, risk_edits
from store.row import Row
from store.rows import DeviationRow, EstimateRow, RiskRow
from store.task_rows import TaskRow
from store.vocabulary import Measure, SettledBy, Status, TaskStatus
from tests.conftest import open_file
from tests.exports.every_format import ALONE
from tests.exports.rich_meetings import fill_cooperation, fill_talk
from tests.exports.room import Room, headings
from tests.hostile_text import HOSTILE

# What is no free text: names of rows, of parts of the kind, of choices, and figures.
STRUCTURE = {
    *("uid", "meeting", "kind", "definition", "section", "column", "stop", "previous", "exempt"),
    *("about", "sitting", "participant", "task", "risk", "answer", "point", "at"),
    *("consequence_types", "figures", "deadline_kind"),
    *("series", "field", "item", "protocol", "approves", "carried_from", "from_meeting"),
    *("figure", "value", "last_year", "said_at", "content", "fingerprint"),
}
HARMLESS = "x"
LIVE_MARKS = ["*", "_", "`", "[", "<", "|", "~", "#"]


@pytest.fixture
def rich_wheel(wheel: Room) -> Room:
    fill_wheel(wheel)
    return wheel


@pytest.fixture
def rich_evaluation(evaluation: Room) -> Room:
    fill_evaluation(evaluation)
    return evaluation


@pytest.fixture(scope="module", params=["internkontroll", "evaluering", "ros", "samarbeid"])
def rich(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Source]:
    """A rich meeting of each kind, made once: it is frozen, and the tests only read it."""
    archive = open_file(tmp_path_factory.mktemp("rich") / "møter.db")
    plan = meetings.Plan(
        kind=kind.load().by_id[request.param],
        title="Legemiddelhåndtering",
        date=date(2026, 11, 24),
        participants=("Enhetsleder", "Verneombud"),
    )
    room = Room(archive, meetings.plan(archive, plan))
    FILLED[request.param](room)
    yield room.source
    archive.close()


def fill_wheel(wheel: Room) -> None:
    """Give it at least one of each row that a wheel can hold."""
    wheel.head(place="Møterom 2", unit="Hjemmetjenesten", next_meeting_note="Vi ses.", reason="4V")
    wheel.attend("Verneombud", came="kl. 10", left="kl. 11", substitute_for="HVO", only_for="sak 2")
    wheel.do(head_edits.add_participant(wheel.meeting, "HTV", "Rolle", "Part"))
    risk = wheel.risk(
        "Feil dose",
        important=True,
        likelihood=4,
        consequence=5,
        residual_likelihood=2,
        residual_consequence=5,
        settled_by=SettledBy.DISSENT,
        dissent="Uenig",
        accepted_by="Enhetsleder",
        remark="Fortsatt rød",
        legal_requirement="Forskrift",
        procedure="Prosedyre",
    )
    hang_everything_on(wheel, risk)


def hang_everything_on(room: Room, risk: RiskRow) -> None:
    room.do(risk_edits.add_cause(risk, "Avbrytelser"), risk_edits.add_control(risk, "Kontroll"))
    measure, uid = Measure.LIKELIHOOD, room.uid
    room.add(EstimateRow(meeting=uid, risk=risk.uid, measure=measure, figures="45"))
    room.add(DeviationRow(meeting=uid, about=risk.uid, text="Ikke talt", number="26-1"))
    room.decide("Vi går videre.", risk.uid)
    task = room.task("Lage rutine", "Fagsykepleier, Rektor", "uke 50", risk.uid)
    day = room.meeting.sitting.date
    room.follow_up(task, TaskStatus.UNDER_WAY, day, remark="I gang")
    room.task("Avklare", "Rektor", "mars")
    lifecycle.start(room.archive, room.meeting)
    lifecycle.close(room.archive, room.meeting)
    lifecycle.reopen(room.archive, room.meeting, "Feil frist")


def fill_evaluation(evaluation: Room) -> None:
    """Give it at least one of each row that an evaluation can hold."""
    evaluation.point("fakta", "Alarmen gikk kl. 10.02")
    better = evaluation.point("bedre", "Ingen telte opp")
    answer = evaluation.point("neste", "Øve på opptelling")
    evaluation.do(point_edits.toggle_answer(evaluation.meeting, answer, better))
    evaluation.do(point_edits.add_deviation(better))
    evaluation.task("Lage plan", "Rektor, Inspektør", "uke 50", answer.uid)


FILLED: dict[str, Callable[[Room], None]] = {
    "internkontroll": fill_wheel,
    "evaluering": fill_evaluation,
    "ros": fill_talk,
    "samarbeid": fill_cooperation,
}


def filled_with(source: Source, text: str) -> Source:
    """The same meeting with one text in everything that somebody can type."""
    meeting = source.meeting
    said: dict[str, Any] = {"head": typed_over(meeting.head, text)}
    for field in dataclasses.fields(meeting):
        value = getattr(meeting, field.name)
        if isinstance(value, tuple):
            said[field.name] = tuple(typed_over(row, text) for row in value)
    over = dataclasses.replace(meeting, **said)
    return dataclasses.replace(source, meeting=over, municipality=text, previous=text)


def typed_over(row: Row, text: str) -> Row:
    typed = {
        name: text
        for name in row.__struct_fields__
        if name not in STRUCTURE
        and isinstance(value := getattr(row, name), str)
        and not isinstance(value, Enum)
    }
    return msgspec.structs.replace(row, **typed)


def counted(text: str) -> Counter[str]:
    """How much of each kind of mark-up a reader of Markdown finds."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    inside = [child for token in tokens for child in token.children or ()]
    return Counter(token.type for token in (*tokens, *inside))


def words_in(content: bytes) -> str:
    body = docx.Document(io.BytesIO(content)).element.body
    breaks = {qn("w:br"): "\n", qn("w:tab"): "\t", qn("w:p"): "\f"}
    return "".join(
        breaks.get(element.tag, element.text or "") for element in body.iter(qn("w:t"), *breaks)
    )


def test_the_fixture_types_over_every_table_that_is_captured(
    rich_wheel: Room, rich_evaluation: Room, talk: Room, cooperation: Room
) -> None:
    """Guards the tests below: what is empty here would not be tried there."""
    fill_talk(talk)
    fill_cooperation(cooperation)
    rooms = (rich_wheel, rich_evaluation, talk, cooperation)
    empty = [
        field.name
        for field in dataclasses.fields(rich_wheel.meeting)
        if all(getattr(room.meeting, field.name) == () for room in rooms)
    ]
    assert empty == []
    over = filled_with(rich_wheel.source, "x").meeting
    assert over.risks[0].text == over.tasks[0].responsible == over.head.title == "x"
    assert isinstance(over.tasks[0], TaskRow)


# Whole files


def test_word_has_the_minutes_headings_and_tables(rich_wheel: Room) -> None:
    document = docx.Document(io.BytesIO(FORMATS["docx"].write(Order(rich_wheel.source))))
    styled = [
        paragraph.text
        for paragraph in document.paragraphs
        if paragraph.style is not None and paragraph.style.name.startswith("Heading")
    ]
    assert styled == headings(rich_wheel.document)
    (matrix,) = (table for table in document.tables if "1. Hva" in table.cell(0, 1).text)
    assert matrix.cell(0, 1).text.startswith("1. Hva kan gå galt?\nIDENTIFISER RISIKO")
    assert matrix.cell(1, 2).text == "4 × 5 =\n20 Høy"
    assert document.paragraphs[0].text == DRAFT_LINE


def test_an_approved_document_is_no_draft_in_any_format(rich_wheel: Room) -> None:
    rich_wheel.head(status=Status.APPROVED)
    assert "UTKAST" not in words_in(FORMATS["docx"].write(Order(rich_wheel.source)))
    assert "UTKAST" not in FORMATS["md"].write(Order(rich_wheel.source)).decode()


def test_markdown_has_the_minutes_headings(rich_evaluation: Room) -> None:
    written = FORMATS["md"].write(Order(rich_evaluation.source)).decode()
    found = [line.lstrip("#").strip() for line in written.split("\n") if line.startswith("#")]
    assert found == headings(rich_evaluation.document)
    assert "*Svarer på Bedre 1*" in written


def test_the_package_is_json_with_the_meetings_uid(rich_wheel: Room) -> None:
    package = json.loads(FORMATS["json"].write(Order(rich_wheel.source)))
    assert package["meeting"]["uid"] == rich_wheel.uid


@pytest.mark.parametrize("name", ALONE)
def test_two_exports_of_an_unchanged_meeting_are_the_same_bytes(
    rich_wheel: Room, name: str
) -> None:
    assert FORMATS[name].write(Order(rich_wheel.source)) == FORMATS[name].write(
        Order(rich_wheel.source)
    )


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_knows_its_own_files_and_no_others(rich_wheel: Room, name: str) -> None:
    chosen, source = FORMATS[name], rich_wheel.source
    assert not chosen.is_ours(b"", source)
    assert not chosen.is_ours(b"PK\x03\x04noe", source)
    assert not chosen.is_ours(b"{}", source)


# Hostile text


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_word_holds_any_text_in_every_field(rich: Source, text: str) -> None:
    written = words_in(word.write(minutes(filled_with(rich, text))))
    assert clean_text(text) in written
    # A text that is empty has no row in the head.
    assert not text or written.count("\f") == paragraphs_of_harmless(rich)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_is_live_markdown_in_any_field(rich: Source, text: str) -> None:
    written, plain = markdown_of(rich, text), markdown_of(rich, HARMLESS)
    assert set(written) <= {*plain, "text_special", "hardbreak", "html_inline"}
    shapes = ("heading_open", "tr_open", "td_open", "list_item_open", "hr")
    assert not text.strip() or all(written[each] == plain[each] for each in shapes)


@pytest.mark.parametrize("mark", LIVE_MARKS)
def test_a_mark_of_markdowns_own_is_never_live_in_any_field(rich: Source, mark: str) -> None:
    live = f"{mark}a{mark} {mark * 2}b{mark * 2} {mark}c](http://d) <br> <i>e</i>"
    written, plain = markdown_of(rich, live), markdown_of(rich, HARMLESS)
    assert set(written) <= {*plain, "text_special"}
    for kind_of_token in ("em_open", "strong_open", "tr_open", "td_open", "html_inline"):
        assert written[kind_of_token] == plain[kind_of_token]


def markdown_of(source: Source, text: str) -> Counter[str]:
    return counted(markdown.write(minutes(filled_with(source, text))).decode())


def paragraphs_of_harmless(source: Source) -> int:
    return words_in(word.write(minutes(filled_with(source, HARMLESS)))).count("\f")
