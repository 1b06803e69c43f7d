"""What every stop says of a risk in the same words."""

from screens.sections.editor import Desk
from screens.sections.risk_rows import Below
from screens.task_text import in_list, is_hidden
from store.journal import Hidden
from store.sections import RiskEntry


def counted(number: int, one: str, several: str) -> str:
    """«1 risiko», «4 risikoer»."""
    return f"{number} {one if number == 1 else several}"


def risk_text(entry: RiskEntry) -> str:
    """A risk's text as the shared screen shows it."""
    return in_list(entry.risk.text)


def refused_if_hidden(desk: Desk, entry: RiskEntry | None) -> RiskEntry | None:
    """A risk that is to be changed; None for one that is hidden, and the room is told why."""
    if entry is None or not is_hidden(entry.risk.text):
        return entry
    desk.refuse(str(Hidden()))
    return None


def deviations_below(entry: RiskEntry) -> tuple[Below, ...]:
    """A risk's avvik and hendelser, never with their cause: that is not for the wall."""
    return tuple(
        Below(f"! {str(row.kind).capitalize()}: ", in_list(row.text), "warning")
        for row in entry.deviations
    )


def what_hangs(entry: RiskEntry) -> str:
    """How much hangs on a risk: «2 årsaker · 1 kontroll · 1 tiltak»."""
    parts = (
        (len(entry.causes), "årsak", "årsaker"),
        (len(entry.controls), "kontroll", "kontroller"),
        (len(entry.tasks), "tiltak", "tiltak"),
        (len(entry.deviations), "avvik", "avvik"),
    )
    return " · ".join(counted(*part) for part in parts if part[0])


def references(entry: RiskEntry) -> str:
    """The legal requirement and the procedure that a risk touches, where they are named."""
    risk = entry.risk
    named = (("Lovkrav", risk.legal_requirement), ("Prosedyre", risk.procedure))
    return " · ".join(f"{word}: {in_list(text)}" for word, text in named if text)
