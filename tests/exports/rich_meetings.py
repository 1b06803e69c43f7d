"""Meetings with at least one of each row that their kind can hold."""

from datetime import date

from store import lifecycle
from store.edits import Add, Edit
from store.item_rows import ItemRow, PositionRow, RemarkRow, StatementRow
from store.rows import ApprovalRow, ColumnStatusRow, DeviationRow, FigureRow, HeadValueRow, NoteRow
from store.task_rows import CarriedRow, FollowUpRow
from store.vocabulary import ItemText, ItemType, Light, Outcome, Stance, TaskStatus
from tests.exports.room import Room

DAY = date(2026, 11, 24)
BASIS = "basis-1"
NOTHING_APPROVED = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
"""The SHA-256 of nothing."""


def fill_talk(room: Room) -> None:
    """Everything that a resultat- og oppfølgingssamtale can hold."""
    uid = room.uid
    room.add(HeadValueRow(meeting=uid, field="nivå", text="Enhetsleder"))
    room.add(
        CarriedRow(
            meeting=uid,
            task="en-oppgave-fra-sist",
            from_meeting="møtet-sist",
            from_title="Samtalen i vår",
            from_date=date(2026, 5, 19),
            text="Plan for vikarbruk",
            responsible="Enhetsleder",
            deadline="15.06",
            deadline_kind="dato",
            deadline_date=date(2026, 6, 15),
        )
    )
    said = FollowUpRow(
        task="en-oppgave-fra-sist",
        meeting=uid,
        said_on=DAY,
        status=TaskStatus.UNDER_WAY,
        remark="Halvveis",
        deadline="uke 50",
        deadline_kind="dato",
        deadline_date=date(2026, 12, 11),
    )
    room.add(said)
    room.add(FigureRow(meeting=uid, section="tall", figure="nærvær", value="92", last_year="91,5"))
    room.add(
        NoteRow(meeting=uid, section="temaer", column="avvik", text="Tre avvik", reported=True)
    )
    room.add(ColumnStatusRow(meeting=uid, section="temaer", column="avvik", status=Light.YELLOW))
    note = room.meeting.notes[-1].uid
    room.add(DeviationRow(meeting=uid, about=note, text="Ikke meldt", number="26-4"))
    room.decide("Ny gjennomgang i desember.", note)
    room.task("Plan for lukking", "Enhetsleder, Fagsykepleier", "uke 50", note)


def fill_cooperation(room: Room) -> None:
    """Everything that a samarbeidsmøte can hold."""
    uid = room.uid
    room.add(
        ItemRow(
            meeting=uid,
            section="saker",
            text="Retningslinje for vikarbyrå",
            type=ItemType.DISCUSSION,
            number=36,
            year=2026,
            outcome=Outcome.DISAGREEMENT,
            decided_on=date(2026, 12, 15),
            statement_offered=True,
        )
    )
    item = room.meeting.items[-1].uid
    for text in ItemText:
        room.add(NoteRow(meeting=uid, section="saker", column=text, about=item, text=text))
    room.add(
        PositionRow(
            meeting=uid,
            item=item,
            party="Fagforbundet",
            stance=Stance.DISAGREES,
            text="Ikke godt nok utredet",
            said_at="13:10",
        )
    )
    room.add(
        StatementRow(
            meeting=uid,
            item=item,
            senders="Fagforbundet\nDelta",
            text="Første avsnitt.\n\nAndre avsnitt.",
            due=date(2026, 12, 9),
            delivered=date(2026, 12, 8),
            reply="Tas til etterretning.",
        )
    )
    room.decide("Retningslinja innføres.", item)
    room.task("Evaluere", "Personalrådgiver", "1. juni 2027", item)
    room.add(
        RemarkRow(
            meeting=uid, about=item, sender="Delta", text="Feil dato", received=date(2026, 12, 1)
        )
    )
    lifecycle.close(room.archive, room.meeting)
    room.do(_approval(room), while_locked=True)


def fill_negotiation(room: Room) -> None:
    """Everything that a protocol of a negotiation can hold."""
    for column in ("krav", "tilbud", "resultat"):
        room.add(
            NoteRow(meeting=room.uid, section="protokoll", column=column, text=column, exempt=BASIS)
        )
    room.decide("Protokollen undertegnes.", room.meeting.notes[-1].uid)
    room.task("Sende protokollen til partene", "Personalrådgiver", "uke 50")


def exempt_something(room: Room) -> None:
    """Exempt a decision and a task, so that the internal and the public version differ."""
    room.decide("Saken følges opp med den ansatte.")
    room.task("Samtale med den ansatte", "Enhetsleder", "uke 51")
    for row in (room.meeting.decisions[-1], room.meeting.tasks[-1]):
        room.change(row, exempt=BASIS)


def _approval(room: Room) -> Edit:
    return Add(
        ApprovalRow(
            meeting=room.uid,
            at="2026-12-01T09:00:00",
            approved_by="Møtet",
            format=1,
            content="",
            fingerprint=NOTHING_APPROVED,
        )
    )
