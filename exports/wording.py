"""How the minutes say what was captured: the same words in every table and list."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from exports.outline import Run
from exports.source import Source
from store.check import was_absent
from store.deadline import DeadlineKind
from store.exemption import exemptions
from store.item_rows import ItemRow
from store.meeting import Meeting
from store.norwegian_dates import numeric, show
from store.responsible import names_nobody
from store.rows import DecisionRow
from store.sections import Figures, FollowUp, Items, Points, Risks, SinceLast, fill
from store.task_order import by_deadline, numbers
from store.task_rows import TaskRow
from store.withheld import EXEMPT, Withheld

MISSING = "mangler"
UNSAID = "–"
"""Stands in a table's cell where nothing was said."""

# The date alone would lose it: «fredag kl. 12» means a day, and the clock stays in the words.
_CLOCK_TIME = re.compile(r"\bkl\b|\bklokk", re.IGNORECASE)


@dataclass(frozen=True)
class Wording:
    """The words for one meeting's rows.

    Attributes:
        meeting: The meeting.
        bases: Names of legal bases by uid.
    """

    meeting: Meeting
    bases: Mapping[str, str]

    @classmethod
    def of(cls, source: Source) -> "Wording":
        """The words for the meeting that an export is made from."""
        return cls(source.meeting, source.bases)

    def exemption(self, exempt: str) -> str:
        """«unntatt offentlighet, jf. offl. § 23»; the basis is left out where it is unknown."""
        basis = self.bases.get(exempt, "")
        return f"{EXEMPT}, jf. {basis}" if basis else EXEMPT

    def marked(self, text: str, exempt: str) -> str:
        """The text, with the mark that tells that it is exempt."""
        return f"{text} ({self.exemption(exempt)})" if exempt else text

    def words_of(self, row: DecisionRow | TaskRow | ItemRow) -> str:
        """What a row says, marked also where it is exempt by what it hangs on.

        For lists away from that, where nothing else tells what must not go further.
        """
        return self.marked(row.text, self._exemptions.get(row.uid, row.exempt))

    @cached_property
    def _exemptions(self) -> Mapping[str, str]:
        return exemptions(self.meeting)

    @cached_property
    def tasks(self) -> tuple[TaskRow, ...]:
        """All tasks, by the frist that stands."""
        return by_deadline(self.meeting)

    def number(self, task: TaskRow) -> int:
        """The task's number, which is the same in every version of the minutes."""
        return self._numbers[task.uid]

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return numbers(self.meeting)

    def by_deadline(self, tasks: Sequence[TaskRow]) -> list[TaskRow]:
        """Some of the meeting's tasks, by frist."""
        return sorted(tasks, key=lambda task: self._places_by_deadline[task.uid])

    @cached_property
    def _places_by_deadline(self) -> Mapping[str, int]:
        return {task.uid: place for place, task in enumerate(self.tasks)}

    def responsible(self, task: TaskRow) -> str:
        """The one who is responsible, and on a line of their own those who take part."""
        if isinstance(task.text, Withheld):
            return UNSAID
        names = [self._named(task, name) for name in self.meeting.names_of.get(task.uid, ())]
        if not names:
            return MISSING
        others = f"\nMedvirkende: {', '.join(names[1:])}" if names[1:] else ""
        return names[0] + others

    def _named(self, task: TaskRow, name: str) -> str:
        if not self.meeting.state_of(task).open:
            return name
        if names_nobody(name):
            return f"{name} (ingen bestemt)"
        return f"{name} (må bekreftes)" if was_absent(self.meeting, task, name) else name

    def who_and_when(self, task: TaskRow) -> str:
        """«Enhetsleder. Frist: fre 11.12.2026 (uke 50)»; "" of a task that is withheld."""
        if isinstance(task.text, Withheld):
            return ""
        said = f"{self.responsible(task)}. Frist: {self.deadline(task)}"
        return said.replace("\n", ". ")

    def deadline(self, task: TaskRow) -> str:
        """«fre 11.12.2026 (uke 50)», or what was said where it is no day; the old one if moved."""
        if isinstance(task.text, Withheld):
            return UNSAID
        state = self.meeting.state_of(task)
        now = self.when(state.deadline_kind, state.deadline_date, state.deadline)
        agreed = self.when(task.deadline_kind, task.deadline_date, task.deadline)
        return self.moved(now, agreed)

    @staticmethod
    def moved(now: str, before: str) -> str:
        """A frist, and where it was moved from; one that was not set before was not moved."""
        return now if before in (now, MISSING) else f"{now}\nFlyttet fra {before}"

    def day(self, task: TaskRow) -> date | None:
        """The day of the frist that stands: also of a «neste møte» that has got one."""
        state = self.meeting.state_of(task)
        if state.deadline_kind == DeadlineKind.NEXT_MEETING:
            return state.deadline_date or self.meeting.next_day
        return state.deadline_date

    def when(self, kind: str, day: date | None, typed: str) -> str:
        """A frist in words: the day, or what was said where it is no day."""
        next_meeting = self.meeting.next_day
        if day is not None:
            return f"{show(day)}, «{typed}»" if _CLOCK_TIME.search(typed) else show(day)
        if kind == DeadlineKind.AMBIGUOUS:
            return f"{typed} (dagen må avklares)"
        if kind == DeadlineKind.NEXT_MEETING and next_meeting:
            return f"{typed}, {show(next_meeting)}"
        return typed.strip() or MISSING

    def status(self, task: TaskRow) -> str:
        """«Pågår (18.11.2026)», and the newest remark on a line of its own."""
        if isinstance(task.text, Withheld):
            return UNSAID
        state, newest = self.meeting.state_of(task), self.meeting.newest_follow_up.get(task.uid)
        said_on = f" ({numeric(newest.said_on)})" if newest else ""
        remark = f"\n{state.remark}" if state.remark else ""
        return f"{state.status.capitalize()}{said_on}{remark}"

    def place(self, uid: str) -> str:
        """What something hangs on, as it is numbered here: «Risiko 3», «Bedre 2»; or «»."""
        return self._places.get(uid, "")

    def leading_to(self, uids: Collection[str]) -> tuple[Run, ...]:
        """Several of them, in the order in which the document has them: «Bra 1 og Bedre 2»."""
        places = [(uid, place) for uid, place in self._places.items() if uid in uids]
        runs: list[Run] = []
        for left, (uid, place) in zip(range(len(places) - 1, -1, -1), places, strict=True):
            between = " og " if left == 1 else ", " if left else ""
            runs += [Run(place, italic=True, to=uid), Run(between, italic=True)]
        return tuple(runs)

    @cached_property
    def _places(self) -> Mapping[str, str]:
        places: dict[str, str] = {}
        for definition in self.meeting.kind.sections:
            match fill(self.meeting, definition):
                case Risks(entries=entries):
                    places |= {entry.risk.uid: f"Risiko {entry.number}" for entry in entries}
                case Points(columns=columns):
                    places |= {
                        point.note.uid: f"{column.column.heading} {point.number}"
                        for column in columns
                        for point in column.points
                    }
                case Items(entries=entries):
                    places |= {entry.item.uid: f"Sak {entry.label}" for entry in entries}
                case Figures() | SinceLast() | FollowUp():
                    pass  # nothing hangs on a figure, and the others have no rows of their own
        return places


def stacked(lines: Sequence[Run | Sequence[Run]]) -> tuple[Run, ...]:
    """The runs, each on a line of its own; several together share one."""
    runs: list[Run] = []
    for line in lines:
        first, *rest = (line,) if isinstance(line, Run) else line
        broken = replace(first, text=f"\n{first.text}") if runs else first
        runs += [broken, *rest]
    return tuple(runs)


def counted(count: int, one: str, many: str) -> str:
    """«1 oppgave», «3 oppgaver»."""
    return f"{count} {one if count == 1 else many}"


def listed(words: Sequence[str]) -> str:
    """«1, 2 og 7»."""
    return " og ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)
