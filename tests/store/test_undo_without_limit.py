"""Undo and redo go back to the first act and forth to the last, also when the program is restarted.

A wheel and a samarbeidsmøte are led at random, several hundred steps, by all that can be done to
their rows. Between the steps the file is closed and opened again.
"""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from store import (
    agenda_edits,
    agreed_edits,
    deadline,
    item_edits,
    lifecycle,
    meetings,
    parties,
    responsible,
    risk_edits,
    undo,
)
from store.agreed_edits import Where
from store.bringing_back import BringBack
from store.database import Archive
from store.edits import Add, Edit, Refused
from store.history import History
from store.journal import action
from store.meeting import FIELD_OF, Meeting
from store.rows import RiskRow
from store.sections import all_items, all_risks
from store.vocabulary import ItemText, ItemType, Outcome, TaskStatus
from tests.conftest import NOW, open_or_make

STEPS = 240
A_SESSION = 40
"""How many steps are taken between two starts of the program, and between two looks at all rows."""

BROUGHT_BACK = 0.3
"""How often what was deleted can be brought back."""


def said(archive: Archive, uid: str) -> object:
    """All rows of the meeting but their versions, which count up."""
    meeting = meetings.load(archive, uid)
    rows = (row for field in FIELD_OF.values() for row in getattr(meeting, field))
    head = meeting.head
    return [
        {**{name: getattr(row, name) for name in row.__struct_fields__}, "rev": 0}
        for row in (head, *rows)
    ]


@contextmanager
def opened(path: Path, number: int) -> Iterator[Archive]:
    """The file as the program opens it the next time; its uids go on."""
    archive = open_or_make(path)
    counted = iter(range(10_000))
    archive.new_uid = lambda: f"uid-{number}-{next(counted)}"
    yield archive
    archive.close()


def agreed(meeting: Meeting, about: str, chance: random.Random, number: int) -> list[Any]:
    """What can be done to decisions and tasks."""
    where = Where(meeting.kind.stops[0].key, about)
    who = responsible.understand(chance.choice(("Enhetsleder", "HVO, Rektor")))
    frist = deadline.understand(chance.choice(("uke 50", "15.12", "snarest")), NOW.date())
    edits = [
        agreed_edits.add_decision(meeting, where, f"Beslutning {number}"),
        agreed_edits.add_task(meeting, where, f"Oppgave {number}", who, frist),
    ]
    if meeting.tasks:
        task = chance.choice(meeting.tasks)
        edits += [
            agreed_edits.change_task(meeting, task, f"Rettet {number}", who, frist),
            agreed_edits.follow_up(meeting, task, TaskStatus.UNDER_WAY, said_on=NOW.date()),
            agreed_edits.remove_task(meeting, task),
            agreed_edits.task_to_decision(meeting, task),
        ]
    if meeting.decisions:
        edits.append(agreed_edits.decision_to_task(chance.choice(meeting.decisions)))
    return edits


def in_a_wheel(meeting: Meeting, chance: random.Random, number: int) -> list[Any]:
    entries = all_risks(meeting)
    row = RiskRow(meeting=meeting.uid, section="risikoer", text=f"Risiko {number}")
    if not entries:
        return [Add(row)]
    entry, other = chance.choice(entries), chance.choice(entries)
    return [
        Add(row),
        risk_edits.mark(entry.risk, "important"),
        risk_edits.add_cause(entry.risk, f"Årsak {number}"),
        risk_edits.remove(meeting, entry),
        risk_edits.split(entries, entry.risk, f"Delt {number}"),
        risk_edits.move(entries, entry.risk, 1),
        risk_edits.merge(meeting, entry, other) if entry is not other else None,
        *agreed(meeting, entry.risk.uid, chance, number),
    ]


def at_a_table(meeting: Meeting, chance: random.Random, number: int) -> list[Any]:
    entries = all_items(meeting)
    new = agenda_edits.add(meeting, "saker", f"Sak {number}", ItemType.DISCUSSION)
    if not entries:
        return [new]
    entry, party = chance.choice(entries), chance.choice(parties.of(meeting))
    return [
        new,
        agenda_edits.fix(meeting),
        agenda_edits.remove(entry),
        item_edits.set_text(entry, chance.choice([*ItemText]), f"Tekst {number}"),
        item_edits.take_stand(meeting, entry, party, chance.choice(parties.stances(party))),
        item_edits.set_outcome(entry.item, chance.choice((Outcome.AGREEMENT, Outcome.OPEN))),
        *agreed(meeting, entry.item.uid, chance, number),
    ]


KINDS = {"internkontroll": in_a_wheel, "samarbeid": at_a_table}


def step(archive: Archive, uid: str, kind_id: str, chance: random.Random, number: int) -> None:
    """One act that changes something: an edit, or what was deleted is brought back."""
    meeting = meetings.load(archive, uid)
    edits = [each for each in KINDS[kind_id](meeting, chance, number) if each]
    if chance.random() < BROUGHT_BACK:
        gone = History(archive, meeting, shows_exempt=False)
        deleted = gone.read(gone.deleted()[:3])
        known = [change.uid for change in deleted if change.row in ("Risiko", "Oppgave")]
        edits += [BringBack(each) for each in known]
    before = _acts(archive, uid)
    while _acts(archive, uid) == before:
        edit: Edit = chance.choice(edits)
        with suppress(Refused), action(archive, uid, f"Nummer {number}") as writer:
            edit.apply(writer)


def _acts(archive: Archive, uid: str) -> int:
    (count,) = archive.connection.execute(
        "SELECT count(*) FROM action WHERE meeting = ?", (uid,)
    ).fetchone()
    return int(count)


@pytest.mark.parametrize("kind_id", KINDS)
def test_several_hundred_acts_are_undone_to_the_first_and_redone_to_the_last_over_restarts(
    archive: Archive, plan_meeting: Callable[..., str], kind_id: str
) -> None:
    uid = plan_meeting(kind_id)
    path, chance = archive.path, random.Random(20261124)
    forth = [said(archive, uid)]
    for start in range(0, STEPS, A_SESSION):
        with opened(path, start) as session:
            for number in range(start, start + A_SESSION):
                step(session, uid, kind_id, chance, number)
            forth.append(said(session, uid))
    labels = [f"Nummer {number}" for number in range(STEPS)]
    assert _walk(path, uid, undo.undo) == (labels[::-1], [*forth[-2::-1], forth[0]])
    assert _walk(path, uid, undo.redo) == (labels, [*forth[1:], forth[-1]])


def _walk(path: Path, uid: str, turn: undo.Turn) -> tuple[list[str], list[object]]:
    """Turn until there is nothing left, with restarts; what was turned, and what stood then."""
    labels, stood, is_done = list[str](), list[object](), False
    while not is_done:
        with opened(path, 1) as session:
            for _ in range(A_SESSION):
                try:
                    labels.append(turn(session, uid).label)
                except undo.NothingToUndo:
                    is_done = True
                    break
            stood.append(said(session, uid))
    return labels, stood


def test_what_was_done_before_a_reopening_can_still_be_undone(
    archive: Archive, plan_meeting: Callable[..., str]
) -> None:
    uid = plan_meeting()
    for number in range(3):
        step(archive, uid, "internkontroll", random.Random(number), number)
    lifecycle.close(archive, meetings.load(archive, uid))
    lifecycle.reopen(archive, meetings.load(archive, uid), "Feil tall")
    labels, _stood = _walk(archive.path, uid, undo.undo)
    assert labels == ["Nummer 2", "Nummer 1", "Nummer 0"]
    assert _walk(archive.path, uid, undo.redo)[0] == labels[::-1]
