"""A person's name is gone from every byte of the file and its copies, and all else stands."""

from itertools import count
from pathlib import Path

import pytest

from store import drafts, lifecycle, meetings, undo
from store.approval import verdict
from store.backups import Backups
from store.database import Archive
from store.erasing.everywhere import erase
from store.erasing.person import NameRefused, Person
from store.erasing.words import NO_WORDS, WORDS
from store.journal import action
from store.meetings import Plan
from store.row import column_types
from store.rows import JOURNALED, ApprovalRow
from store.searched import is_true
from store.vocabulary import Status
from store.withheld import ERASED
from tests.conftest import fixed_clock, open_file, open_or_make
from tests.erasing.bytes_of_files import holding
from tests.erasing.full_file import NAME, fill_with_name

PERSON = Person((NAME,))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "møter.db"


def test_every_text_column_is_known_to_hold_words_or_not_to() -> None:
    said = {
        (row.table, name) for row in JOURNALED for name, type_ in column_types(row).items()
        if type_ is str
    }  # fmt: skip
    with_words = {(table, name) for table, names in WORDS.items() for name in names}
    assert with_words <= said
    assert {name for _table, name in said - with_words} == NO_WORDS


def test_no_file_holds_a_byte_of_the_name(path: Path) -> None:
    archive = open_file(path)
    fill_with_name(archive)
    backups = Backups(path, fixed_clock)
    backups.make(archive.connection)
    archive.close()
    assert len(holding(NAME, path.parent)) == 2

    erase(PERSON, backups, "Referent")

    assert holding(NAME, path.parent) == []
    for copy in backups.all():
        assert holding(ERASED, copy.path.parent)


def test_every_column_with_words_has_the_mark_instead(path: Path) -> None:
    archive = open_file(path)
    fill_with_name(archive)
    archive.close()
    erase(PERSON, Backups(path, fixed_clock), "Referent")
    archive = open_or_make(path)
    for table, columns in WORDS.items():
        for column in columns:
            texts = [
                row[0] for row in archive.connection.execute(f'SELECT "{column}" FROM "{table}"')
            ]
            assert any(ERASED in text for text in texts), f"{table}.{column}"
    assert is_true(archive.connection)
    archive.close()


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        (f"Ring {NAME.upper()}s leder\n{NAME}, i dag", f"Ring {ERASED}s leder\n{ERASED}, i dag"),
        (f"{NAME}en og U{NAME} og {NAME}", f"{NAME}en og U{NAME} og {ERASED}"),
    ],
    ids=["what was said beside the name", "a word that the name is only a part of"],
)
def test_all_but_the_name_stands(path: Path, planned: str, typed: str, left: str) -> None:
    archive = open_or_make(path)
    drafts.save(archive, planned, "merknad/tekst", typed)
    archive.close()
    erase(PERSON, Backups(path, fixed_clock), "Referent")
    archive = open_or_make(path)
    kept = drafts.text(archive, planned, "merknad/tekst")
    archive.close()
    assert kept == left


@pytest.mark.parametrize("name", ["", "ab", " - ", "1234"])
def test_a_name_that_would_hit_everything_is_refused(name: str) -> None:
    with pytest.raises(NameRefused, match="Skriv hele navnet"):
        Person((name,))


def test_minutes_that_were_approved_are_still_what_was_approved(path: Path, planned: str) -> None:
    archive = open_or_make(path)
    _approve(archive, planned)
    before = meetings.load(archive, planned).approvals[-1]
    archive.close()

    erase(PERSON, Backups(path, fixed_clock), "Referent")

    archive = open_or_make(path)
    meeting = meetings.load(archive, planned)
    archive.close()
    assert meeting.head.status is Status.APPROVED
    assert meeting.head.chair == ERASED
    assert verdict(meeting).is_unchanged
    assert meeting.approvals[-1].fingerprint != before.fingerprint


def test_minutes_that_were_changed_after_approval_do_not_look_approved(
    path: Path, planned: str
) -> None:
    archive = open_or_make(path)
    _approve(archive, planned)
    archive.current_action = 1
    archive.connection.execute("UPDATE approval SET content = replace(content, 'Rom', 'Sal')")
    archive.current_action = None
    archive.close()
    erase(PERSON, Backups(path, fixed_clock), "Referent")
    archive = open_or_make(path)
    assert not verdict(meetings.load(archive, planned)).is_unchanged
    archive.close()


def test_an_act_from_before_can_be_undone_and_gives_the_mark(path: Path, planned: str) -> None:
    archive = open_or_make(path)
    head = meetings.load(archive, planned).head
    with action(archive, planned, "Endret") as writer:
        writer.update("meeting", planned, head.rev, {"chair": "En annen"})
    archive.close()
    erase(PERSON, Backups(path, fixed_clock), "Referent")
    archive = open_or_make(path)
    undo.undo(archive, planned)
    assert meetings.load(archive, planned).head.chair == ERASED
    archive.close()


def test_what_would_go_is_told_by_meeting(path: Path, planned: str) -> None:
    archive = open_or_make(path)
    drafts.save(archive, "", "register/ansvar", NAME)
    found = PERSON.find(archive.connection)
    archive.close()
    (concerned,) = found.meetings
    assert (concerned.title, found.elsewhere) == ("Vernerunde", 1)
    assert concerned.amount == 2  # the chair, and the journal of it


@pytest.fixture
def planned(path: Path) -> str:
    """A closed file with one meeting that the person leads."""
    from store import kind  # noqa: PLC0415

    archive = open_file(path)
    evaluation = kind.load().by_id["evaluering"]
    plan = Plan(
        kind=evaluation, title="Vernerunde", date=fixed_clock().date(), chair=NAME, place="Rom"
    )
    uid = meetings.plan(archive, plan)
    archive.close()
    return uid


def _approve(archive: Archive, uid: str) -> None:
    numbers = count()
    archive.new_uid = lambda: f"steg-{next(numbers)}"
    lifecycle.start(archive, meetings.load(archive, uid))
    lifecycle.close(archive, meetings.load(archive, uid))
    lifecycle.approve(archive, meetings.load(archive, uid), "Leder")
    assert meetings.load(archive, uid).approvals[0].table == ApprovalRow.table
