from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from store import drafts, lifecycle, meetings, risk_edits
from store.database import Archive, Error, connect
from store.edits import Add, Change, Edit, Remove
from store.journal import ActionKind, Conflict, Locked, action
from store.meeting import Meeting
from store.rows import RiskRow
from store.vocabulary import Status
from tests.conftest import open_file

Load = Callable[[str], Meeting]
Plan = Callable[..., str]


def act(archive: Archive, uid: str, edit: Edit, label: str = "Prøve") -> None:
    with action(archive, uid, label) as writer:
        edit.apply(writer)


def risk(uid: str, text: str = "Feil liste") -> RiskRow:
    return RiskRow(meeting=uid, section="risikoer", text=text)


def test_a_write_outside_an_action_fails(archive: Archive, plan_meeting: Plan) -> None:
    plan_meeting()
    with pytest.raises(Error, match="NOT NULL"):
        archive.connection.execute("UPDATE meeting SET title = 'noe annet'")


def test_another_program_can_not_write(archive: Archive, plan_meeting: Plan) -> None:
    plan_meeting()
    other = connect(archive.path)
    with pytest.raises(Error, match="current_action"):
        other.execute("UPDATE meeting SET title = 'noe annet'")
    other.close()


def test_an_action_that_fails_half_way_writes_nothing(
    archive: Archive, plan_meeting: Plan, load: Load
) -> None:
    uid = plan_meeting()

    @dataclass(frozen=True)
    class HalfWay:
        def apply(self, writer: object) -> None:
            Add(risk(uid)).apply(writer)  # type: ignore[arg-type]
            raise RuntimeError("strømmen gikk")

    with pytest.raises(RuntimeError):
        act(archive, uid, HalfWay())
    assert load(uid).risks == ()


class StruckAfter:
    """A connection that is struck as a statement returns, as by a signal that comes meanwhile."""

    def __init__(self, connection: Any, statement: str) -> None:
        self._connection = connection
        self._statement = statement

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def execute(self, sql: str, *values: Any) -> Any:
        done = self._connection.execute(sql, *values)
        if sql.startswith(self._statement):
            self._statement = "nothing more"
            raise RuntimeError("slått")
        return done


@pytest.mark.parametrize("statement", ["BEGIN", "PRAGMA defer", "INSERT INTO action", "COMMIT"])
def test_what_strikes_an_action_at_any_statement_leaves_no_transaction_behind(
    archive: Archive, plan_meeting: Plan, statement: str
) -> None:
    """In one that nobody ends, all that was written later would be lost."""
    uid, connection = plan_meeting(), archive.connection
    archive.connection = archive.tables.conn = StruckAfter(connection, statement)  # type: ignore[assignment]
    with pytest.raises(RuntimeError, match="slått"):
        act(archive, uid, Add(risk(uid)))
    assert not connection.in_transaction
    assert archive.current_action is None
    act(archive, uid, Add(risk(uid, "Etterpå")))
    assert "Etterpå" in [row.text for row in meetings.load(archive, uid).risks]
    archive.connection = connection


def test_what_strikes_as_a_meeting_is_read_leaves_no_transaction_behind(
    archive: Archive, plan_meeting: Plan
) -> None:
    uid, connection = plan_meeting(), archive.connection
    archive.connection = StruckAfter(connection, "BEGIN")  # type: ignore[assignment]
    with pytest.raises(RuntimeError, match="slått"):
        meetings.load(archive, uid)
    assert not connection.in_transaction
    archive.connection = connection


def test_the_journal_holds_only_the_changed_columns(
    archive: Archive, plan_meeting: Plan, load: Load
) -> None:
    uid = plan_meeting()
    act(archive, uid, Add(risk(uid)))
    before = load(uid).risks[0]
    act(archive, uid, risk_edits.mark(before, "important"))
    change = archive.connection.execute("SELECT * FROM change ORDER BY id DESC").fetchone()
    assert (change["before"], change["after"]) == ('{"important":0}', '{"important":1}')


def test_an_action_that_changes_nothing_leaves_no_history(
    archive: Archive, plan_meeting: Plan, load: Load
) -> None:
    uid = plan_meeting()
    act(archive, uid, Add(risk(uid)))
    row = load(uid).risks[0]
    before = archive.connection.execute("SELECT count(*) FROM action").fetchone()[0]
    act(archive, uid, Change(row, row))
    assert archive.connection.execute("SELECT count(*) FROM action").fetchone()[0] == before


def test_who_when_and_what_are_recorded(archive: Archive, plan_meeting: Plan) -> None:
    uid = plan_meeting()
    act(archive, uid, Add(risk(uid)), "Ny risiko")
    row = archive.connection.execute("SELECT * FROM action ORDER BY id DESC").fetchone()
    assert (row["meeting"], row["who"], row["label"]) == (uid, "Referent", "Ny risiko")
    assert row["at"].startswith("2026-11-24T09:00:00")


def test_a_stale_window_is_refused_and_overwrites_nothing(
    archive: Archive, plan_meeting: Plan, load: Load
) -> None:
    uid = plan_meeting()
    act(archive, uid, Add(risk(uid)))
    stale = load(uid).risks[0]
    other = open_file(archive.path)
    act(other, uid, risk_edits.mark(stale, "important"))
    other.close()
    with pytest.raises(Conflict, match="endret i et annet vindu"):
        act(archive, uid, risk_edits.mark(stale, "common"))
    assert (load(uid).risks[0].important, load(uid).risks[0].common) == (True, False)


def test_a_deleted_row_leaves_a_tombstone_one_version_on(
    archive: Archive, plan_meeting: Plan, load: Load
) -> None:
    uid = plan_meeting()
    act(archive, uid, Add(risk(uid)))
    row = load(uid).risks[0]
    act(archive, uid, Remove((row,)))
    stone = archive.connection.execute("SELECT * FROM tombstone").fetchone()
    assert (stone["uid"], stone["table_name"], stone["rev"]) == (row.uid, "risk", row.rev + 1)


@pytest.mark.parametrize("status", [Status.CLOSED, Status.SENT, Status.APPROVED])
def test_a_locked_meeting_refuses_every_write(
    archive: Archive, plan_meeting: Plan, load: Load, status: Status
) -> None:
    uid = plan_meeting()
    with action(archive, uid, "Status", kind=ActionKind.STEP) as writer:
        writer.change(load(uid).head, replace(load(uid).head, status=status))
    with pytest.raises(Locked, match=r"kan bare leses|godkjent og låst"):
        act(archive, uid, Add(risk(uid)))
    assert load(uid).risks == ()


def test_an_action_drops_the_draft_that_it_came_from_and_the_fields_under_it(
    archive: Archive, plan_meeting: Plan
) -> None:
    uid = plan_meeting()
    for place in ("oppgave/ny/hva", "oppgave/ny/frist", "oppgave/nyere"):
        drafts.save(archive, uid, place, "tekst")
    with action(archive, uid, "Oppgave") as writer:
        Add(risk(uid)).apply(writer)
        writer.drop_draft("oppgave/ny")
    assert drafts.places(archive, uid) == ("oppgave/nyere",)


def test_closing_and_reopening_are_recorded_with_their_reason(
    archive: Archive, plan_meeting: Plan, load: Load
) -> None:
    uid = plan_meeting()
    lifecycle.start(archive, load(uid))
    lifecycle.close(archive, load(uid))
    lifecycle.reopen(archive, load(uid), "Feil frist i oppgave 2")
    meeting = load(uid)
    assert [step.status for step in meeting.status_changes] == [
        Status.PLANNED,
        Status.RUNNING,
        Status.CLOSED,
        Status.RUNNING,
    ]
    assert meeting.status_changes[-1].reason == "Feil frist i oppgave 2"
    assert meeting.head.version == 2


def test_reopening_without_a_reason_is_refused(
    archive: Archive, plan_meeting: Plan, load: Load
) -> None:
    uid = plan_meeting()
    lifecycle.close(archive, load(uid))
    with pytest.raises(ValueError, match="Skriv hvorfor"):
        lifecycle.reopen(archive, load(uid), "  ")
    assert load(uid).head.status is Status.CLOSED


def test_a_broken_off_meeting_goes_on_in_a_sitting_of_its_own(
    archive: Archive, plan_meeting: Plan, load: Load
) -> None:
    uid = plan_meeting()
    lifecycle.start(archive, load(uid))
    lifecycle.break_off(archive, load(uid))
    assert load(uid).head.status is Status.BROKEN_OFF
    lifecycle.go_on(archive, load(uid))
    meeting = load(uid)
    assert meeting.head.status is Status.RUNNING
    assert [sitting.position for sitting in meeting.sittings] == [1, 2]
    assert meeting.sitting.start == "09:00"


def test_the_newest_meeting_stands_first(archive: Archive, plan_meeting: Plan) -> None:
    plan_meeting(title="Eldst", date=date(2026, 1, 5))
    plan_meeting(title="Nyest", date=date(2027, 1, 5))
    assert [line.title for line in meetings.recent(archive)] == ["Nyest", "Eldst"]
