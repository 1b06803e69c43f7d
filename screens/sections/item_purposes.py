"""What the box under a sak can be for: its prompt, and the edit that its text becomes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from store import draft_places, item_edits, statement_edits
from store.definitions import ItemsDefinition
from store.edits import Edit
from store.item_rows import StatementRow
from store.meeting import Meeting
from store.sections import ItemEntry
from store.vocabulary import ItemText

LABELS: Final = {
    ItemText.BACKGROUND: "Bakgrunn",
    ItemText.BASIS: "Grunnlag",
    ItemText.PROPOSAL: "Arbeidsgivers forslag",
    ItemText.CORRECTION: "Rettelser",
    ItemText.CONCLUSION: "Konklusjon",
    ItemText.EMPLOYERS_DECISION: "Arbeidsgivers beslutning",
}
"""What the texts of a sak are called on the screen."""

_LATER = (ItemText.EMPLOYERS_DECISION,)
"""What can come after the meeting is closed."""


@dataclass(frozen=True, slots=True)
class At:
    """Where the box is used.

    Attributes:
        meeting: As it stands.
        entry: The sak.
        today: The day by the program's clock.
    """

    meeting: Meeting
    entry: ItemEntry
    today: date


@dataclass(frozen=True, slots=True)
class Purpose:
    """What the box is for.

    Attributes:
        key: Its part of the draft's place, and its row in the list.
        label: What history calls the act.
        prompt: Over the box.
        value: What stands in the box to begin with.
        make: The edit that a finished text asks for, or None for nothing.
        verbatim: Whether it is a text of several paragraphs, kept as it is written.
        afterwards: Whether it can come after the meeting is closed.
        after_approval: Whether it can come after the minutes are approved too.
        suggestions: What an empty line can begin with.
    """

    key: str
    label: str
    prompt: str
    value: Callable[[At], str]
    make: Callable[[At, str], Edit | None]
    verbatim: bool = False
    afterwards: bool = False
    after_approval: bool = False
    suggestions: Sequence[str] = ()

    def place(self, section: str, uid: str) -> str:
        """The box whose draft it is."""
        return draft_places.of_item(section, uid, self.key)


def of_text(column: ItemText, meeting: Meeting, section: str) -> Purpose:
    """For one of the sak's texts."""
    definition = meeting.kind.section(section)
    bases = definition.bases if isinstance(definition, ItemsDefinition) else ()
    return Purpose(
        key=column,
        label=LABELS[column],
        prompt=LABELS[column],
        value=lambda at: item_edits.text_of(at.entry, column),
        make=lambda at, text: item_edits.set_text(at.entry, column, text),
        afterwards=column in _LATER,
        suggestions=bases if column is ItemText.BASIS else (),
    )


def of_position(party: str) -> Purpose:
    """For a party's own words."""

    def value(at: At) -> str:
        row = item_edits.position_of(at.entry, party)
        return row.text if row else ""

    def make(at: At, text: str) -> Edit | None:
        row = item_edits.position_of(at.entry, party)
        return item_edits.word_position(row, text) if row and text != row.text else None

    return Purpose(f"{draft_places.POSITION}/{party}", "Begrunnelse", f"{party} mener", value, make)


def of_statement(uid: str) -> Purpose:
    """For a protokolltilførsel's own words."""

    def make(at: At, text: str) -> Edit | None:
        row = statement(at.entry, uid)
        return statement_edits.deliver(row, text, at.today) if row and text != row.text else None

    return Purpose(
        f"{draft_places.STATEMENT}/{uid}",
        "Protokolltilførsel",
        "Protokolltilførsel, ordrett",
        lambda at: row.text if (row := statement(at.entry, uid)) else "",
        make,
        verbatim=True,
        afterwards=True,
    )


def of_reply(uid: str) -> Purpose:
    """For the employer's remark to a protokolltilførsel."""

    def make(at: At, text: str) -> Edit | None:
        row = statement(at.entry, uid)
        return statement_edits.reply(row, text) if row and text != row.reply else None

    return Purpose(
        f"{draft_places.REPLY}/{uid}",
        "Arbeidsgivers merknad",
        "Arbeidsgivers merknad til protokolltilførselen",
        lambda at: row.reply if (row := statement(at.entry, uid)) else "",
        make,
        verbatim=True,
        afterwards=True,
    )


def of_remark(sender: str, about_all: bool) -> Purpose:
    """For a remark that came after the meeting, to the sak or to the whole."""

    def make(at: At, text: str) -> Edit | None:
        about = "" if about_all else at.entry.item.uid
        if not text:
            return None
        return statement_edits.add_remark(at.meeting, about, sender, text, at.today)

    to = "hele" if about_all else "saken"
    return Purpose(
        f"{draft_places.REMARK}/{to}/{sender}",
        "Merknad",
        f"Merknad fra {sender} til {'hele referatet' if about_all else 'saken'}",
        lambda _at: "",
        make,
        verbatim=True,
        afterwards=True,
        after_approval=True,
    )


def by_key(key: str, meeting: Meeting, section: str) -> Purpose | None:
    """The purpose that a kept key names."""
    kind, _, rest = key.partition("/")
    match kind:
        case draft_places.POSITION:
            return of_position(rest)
        case draft_places.STATEMENT:
            return of_statement(rest)
        case draft_places.REPLY:
            return of_reply(rest)
        case draft_places.REMARK:
            to, _, sender = rest.partition("/")
            return of_remark(sender, to == "hele")
    found = next((column for column in ItemText if column == key), None)
    return of_text(found, meeting, section) if found else None


def statement(entry: ItemEntry, uid: str) -> StatementRow | None:
    """The sak's statement with this uid, if it is there."""
    return next((row for row in entry.statements if row.uid == uid), None)
