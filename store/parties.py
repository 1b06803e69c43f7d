"""Who the parties of a meeting are, who speaks for them, and what each can say in a sak."""

from store.definitions import Party
from store.kind import Kind
from store.meeting import Meeting
from store.rows import ParticipantRow
from store.vocabulary import Presence, Stance

STANCES = tuple(stance for stance in Stance if stance is not Stance.UNSAID)
"""Everything that can be said; the digits on the screen choose among these."""

PARTY_STANCES = tuple(stance for stance in STANCES if stance is not Stance.STATEMENT)
"""Where a party can stand."""

ADVISER_STANCES = (Stance.NO_REMARKS, Stance.NOT_CONCERNED, Stance.STATEMENT)
"""What one who is no party to the agreement, such as hovedverneombud, can say."""

WANTS_WORDS = (Stance.AGREES_IF, Stance.STATEMENT)
"""Those that say nothing without a text."""


def of(meeting: Meeting) -> tuple[Party, ...]:
    """The kind's parties, then those that only the participants speak for."""
    found = {party.name.casefold(): party for party in meeting.kind.parties}
    for who in meeting.participants:
        if who.party:
            found.setdefault(who.party.casefold(), Party(name=who.party))
    return tuple(found.values())


def heard(meeting: Meeting) -> tuple[Party, ...]:
    """Those whose views are heard in a sak: all but the employer, who presents it.

    Of the kind's parties those that somebody was called for, or that have said something; all of
    them until anybody is called.
    """
    every = tuple(party for party in of(meeting) if not party.employer)
    said = {row.party.casefold() for row in meeting.positions}
    here = (p for p in every if members(meeting, p.name) or p.name.casefold() in said)
    return tuple(here) or every


def stances(party: Party) -> tuple[Stance, ...]:
    """What the party can say."""
    return PARTY_STANCES if party.signs else ADVISER_STANCES


def members(meeting: Meeting, party: str) -> tuple[ParticipantRow, ...]:
    """Who speaks for a party."""
    wanted = party.casefold()
    return tuple(who for who in meeting.participants if who.party.casefold() == wanted)


def is_present(meeting: Meeting, party: str) -> bool:
    """Whether anybody speaks for the party in the sitting under way."""
    rows = (
        meeting.attendance_at.get((meeting.sitting.uid, who.uid)) for who in members(meeting, party)
    )
    return any(row is None or row.presence is not Presence.ABSENT for row in rows)


def party_of(kind: Kind, name: str, role: str = "") -> str:
    """Whom somebody of this name or role usually speaks for, or "".

    «HTV Delta» speaks for Delta; the employer's roles stand in the kind.
    """
    said = (name.casefold(), role.casefold())
    for party in kind.parties:
        roles = {known.casefold() for known in party.roles}
        if any(party.name.casefold() in each or each in roles for each in said if each):
            return party.name
    return ""
