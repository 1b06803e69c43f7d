"""Packages of locked meetings, and of numbers that meet: one sentence each, and nothing lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from store import agenda_edits, lifecycle, meetings, undo
from store.approval import verdict
from store.database import Archive
from store.edits import Change, Refused
from store.item_rows import RemarkRow
from store.journal import action
from store.meeting import FIELD_OF, Meeting
from store.merge import merge
from store.merge_contents import Contents, collect
from store.merge_refused import MergeRefused
from store.merge_report import Report
from store.opening import open_archive
from store.rows import LegalBasisRow
from store.series import shared_numbers
from store.uids import new_uid
from store.undo import UndoRefused
from store.vocabulary import Status
from tests.conftest import fixed_clock, lay_new_file
from tests.series_of_talks import AUTUMN, SPRING
from tests.store.cooperation import DAY, Table


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Archive]:
    path = tmp_path / "en annen.db"
    lay_new_file(path)
    opened = open_archive(path, clock=fixed_clock, new_uid=new_uid, who="Referent")
    yield opened
    opened.close()


@pytest.fixture
def table(archive: Archive) -> Table:
    made = Table(archive)
    made.add("Ferie", "Bemanning")
    return made


def send(meeting: Meeting, *, sender: Archive, to: Archive) -> Report:
    now = meetings.load(sender, meeting.uid)
    rows = tuple(row for field in FIELD_OF.values() for row in getattr(now, field))
    return merge(to, Contents(now.head, rows, collect(sender, meeting.uid)))


def approve(archive: Archive, meeting: Meeting) -> None:
    lifecycle.close(archive, meetings.load(archive, meeting.uid))
    lifecycle.approve(archive, meetings.load(archive, meeting.uid), "Kommunedirektør")


def retitle(archive: Archive, meeting: Meeting, text: str) -> None:
    item = meetings.load(archive, meeting.uid).items[0]
    with action(archive, meeting.uid, "Prøve") as writer:
        Change(item, replace(item, text=text)).apply(writer)


def test_a_meeting_approved_there_is_taken_in_over_the_same_meeting_open_here(
    archive: Archive, other: Archive, table: Table
) -> None:
    send(table.meeting, sender=archive, to=other)
    approve(archive, table.meeting)
    send(table.meeting, sender=archive, to=other)
    assert verdict(meetings.load(other, table.uid)).is_unchanged


def test_a_meeting_approved_there_and_written_in_here_is_refused_and_nothing_is_lost(
    archive: Archive, other: Archive, table: Table
) -> None:
    send(table.meeting, sender=archive, to=other)
    retitle(other, table.meeting, "Ferie og permisjon")
    retitle(other, table.meeting, "Ferie, permisjon og fri")
    approve(archive, table.meeting)
    before = meetings.load(other, table.uid)
    with pytest.raises(MergeRefused, match="står noe annet enn det som ble godkjent"):
        send(table.meeting, sender=archive, to=other)
    assert meetings.load(other, table.uid) == before


def test_a_meeting_that_is_not_what_was_approved_is_not_taken_in(
    archive: Archive, other: Archive, table: Table
) -> None:
    approve(archive, table.meeting)
    with action(archive, None, "Utenom"):
        archive.connection.execute("UPDATE item SET text = 'Noe annet', rev = rev + 1")
    with pytest.raises(MergeRefused, match="ikke det som ble godkjent"):
        send(table.meeting, sender=archive, to=other)
    assert meetings.recent(other) == ()


def test_a_meeting_open_there_is_refused_over_the_approved_one_here(
    archive: Archive, other: Archive, table: Table
) -> None:
    approve(archive, table.meeting)
    send(table.meeting, sender=archive, to=other)
    lifecycle.reopen(archive, table.meeting, "Feil dato")
    retitle(archive, table.meeting, "Ferie og permisjon")
    with pytest.raises(MergeRefused, match=r"godkjent her .* Gjenåpne møtet med begrunnelse"):
        send(table.meeting, sender=archive, to=other)
    assert verdict(meetings.load(other, table.uid)).is_unchanged


@pytest.mark.parametrize("after_approval", [True, False])
def test_a_remark_to_an_approved_meeting_is_not_changed_by_a_package(
    archive: Archive, other: Archive, table: Table, after_approval: bool
) -> None:
    if after_approval:
        approve(archive, table.meeting)
    else:
        lifecycle.close(archive, table.meeting)
    lifecycle.add_remark(archive, table.meeting, "Delta", "Feil dato")
    if not after_approval:
        lifecycle.approve(archive, table.meeting, "Kommunedirektør")
    send(table.meeting, sender=archive, to=other)
    with action(archive, None, "Utenom"):
        archive.connection.execute(
            "UPDATE remark SET text = 'Ingen feil', after_approval = 1, rev = rev + 1"
        )
    with pytest.raises(MergeRefused, match="Gjenåpne"):
        send(table.meeting, sender=archive, to=other)
    assert meetings.load(other, table.uid).remarks[0].text == "Feil dato"


def test_a_remark_that_came_after_approval_is_taken_in(
    archive: Archive, other: Archive, table: Table
) -> None:
    approve(archive, table.meeting)
    send(table.meeting, sender=archive, to=other)
    lifecycle.add_remark(archive, table.meeting, "Delta", "Feil dato")
    assert send(table.meeting, sender=archive, to=other).new == 1


def test_a_remark_is_dated_by_the_lock_in_the_file_and_not_on_the_screen(
    archive: Archive, table: Table
) -> None:
    lifecycle.close(archive, table.meeting)
    stale = table.meeting
    lifecycle.approve(archive, table.meeting, "Kommunedirektør")
    lifecycle.add_remark(archive, stale, "Delta", "Feil dato")
    remark: RemarkRow = table.meeting.remarks[0]
    assert remark.after_approval
    assert verdict(table.meeting).is_unchanged


def test_numbers_that_meet_in_a_series_are_told_of_and_both_saker_stand(
    archive: Archive, other: Archive, table: Table
) -> None:
    table.fix()
    there = Table(other, AUTUMN)
    there.add("Kantine")
    there.fix()
    report = send(there.meeting, sender=other, to=archive)
    assert report.shared_numbers == ("1/26",)
    assert [item.text for item in meetings.load(archive, there.uid).items] == ["Kantine"]


def test_the_same_numbers_in_another_series_are_nothing_to_tell_of(
    archive: Archive, other: Archive, table: Table
) -> None:
    table.fix()
    there = Table(other, AUTUMN, unit="Havna")
    there.add("Kantine")
    there.fix()
    assert send(there.meeting, sender=other, to=archive).shared_numbers == ()


def test_a_number_that_was_given_away_meanwhile_does_not_come_back_by_redo(
    archive: Archive, table: Table
) -> None:
    table.fix()
    undo.undo(archive, table.uid)
    later = Table(archive, SPRING)
    later.add("Kantine")
    later.fix()
    with pytest.raises(UndoRefused, match=r"Nummer 1/26 er gitt til en annen sak"):
        undo.redo(archive, table.uid)
    assert table.labels == ["1.", "2."]
    assert shared_numbers(archive, later.uid) == ()


def test_the_title_of_an_exempt_meeting_is_not_told_by_its_number(
    archive: Archive, table: Table
) -> None:
    table.fix()
    head = table.meeting.head
    table.act(Change(head, replace(head, exempt="basis-3")))
    later = Table(archive, DAY.replace(day=25))
    later.add("Kantine")
    with pytest.raises(Refused) as refused:
        later.act(agenda_edits.set_number(later.meeting, later.entry().item, "1/26"))
    assert head.title not in str(refused.value)
    assert "unntatt offentlighet" in str(refused.value)


def test_a_basis_that_the_package_names_comes_back_where_it_was_deleted(
    archive: Archive, other: Archive, table: Table
) -> None:
    with action(archive, None, "Ny hjemmel") as writer:
        basis = writer.add(LegalBasisRow(name="offl. § 15"))
    item = table.meeting.items[0]
    table.act(Change(item, replace(item, exempt=basis.uid)))
    send(table.meeting, sender=archive, to=other)
    names = [row[0] for row in other.connection.execute("SELECT name FROM legal_basis")]
    assert "offl. § 15" in names
    assert meetings.load(other, table.uid).head.status is Status.PLANNED
