"""Lives the demo's meetings through: the same acts, in the same order, as a room would do them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import count

from msgspec.structs import replace

from store import (
    agreed_edits,
    drafts,
    head_edits,
    lifecycle,
    meetings,
    point_edits,
    responsible,
    risk_edits,
)
from store.agreed_edits import Where
from store.database import Archive
from store.deadline import Deadline
from store.demo import content, talks
from store.demo.attending import attendance_of
from store.demo.content import (
    ToldDeviation,
    ToldMeeting,
    ToldPoint,
    ToldRisk,
    ToldSitting,
    ToldTask,
    working_day,
)
from store.demo.items import PlayedItems
from store.edits import Add, Change, Edit
from store.journal import ActionKind, action
from store.kind import Kinds
from store.meeting import Meeting
from store.rows import NoteRow, RiskRow
from store.sections import RiskEntry, all_risks
from store.task_rows import FollowUpRow
from store.vocabulary import Measure, Status

_PLANNED_DAYS_BEFORE = 14
_RISKS = "risikoer"
_POINTS = "punkter"
_V: dict[str, risk_edits.V] = {
    "viktig": "important",
    "vanlig": "common",
    "vanskelig": "difficult",
    "variasjon": "varying",
}


def fill(archive: Archive, kinds: Kinds, today: date) -> None:
    """Fill an empty file with the demo's meetings, all of them or none.

    Args:
        archive: The open file.
        kinds: Must hold our own kinds.
        today: What the demo's days are counted from.
    """
    with archive.tables.atomic():
        for told in content.read(today):
            _Stage(archive, kinds, told, today).play()


class _Stage:
    """One meeting while it is played, on a clock of its own."""

    def __init__(self, archive: Archive, kinds: Kinds, told: ToldMeeting, today: date) -> None:
        self._archive = archive
        self._kinds = kinds
        self._told = told
        self._today = today
        self._uid = ""
        self._said_later: list[tuple[str, ToldTask]] = []

    def play(self) -> None:
        """From plan to as far as the meeting has come."""
        told, first = self._told, self._told.sittings[0]
        day = self._day(first)
        with self._at(day - timedelta(days=_PLANNED_DAYS_BEFORE), "08:15"):
            self._plan(first, day)
            self._items.set_up()
        if told.status is Status.PLANNED:
            return
        with self._at(day, first.start):
            lifecycle.start(self._archive, self.meeting)
            self._attend(first)
            self._first_half()
        self._go_on_another_day()
        if told.status is Status.RUNNING:
            self._stand()
        else:
            self._finish()

    @property
    def _items(self) -> PlayedItems:
        return PlayedItems(self._told.items, lambda: self.meeting, self.act, self.task)

    @property
    def meeting(self) -> Meeting:
        """As it stands."""
        return meetings.load(self._archive, self._uid)

    def _day(self, sitting: ToldSitting) -> date:
        """Only today's meeting can be on a weekend."""
        return working_day(self._today, sitting.day) if sitting.day else self._today

    @contextmanager
    def _at(self, day: date, clock_time: str) -> Iterator[None]:
        """Let the acts inside have happened then, one second apart, as a history has them."""
        real = self._archive.clock
        zone = real().tzinfo
        moment = datetime.combine(day, time.fromisoformat(clock_time), zone)
        self._archive.clock = _ticking(moment)
        try:
            yield
        finally:
            self._archive.clock = real

    def act(self, label: str, edit: Edit | None) -> None:
        """Do one thing."""
        if edit is not None:
            with action(self._archive, self._uid, label) as writer:
                edit.apply(writer)

    def _plan(self, first: ToldSitting, day: date) -> None:
        told = self._told
        planned = told.status is Status.PLANNED
        self._uid = meetings.plan(
            self._archive,
            meetings.Plan(
                kind=self._kinds.by_id[told.kind],
                title=told.title,
                date=day,
                unit=told.unit,
                place=told.place,
                start=first.start,
                end=first.end if planned else "",
                chair=told.chair,
                secretary=told.secretary,
                reason=told.reason,
                participants=told.participants,
            ),
        )
        head = self.meeting.head
        changed = replace(
            head,
            papers_sent=self._ahead(told.papers_sent),
            remarks_due=self._ahead(told.remarks_due),
            case_number=told.case_number,
            journal_number=told.journal_number,
            access_code=told.access_code,
            field_of_service=told.field_of_service or head.field_of_service,
        )
        self.act("Endret møteopplysninger", Change(head, changed))
        for field, text in told.head_values.items():
            self.act("Endret møteopplysninger", head_edits.set_value(self.meeting, field, text))

    def _ahead(self, days: int | None) -> date | None:
        return None if days is None else working_day(self._today, days)

    def _attend(self, told: ToldSitting) -> None:
        for participant in self.meeting.participants:
            if wanted := attendance_of(told, participant.name):
                meeting = self.meeting
                edit = head_edits.set_attendance(meeting, meeting.sitting, participant, wanted)
                self.act("Oppmøte", edit)

    def _first_half(self) -> None:
        """What the room says first: risks and figures, or facts and points."""
        told = self._told
        for risk in told.risks:
            self.act("Ny risiko", risk_edits.add(self.meeting, _RISKS, risk.text))
        for number, risk in enumerate(told.risks):
            self._identify(number, risk)
        for number, risk in enumerate(told.risks):
            self._assess(number, risk)
        for column, lines in told.facts.items():
            for line in lines:
                self.act("Nytt punkt", point_edits.add(self.meeting, "fakta", column, line))
        for column, points in (("bra", told.good), ("bedre", told.better), ("neste", told.next)):
            for point in points:
                self._point(column, point)
        self._items.talk()
        talks.play(self, told.talk)
        self._decide(first_sitting=True)

    def settled(self, typed: str) -> Deadline:
        """A frist as it was said in the sitting under way."""
        return content.settled(typed, self.meeting.sitting.date)

    def _go_on_another_day(self) -> None:
        """The second half, in the second sitting where there is one."""
        sittings = self._told.sittings
        first, last = sittings[0], sittings[-1]
        if len(sittings) > 1:
            with self._at(self._day(first), first.end):
                lifecycle.break_off(self._archive, self.meeting)
        with self._at(self._day(last), last.start):
            if len(sittings) > 1:
                lifecycle.go_on(self._archive, self.meeting)
                self._attend(last)
            self._second_half()

    def _second_half(self) -> None:
        """What follows: controls, «er det nok», tasks, and what is agreed at the end."""
        told = self._told
        for number, risk in enumerate(told.risks):
            self._control(number, risk)
        for number, risk in enumerate(told.risks):
            self._judge_again(number, risk)
        if told.status is not Status.RUNNING:
            accepted = risk_edits.accept_lowest(all_risks(self.meeting), told.chair)
            self.act("Godtok de grønne", accepted)
        self._decide(first_sitting=False)
        for task in told.tasks:
            self.task(Where(task.stop), task)
        head = self.meeting.head
        changed = replace(
            head,
            safety_representative=told.safety_representative,
            next_meeting=self._ahead(told.next_meeting),
            next_meeting_note=told.next_meeting_note,
            next_assessment=self._ahead(told.next_assessment),
        )
        self.act("Neste møte", Change(head, changed))

    def _decide(self, *, first_sitting: bool) -> None:
        """The decisions of one half; in a meeting of one sitting all of them come first."""
        keys = [stop.key for stop in self.meeting.kind.stops]
        turn = keys.index(self._told.goes_on_at) if self._told.goes_on_at else len(keys)
        for decision in self._told.decisions:
            if (keys.index(decision.stop) < turn) is first_sitting:
                where = Where(decision.stop)
                edit = agreed_edits.add_decision(self.meeting, where, decision.text)
                self.act("Ny beslutning", edit)

    def _entry(self, number: int) -> RiskEntry:
        return all_risks(self.meeting)[number]

    def _change_risk(self, label: str, number: int, change: Callable[[RiskRow], RiskRow]) -> None:
        risk = self._entry(number).risk
        self.act(label, Change(risk, change(risk)))

    def _identify(self, number: int, told: ToldRisk) -> None:
        for word in told.v:
            self.act("4V", risk_edits.mark(self._entry(number).risk, _V[word]))
        for cause in told.causes:
            self.act("Ny årsak", risk_edits.add_cause(self._entry(number).risk, cause))
        if told.legal or told.procedure:
            self._change_risk(
                "Lovkrav og prosedyre",
                number,
                lambda risk: replace(risk, legal_requirement=told.legal, procedure=told.procedure),
            )

    def _assess(self, number: int, told: ToldRisk) -> None:
        for letter in told.types:
            self.act("Type konsekvens", risk_edits.toggle_type(self._entry(number).risk, letter))
        for measure, digits in zip(Measure, told.estimates or (), strict=False):
            edit = risk_edits.set_estimate(self._entry(number), measure, digits, residual=False)
            self.act("Egne tall", edit)
        self._figures(number, told.before, residual=False)
        if told.settled_by:
            self._change_risk(
                "Hvordan tallet ble satt",
                number,
                lambda risk: replace(risk, settled_by=told.settled_by, dissent=told.dissent),
            )

    def _figures(self, number: int, pair: tuple[int, int] | None, *, residual: bool) -> None:
        for measure, value in zip(Measure, pair or (), strict=False):
            entry = self._entry(number)
            edit = risk_edits.set_figure(entry.risk, entry.scale, measure, value, residual=residual)
            self.act(str(measure).capitalize(), edit)

    def _control(self, number: int, told: ToldRisk) -> None:
        for control in told.controls:
            self.act("Ny kontroll", risk_edits.add_control(self._entry(number).risk, control))
        uid = self._entry(number).risk.uid
        if told.deviation:
            self.deviate(uid, told.deviation)
        stop = "nok" if told.enough else "tiltak"
        for task in told.tasks:
            self.task(Where(stop, uid), task)

    def _judge_again(self, number: int, told: ToldRisk) -> None:
        self._figures(number, told.after, residual=True)
        if told.enough:
            risk = self._entry(number).risk
            self.act("Er det nok?", risk_edits.answer(risk, told.enough, told.accepted_by))
        if told.remark or told.next_assessment:
            self._change_risk(
                "Merknad",
                number,
                lambda risk: replace(
                    risk,
                    remark=told.remark,
                    next_assessment=self._ahead(told.next_assessment),
                ),
            )

    def deviate(self, about: str, told: ToldDeviation) -> None:
        """The cause and the number come afterwards, never on the wall."""
        edit = risk_edits.add_deviation(self._uid, about, told.text, told.kind)
        self.act("Nytt avvik", edit)
        row = self.meeting.deviations[-1]
        known = replace(row, cause=told.cause, number=told.number)
        self.act("Årsak til avviket", Change(row, known))

    def _point(self, column: str, told: ToldPoint) -> None:
        self.act("Nytt punkt", point_edits.add(self.meeting, _POINTS, column, told.text))
        note = self._notes(column)[-1]
        for other, numbers in (("bedre", told.answers), ("bra", told.answers_good)):
            for number in numbers:
                point = self._notes(other)[number - 1]
                self.act("Svar", point_edits.toggle_answer(self.meeting, note, point))
        if told.deviation:
            self.deviate(note.uid, told.deviation)
        for task in told.tasks:
            self.task(Where(column, note.uid), task)

    def _notes(self, column: str) -> list[NoteRow]:
        return [row for row in self.meeting.notes if row.column == column]

    def task(self, where: Where, told: ToldTask) -> None:
        """Agree on a task."""
        meeting = self.meeting
        known = (*self._told.participants, *meeting.kind.roles)
        who = responsible.understand(told.responsible, known=known, absent=meeting.absent)
        when = content.settled(told.deadline, meeting.sitting.date)
        self.act("Ny oppgave", agreed_edits.add_task(meeting, where, told.text, who, when))
        self._said_later.append((self.meeting.tasks[-1].uid, told))

    def _stand(self) -> None:
        """Leave the meeting under way where the room is."""
        told = self._told
        row = all_risks(self.meeting)[told.stands_on - 1].risk.uid
        drafts.set_bookmark(self._archive, self._uid, drafts.Bookmark(told.stands_at, row))

    def _finish(self) -> None:
        last = self._told.sittings[-1]
        day = self._day(last)
        with self._at(day, last.end):
            lifecycle.close(self._archive, self.meeting)
        if self._told.status in (Status.SENT, Status.APPROVED):
            with self._at(working_day(day, 1), "10:05"):
                lifecycle.send(self._archive, self.meeting)
        self._hear_afterwards()
        if self._told.status is Status.APPROVED:
            with self._at(working_day(day, 12), "09:30"):
                lifecycle.approve(self._archive, self.meeting, self._told.chair)
        for uid, task in self._said_later:
            self._follow_up(uid, task)

    def _hear_afterwards(self) -> None:
        """What came to the closed meeting before its minutes were approved."""
        for day, label, edit in self._items.afterwards(partial(working_day, self._today)):
            with (
                self._at(day, "12:00"),
                action(self._archive, self._uid, label, while_locked=True) as writer,
            ):
                edit.apply(writer)

    def _follow_up(self, uid: str, told: ToldTask) -> None:
        """What became of a task, said to the register and not in the closed meeting."""
        for said in told.follow_ups:
            day = working_day(self._today, said.day)
            moved = content.settled(said.deadline, day) if said.deadline else None
            row = FollowUpRow(
                task=uid,
                said_on=day,
                status=said.status,
                remark=said.remark,
                deadline=moved.typed if moved else "",
                deadline_kind=str(moved.kind) if moved else "",
                deadline_date=moved.date if moved else None,
            )
            with (
                self._at(day, "13:00"),
                action(
                    self._archive,
                    self._uid,
                    "Status på oppgave",
                    kind=ActionKind.STEP,
                    while_locked=True,
                ) as writer,
            ):
                Add(row, ("task",)).apply(writer)


def _ticking(moment: datetime) -> Callable[[], datetime]:
    seconds = count()
    return lambda: moment + timedelta(seconds=next(seconds))
