"""What the one capture line of the wheel's stops can be for: its prompt, and the edit it makes."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from msgspec.structs import replace

from screens.task_text import is_hidden
from store import draft_places, risk_edits
from store.edits import Change, Edit, Remove
from store.journal import Hidden
from store.meeting import Meeting
from store.rows import CauseRow, ControlRow, DeviationRow
from store.sections import RiskEntry, Risks
from store.vocabulary import DeviationKind


class LineRefused(ValueError):
    """What was typed cannot be used; `str()` is a Norwegian sentence."""


@dataclass(frozen=True, slots=True)
class At:
    """Where the line is used."""

    meeting: Meeting
    risks: Risks
    target: RiskEntry | None

    @property
    def entry(self) -> RiskEntry:
        """The risk that the line is about.

        Raises:
            LineRefused: When there is none.
        """
        if self.target is None:
            raise LineRefused("Det er ingen risiko her ennå. Skriv en risiko først.")
        return self.target


def _nothing(_at: At) -> str:
    return ""


def _no_reading(_at: At, _text: str) -> str:
    return ""


def _stays(_at: At, _text: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a line is for.

    Attributes:
        key: Its part of the draft's place.
        label: What history calls the act.
        prompt: Before the line; `{number}` is the risk's.
        make: The edit that a finished text asks for, or None for nothing. Raises a ValueError
            whose text is the sentence for the user.
        on_risk: Whether it is about one risk.
        value: What stands in the line to begin with; such a line changes what is there already.
        repeats: Whether the line stands ready for the next of the same.
        many: What history calls several pasted ones; "" when a line takes only one.
        clears: Whether an empty line is an answer too, and not a way out.
        reading: What the text so far is taken to mean, shown beside the line.
        goes_to: uid of the risk to choose afterwards, or "".
        placeholder: Shown in the empty line.
        indented: What a line typed with a leading space or «-» is for instead, on the last risk.
        keeps_draft: Whether Esc leaves the text for the next time the line is opened.
        names: Whether it asks for a name; `value` is then a proposal that typing replaces.
        keys: What the keys do in the line, where Enter does something else than to add or save.
    """

    key: str
    label: str
    prompt: str
    make: Callable[[At, str], Edit | None]
    on_risk: bool = True
    value: Callable[[At], str] = _nothing
    repeats: bool = False
    many: str = ""
    clears: bool = False
    reading: Callable[[At, str], str] = _no_reading
    goes_to: Callable[[At, str], str] = _stays
    placeholder: str = ""
    indented: "Purpose | None" = None
    keeps_draft: bool = True
    names: bool = False
    keys: str = ""

    def place(self, section: str, uid: str) -> str:
        """The box whose draft the line is."""
        return draft_places.of_line(section, self.key, uid if self.on_risk else "")

    def keys_shown(self, leave: str) -> str:
        """What the keys do in the line.

        Args:
            leave: How one comes out of it.
        """
        enter = "Enter legger til" if self.repeats else "Enter lagrer"
        arrows = "↑ ↓ annen risiko" if self.repeats and self.on_risk else ""
        return self.keys or " · ".join(part for part in (enter, arrows, leave) if part)


def _change_text(field: str) -> Callable[[At, str], Edit]:
    def make(at: At, text: str) -> Edit:
        risk = at.entry.risk
        return Change(risk, replace(risk, **{field: text}))

    return make


def _text_of(field: str) -> Callable[[At], str]:
    def value(at: At) -> str:
        return str(getattr(at.entry.risk, field))

    return value


def text_field(
    key: str, label: str, prompt: str, field: str, *, placeholder: str = "", clears: bool = True
) -> Purpose:
    """A line that changes one of a risk's texts."""
    return Purpose(
        key=key,
        label=label,
        prompt=prompt,
        make=_change_text(field),
        value=_text_of(field),
        clears=clears,
        placeholder=placeholder,
    )


def _by_number(at: At, typed: str) -> RiskEntry:
    digits = re.search(r"\d+", typed, re.ASCII)
    number = int(digits[0][:6]) if digits else 0
    for entry in at.risks.entries:
        if entry.number == number and entry.risk.uid != at.entry.risk.uid:
            if is_hidden(entry.risk.text):
                raise LineRefused(str(Hidden()))
            return entry
    raise LineRefused("Skriv nummeret på en annen risiko i lista.")


def _merge(at: At, typed: str) -> Edit:
    return risk_edits.merge(at.meeting, at.entry, _by_number(at, typed))


def _merges_with(at: At, typed: str) -> str:
    from_text = typed.strip()
    if not from_text:
        return ""
    try:
        other = _by_number(at, typed)
    except LineRefused as refusal:
        return str(refusal)
    return other.risk.text[:60]


def _deviation(kind: DeviationKind) -> Callable[[At, str], Edit]:
    def make(at: At, text: str) -> Edit:
        return risk_edits.add_deviation(at.meeting.uid, at.entry.risk.uid, text, kind)

    return make


CAUSE: Final = Purpose(
    key="årsak",
    label="Ny årsak",
    many="Nye årsaker",
    prompt="Årsak til {number}",
    make=lambda at, text: risk_edits.add_cause(at.entry.risk, text),
    repeats=True,
    placeholder="Hvorfor kan det skje?",
)
NEW: Final = Purpose(
    key="ny",
    label="Ny risiko",
    many="Nye risikoer",
    prompt="Ny risiko",
    make=lambda at, text: risk_edits.add(at.meeting, at.risks.definition.key, text),
    on_risk=False,
    repeats=True,
    placeholder="Hva kan gå galt? Mellomrom eller - først: årsak til risikoen over",
    indented=CAUSE,
)
CONTROL: Final = Purpose(
    key="kontroll",
    label="Ny kontroll",
    many="Nye kontroller",
    prompt="Kontroll på {number}",
    make=lambda at, text: risk_edits.add_control(at.entry.risk, text),
    repeats=True,
    placeholder="Kontrolltiltak som er på plass allerede",
)
DEVIATION: Final = Purpose(
    key="avvik",
    label="Nytt avvik",
    many="Nye avvik",
    prompt="Avvik på {number}",
    make=_deviation(DeviationKind.DEVIATION),
    repeats=True,
    placeholder="En rutine mangler eller følges ikke. F6: hendelse",
)
EVENT: Final = Purpose(
    key="hendelse",
    label="Ny hendelse",
    many="Nye hendelser",
    prompt="Hendelse på {number}",
    make=_deviation(DeviationKind.EVENT),
    repeats=True,
    placeholder="Noe som har skjedd, uten å være avvik. F6: avvik",
)
EDIT: Final = text_field("rediger", "Endret risiko", "Rediger {number}", "text", clears=False)
LEGAL_REQUIREMENT: Final = text_field(
    "lovkrav", "Lovkrav", "Lovkrav for {number}", "legal_requirement", placeholder="Lov og paragraf"
)
PROCEDURE: Final = text_field(
    "prosedyre", "Prosedyre", "Prosedyre for {number}", "procedure", placeholder="Navn eller nummer"
)
SPLIT: Final = Purpose(
    key="del",
    label="Delte risiko",
    prompt="Ny risiko delt ut fra {number}",
    make=lambda at, text: risk_edits.split(at.risks.entries, at.entry.risk, text),
)
MERGE: Final = Purpose(
    key="sammen",
    label="Slo sammen risikoer",
    prompt="Slå {number} sammen med nr.",
    make=_merge,
    reading=_merges_with,
    goes_to=lambda at, typed: _by_number(at, typed).risk.uid,
    keeps_draft=False,
)

Hanging = CauseRow | ControlRow | DeviationRow
"""What hangs on a risk and has a text of its own."""


def hanging(entry: RiskEntry) -> tuple[Hanging, ...]:
    """A risk's causes, controls and deviations."""
    return (*entry.causes, *entry.controls, *entry.deviations)


def word_for(row: Hanging) -> str:
    """What the screen calls a thing that hangs on a risk."""
    if isinstance(row, DeviationRow):
        return str(row.kind)
    return "årsak" if isinstance(row, CauseRow) else "kontroll"


_HANGING_KEY = "linje"


def stands_now(purpose: Purpose, at: At) -> str | None:
    """The words that a line would write over as the meeting is now; None when they are gone."""
    try:
        return purpose.value(at)
    except LineRefused:
        return None


def correction_of(row: Hanging) -> Purpose:
    """A line that corrects something that hangs on a risk; emptied, it takes it away."""

    def now(at: At) -> Hanging:
        for each in hanging(at.entry):
            if each.uid == row.uid:
                return each
        raise LineRefused("Linja er borte. Ctrl+Z henter den tilbake.")

    def make(at: At, text: str) -> Edit:
        found = now(at)
        return Change(found, replace(found, text=text)) if text else Remove((found,))

    word = word_for(row)
    return Purpose(
        key=f"{_HANGING_KEY}/{row.uid}",
        label=f"Endret {word}",
        prompt=f"Rediger {word} på {{number}}",
        make=make,
        value=lambda at: now(at).text,
        clears=True,
        placeholder=f"Tom linje tar bort: {word}",
    )


def correction_by_key(key: str, at: At) -> Purpose | None:
    """The correction that a kept key names, if its row is still there."""
    kind, _, uid = key.partition("/")
    if kind != _HANGING_KEY or at.target is None:
        return None
    return next((correction_of(row) for row in hanging(at.target) if row.uid == uid), None)


COMMON: Final = (
    NEW,
    CAUSE,
    CONTROL,
    DEVIATION,
    EVENT,
    EDIT,
    LEGAL_REQUIREMENT,
    PROCEDURE,
    SPLIT,
    MERGE,
)
"""What the line can be for at every stop."""
