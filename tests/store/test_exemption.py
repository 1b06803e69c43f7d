"""What is exempt from public access, and the meeting without it."""

from collections.abc import Callable, Iterator
from dataclasses import replace as with_parts
from datetime import date

import msgspec
import pytest
from msgspec.structs import replace

from store.database import Archive
from store.exemption import exemptions, hidden, is_exempt, public
from store.item_rows import ItemRow, PositionRow, RemarkRow, StatementRow
from store.journal import Hidden, Writer, action
from store.meeting import FIELD_OF, Meeting
from store.row import Row
from store.rows import (
    CauseRow,
    ControlRow,
    DecisionRow,
    DeviationRow,
    EstimateRow,
    MeetingRow,
    NoteRow,
    RiskRow,
)
from store.task_rows import CarriedRow, FollowUpRow, ResponsibleRow, TaskRow
from store.vocabulary import Measure, Stance, TaskStatus
from store.withheld import Withheld

SECRET = "HEMMELIG"
DAY = date(2026, 11, 24)
BASES = {"basis-2": "offl. § 23"}
MARK = "Unntatt offentlighet, jf. offl. § 23"


@pytest.fixture
def bare(plan_meeting: Callable[..., str], load: Callable[[str], Meeting]) -> Meeting:
    return load(plan_meeting("samarbeid", unit="Skole"))


def in_meeting(meeting: Meeting, row: Row) -> Meeting:
    field = FIELD_OF[type(row)]
    return with_parts(meeting, **{field: (*getattr(meeting, field), row)})


def exempt_rows(uid: str) -> Iterator[tuple[Row, ...]]:
    """Each row that can be exempt, with everything that can hang on it, all of it secret."""
    here = {"meeting": uid, "position": 1}
    secret = {**here, "exempt": "basis-2", "text": SECRET}
    stop = {"sitting": "s", "stop": "t"}
    yield (NoteRow(**secret, uid="n", section="a", column="b"),)
    yield (
        RiskRow(**secret, uid="r", section="a", dissent=SECRET, remark=SECRET, accepted_by=SECRET),
        CauseRow(**here, uid="c", risk="r", text=SECRET),
        ControlRow(**here, uid="k", risk="r", text=SECRET),
        EstimateRow(**here, uid="e", risk="r", measure=Measure.LIKELIHOOD, figures="45"),
        DeviationRow(**here, uid="d", about="r", text=SECRET, number=SECRET),
        TaskRow(**here, **stop, uid="t", about="d", text=SECRET, responsible=SECRET),
        ResponsibleRow(**here, uid="a", task="t", name=SECRET),
    )
    yield (DeviationRow(**secret, uid="d", about="", number=SECRET),)
    yield (DecisionRow(**secret, **stop, uid="b"),)
    yield (
        TaskRow(**secret, **stop, uid="t", responsible=SECRET, deadline=SECRET),
        ResponsibleRow(**here, uid="a", task="t", name=SECRET),
        FollowUpRow(uid="f", task="t", said_on=DAY, status=TaskStatus.DONE, remark=SECRET),
    )
    yield (
        ItemRow(**secret, uid="i", section="saker"),
        NoteRow(**here, uid="n", section="saker", column="forslag", about="i", text=SECRET),
        PositionRow(**here, uid="p", item="i", party="Delta", stance=Stance.AGREES, text=SECRET),
        StatementRow(**here, uid="y", item="i", senders=SECRET, text=SECRET, reply=SECRET),
        DecisionRow(**here, **stop, uid="b", about="i", text=SECRET),
        RemarkRow(**here, uid="m", about="i", sender=SECRET, text=SECRET, received=DAY),
    )
    yield (PositionRow(**secret, uid="p", item="i", party="Delta", stance=Stance.DISAGREES),)
    yield (StatementRow(**secret, uid="y", item="i", senders=SECRET, reply=SECRET),)
    yield (RemarkRow(**secret, uid="m", sender=SECRET, received=DAY),)
    carried = {"task": "o", "from_meeting": "x", "from_title": SECRET, "from_date": DAY}
    yield (
        CarriedRow(**secret, **carried, uid="v", responsible=SECRET, remark=SECRET),
        FollowUpRow(
            uid="f",
            task="o",
            meeting=uid,
            said_on=DAY,
            status=TaskStatus.DONE,
            remark=SECRET,
            deadline=SECRET,
        ),
    )


CASES = len(list(exempt_rows("")))


@pytest.fixture(params=range(CASES))
def secretive(request: pytest.FixtureRequest, bare: Meeting) -> Meeting:
    rows = list(exempt_rows(bare.uid))[request.param]
    for row in rows:
        bare = in_meeting(bare, row)
    return bare


def bytes_of(meeting: Meeting) -> bytes:
    return msgspec.json.encode(
        [getattr(meeting, field) for field in FIELD_OF.values()], enc_hook=str
    )


def test_every_type_that_can_be_exempt_is_tried(bare: Meeting) -> None:
    tried = {type(rows[0]) for rows in exempt_rows(bare.uid)}
    assert tried == {row for row in FIELD_OF if "exempt" in row.__struct_fields__}


def test_nothing_of_what_is_exempt_or_hangs_on_it_is_in_the_public_meeting(
    secretive: Meeting,
) -> None:
    assert SECRET.encode() in bytes_of(secretive)
    told = bytes_of(public(secretive, BASES))
    assert SECRET.encode() not in told
    assert MARK.encode() in told


def test_nothing_of_it_is_in_the_meeting_that_a_shared_screen_shows(secretive: Meeting) -> None:
    shown = bytes_of(hidden(secretive))
    assert SECRET.encode() not in shown
    assert b"Unntatt offentlighet" in shown


def test_where_something_was_taken_out_the_row_says_so_and_holds_nothing(
    secretive: Meeting,
) -> None:
    told = public(secretive, BASES)
    marked = [
        row
        for field in FIELD_OF.values()
        for row in getattr(told, field)
        if isinstance(getattr(row, "text", ""), Withheld)
    ]
    assert marked
    assert {row.text for row in marked} == {MARK}
    assert not any(getattr(row, "exempt", "") for row in marked)


def test_a_meeting_that_is_exempt_as_a_whole_says_only_that_it_was_held(bare: Meeting) -> None:
    head = replace(bare.head, title=SECRET, place=SECRET, unit=SECRET, exempt="basis-2")
    note = NoteRow(meeting=bare.uid, uid="n", section="a", column="b", text=SECRET)
    told = public(in_meeting(with_parts(bare, head=head), note), BASES)
    assert told.head.title == MARK
    assert told.first_day == bare.first_day
    assert (told.head.unit, told.participants, told.notes) == ("", (), ())
    assert isinstance(told.head, MeetingRow)


def test_what_the_check_named_and_what_was_approved_is_not_public(bare: Meeting) -> None:
    step = replace(bare.status_changes[0], missing=SECRET)
    told = public(with_parts(bare, status_changes=(step,)), BASES)
    assert told.status_changes[0].missing == ""


def test_a_meeting_without_exemptions_is_the_same_for_all(bare: Meeting) -> None:
    assert not is_exempt(bare)
    assert hidden(bare) == bare
    assert public(bare, BASES) == bare


def test_the_exemption_of_a_row_is_found_through_everything_between(bare: Meeting) -> None:
    rows = next(rows for rows in exempt_rows(bare.uid) if isinstance(rows[0], RiskRow))
    for row in rows:
        bare = in_meeting(bare, row)
    assert set(exemptions(bare)) == {row.uid for row in rows}
    assert set(exemptions(bare).values()) == {"basis-2"}


# What is hidden can not be written over


@pytest.fixture
def in_file(archive: Archive, bare: Meeting, load: Callable[[str], Meeting]) -> Meeting:
    with action(archive, bare.uid, "Prøve") as writer:
        for position in (1, 2):
            writer.add(
                NoteRow(
                    meeting=bare.uid,
                    section="saker",
                    column="x",
                    text=SECRET,
                    position=position,
                    exempt="basis-2",
                )
            )
    return hidden(load(bare.uid))


@pytest.mark.parametrize(
    "write",
    [
        lambda writer, note: writer.change(note, replace(note, reported=True)),
        lambda writer, note: writer.change(note, replace(note, text="Nytt")),
        lambda writer, note: writer.add(replace(note, uid="", rev=0)),
        lambda writer, note: writer.remove(note),
    ],
)
def test_an_act_on_a_hidden_text_is_refused_and_says_what_to_do(
    archive: Archive, in_file: Meeting, write: Callable[[Writer, NoteRow], object]
) -> None:
    with (
        pytest.raises(Hidden, match="Vis den før du endrer noe"),
        action(archive, in_file.uid, "Prøve") as writer,
    ):
        write(writer, in_file.notes[0])
    found = archive.connection.execute("SELECT text FROM note").fetchall()
    assert [record[0] for record in found] == [SECRET, SECRET]


def test_a_hidden_row_can_change_places(archive: Archive, in_file: Meeting) -> None:
    with action(archive, in_file.uid, "Prøve") as writer:
        writer.change(in_file.notes[0], replace(in_file.notes[0], position=3))
    found = archive.connection.execute("SELECT position, text FROM note ORDER BY position")
    assert [tuple(record) for record in found] == [(2, SECRET), (3, SECRET)]


def test_what_is_written_in_the_hidden_mode_is_exempt_from_the_first_letter(
    archive: Archive, bare: Meeting, load: Callable[[str], Meeting]
) -> None:
    with action(archive, bare.uid, "Prøve") as writer:
        writer.exempt_new = "basis-2"
        writer.add(NoteRow(meeting=bare.uid, section="a", column="b", text=SECRET))
    assert load(bare.uid).notes[0].exempt == "basis-2"
