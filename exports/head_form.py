"""The head of the minutes: the facts of the meeting, and who was there."""

from datetime import date, datetime

from exports.outline import Block, Column, Facts, Heading, Paragraph, Table
from exports.source import Source
from exports.wording import Wording
from store.meeting import Meeting
from store.norwegian_dates import numeric, prose, show
from store.rows import AttendanceRow, ParticipantRow, SittingRow
from store.vocabulary import Presence, Status

_SAFETY_REPRESENTATIVE = "verneombud"


def facts(source: Source, wording: Wording, by_party: tuple[tuple[str, str], ...] = ()) -> Facts:
    """Everything that the head holds and that was filled in.

    Args:
        source: The meeting.
        wording: Its words.
        by_party: Who was there, for each party, where the kind has parties.
    """
    meeting = source.meeting
    head, kind = meeting.head, meeting.kind
    version = f", versjon {head.version}"
    rows = (
        ("Kommune", source.municipality),
        ("Enhet", head.unit),
        ("Tjenesteområde", head.field_of_service),
        (kind.place_label, head.place),
        (kind.theme_label, head.title),
        (question(kind.reason_label), head.reason),
        *((field.label, meeting.said_in_head(field.key)) for field in kind.head_fields),
        ("Fortsetter fra", source.previous),
        ("Dato", "\n".join(when(meeting, sitting) for sitting in meeting.sittings)),
        ("Møteleder", head.chair),
        ("Referent", head.secretary),
        *(by_party or who_was_there(meeting)),
        ("Papirer sendt ut", _day(head.papers_sent)),
        ("Frist for merknader", _day(meeting.remarks_due)),
        ("Risikoene vurderes på nytt", _day(head.next_assessment)),
        ("Arkiv", " · ".join(archived(source))),
        ("Status", " ".join((head.status.capitalize(), approved(meeting))).strip() + version),
        ("Offentlighet", wording.exemption(head.exempt).capitalize() if head.exempt else ""),
    )
    return Facts.of_what_is_said(rows, "Om møtet")


def archived(source: Source, *, of_minutes: bool = True) -> tuple[str, ...]:
    """What the archive knows the document by: «Arkivsak 26/01482», «Tilgangskode UO».

    Args:
        source: The meeting.
        of_minutes: Whether it says what the minutes say; another has not their number in the
            journal. The code is for the internal version: the public one is anybody's.
    """
    head = source.meeting.head
    number = head.journal_number if of_minutes else ""
    # «26/01482-4» says the case too.
    case = "" if number.startswith(head.case_number) else head.case_number
    code = "" if source.public else head.access_code
    said = (("Arkivsak", case), ("Journalpost", number), ("Tilgangskode", code))
    return tuple(f"{label} {value}" for label, value in said if value)


def approved(meeting: Meeting) -> str:
    """«01.12.2026 av Enhetsleder»; "" until the minutes are approved, and when reopened."""
    if meeting.head.status is not Status.APPROVED or not meeting.approvals:
        return ""
    newest = meeting.approvals[-1]
    by = f" av {newest.approved_by}" if newest.approved_by else ""
    return f"{numeric(datetime.fromisoformat(newest.at).date())}{by}"


def question(label: str) -> str:
    """«Hvorfor dette temaet?» without the help that stands in brackets after it."""
    return label.partition(" (")[0]


def _day(day: date | None) -> str:
    return show(day) if day else ""


def when(meeting: Meeting, sitting: SittingRow) -> str:
    """«tir 24.11.2026 (uke 48), kl. 09.00–11.15»."""
    number = f"{_number(meeting, sitting)}. økt: " if len(meeting.sittings) > 1 else ""
    return number + ", ".join(part for part in (show(sitting.date), hours(sitting)) if part)


def hours(sitting: SittingRow) -> str:
    """«kl. 09.00–11.15», «kl. 09.00», «til kl. 11.15»; "" where none is set."""
    start, end = (time.replace(":", ".") for time in (sitting.start, sitting.end))
    if end and not start:
        return f"til kl. {end}"
    return f"kl. {start}–{end}" if end else f"kl. {start}" if start else ""


def next_meeting(meeting: Meeting) -> str:
    """«12. januar 2027, kl. 12»; what is said of it alone where no day is set; or ""."""
    head = meeting.head
    said = prose(head.next_meeting) if head.next_meeting else ""
    note = head.next_meeting_note
    # «12. januar 2027, kl. 12» is one statement, «12. januar 2027. Tema: turer» two.
    between = ", " if note.casefold().startswith(("kl", "fra kl")) else ". "
    return between.join(part for part in (said, note) if part)


def _number(meeting: Meeting, sitting: SittingRow) -> int:
    return meeting.sittings.index(sitting) + 1


def who_was_there(meeting: Meeting) -> tuple[tuple[str, str], ...]:
    """Those who were there for any of it, those who were not, and the safety representative."""
    if meeting.head.status is Status.PLANNED:
        return (("Innkalt", ", ".join(person.name for person in meeting.participants)),)
    came = [person for person in meeting.participants if took_part(meeting, person)]
    away = [person for person in meeting.participants if person not in came]
    safety = meeting.head.safety_representative or any(
        _SAFETY_REPRESENTATIVE in f"{person.name} {person.role}".casefold() for person in came
    )
    return (
        ("Deltakere", ", ".join(person.name for person in came)),
        ("Forfall", ", ".join(person.name for person in away)),
        ("Verneombud deltok", "Ja" if safety else ""),
    )


def took_part(meeting: Meeting, person: ParticipantRow) -> bool:
    """Whether somebody was there for any of it."""
    rows = [meeting.attendance_at.get((sitting.uid, person.uid)) for sitting in meeting.sittings]
    return any(row is None or row.presence is not Presence.ABSENT for row in rows)


def participants(meeting: Meeting) -> tuple[Block, ...]:
    """Who was there, sitting by sitting; nothing where the head has said it all."""
    if not meeting.participants:
        return (Heading(2, "Deltakere"), Paragraph("Ingen deltakere er ført opp."))
    if _is_told_by_the_head(meeting):
        return ()
    described = any(person.role or person.party for person in meeting.participants)
    columns = [Column("Deltaker", 3.0)]
    columns += [Column("Rolle eller part", 2.5)] if described else []
    columns += [Column(attendance_heading(meeting, each), 2.5) for each in meeting.sittings]
    rows = tuple(_participant(meeting, person, described) for person in meeting.participants)
    description = "En rad for hver deltaker, med oppmøtet i hver økt."
    return (
        Heading(2, "Deltakere"),
        Table(tuple(columns), rows, "Deltakere", description),
    )


def _is_told_by_the_head(meeting: Meeting) -> bool:
    """Whether the names of those who came and those who did not are all there is to tell."""
    described = any(person.role or person.party for person in meeting.participants)
    plain = (Presence.PRESENT.capitalize(), Presence.ABSENT.capitalize())
    return (
        len(meeting.sittings) == 1
        and not described
        and all(_attendance(row) in plain for row in meeting.attendance)
    )


def attendance_heading(meeting: Meeting, sitting: SittingRow) -> str:
    """Over the column with how each took part in a sitting."""
    if len(meeting.sittings) == 1:
        return "Oppmøte"
    return f"Oppmøte {_number(meeting, sitting)}. økt\n{numeric(sitting.date)}"


def _participant(meeting: Meeting, person: ParticipantRow, described: bool) -> tuple[str, ...]:
    described_as = ", ".join(part for part in (person.role, person.party) if part)
    attendance = attendances(meeting, person)
    return (person.name, *([described_as] if described else []), *attendance)


def attendances(meeting: Meeting, person: ParticipantRow) -> tuple[str, ...]:
    """How somebody took part, sitting by sitting: «Digitalt, kom kl. 09.30»."""
    found = [meeting.attendance_at.get((sitting.uid, person.uid)) for sitting in meeting.sittings]
    planned = meeting.head.status is Status.PLANNED
    return tuple("Innkalt" if planned and row is None else _attendance(row) for row in found)


def _attendance(row: AttendanceRow | None) -> str:
    if row is None:
        return Presence.PRESENT.capitalize()
    return ", ".join((row.presence.capitalize(), *in_part(row)))


def in_part(row: AttendanceRow) -> tuple[str, ...]:
    """How somebody took part where it was not as themselves from beginning to end."""
    said = (
        ("vara for", row.substitute_for),
        ("kom", row.came),
        ("gikk", row.left),
        ("bare", row.only_for),
    )
    return tuple(f"{word} {what}" for word, what in said if what)
