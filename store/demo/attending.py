"""How each participant of the demo took part in a sitting."""

from store.demo.content import ToldSitting
from store.rows import AttendanceRow
from store.vocabulary import Presence


def attendance_of(told: ToldSitting, name: str) -> AttendanceRow | None:
    """What is written down of somebody; None of one who was there throughout."""
    presence = Presence.PRESENT
    if name in told.absent:
        presence = Presence.ABSENT
    elif name in told.digital:
        presence = Presence.DIGITAL
    row = AttendanceRow(
        meeting="",
        sitting="",
        participant="",
        presence=presence,
        came=told.came.get(name, ""),
        left=told.left.get(name, ""),
        substitute_for=told.substitute_for.get(name, ""),
    )
    said = (row.came, row.left, row.substitute_for)
    return row if presence is not Presence.PRESENT or any(said) else None
