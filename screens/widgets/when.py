"""A day and its hours: date, from, to, in one row of a form."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from screens.widgets.field import Field, FieldHelp
from store.norwegian_dates import day_and_date, parse_date, parse_time
from store.text import clean


@dataclass(frozen=True, slots=True)
class Hours:
    """A day, with «HH:MM» or nothing for its beginning and its end."""

    day: date
    start: str = ""
    end: str = ""


PARTS = ("dato", "fra", "til")
"""The fields, in the order of `TypedHours`."""


@dataclass(frozen=True, slots=True)
class TypedHours:
    """The three texts, as typed."""

    day: str
    start: str = ""
    end: str = ""


def read_time(typed: str) -> str:
    """A time of day as «HH:MM»; nothing stays nothing.

    Raises:
        ValueError: It is no time; the text is a Norwegian sentence.
    """
    return f"{parse_time(typed):%H:%M}" if typed else ""


def _no_time_shown(typed: str) -> str:
    read_time(typed)
    return ""


class When(Vertical):
    """Date, from and to beside each other; under them the first thing that is wrong.

    Args:
        name: Names the row in its form; the fields are «name-dato», «name-fra», «name-til».
        typed: What stands there to begin with.
        base: The day that a date without a year is counted from.
        save_draft: Keeps a field's text, by the name of the field, one of `PARTS`.
    """

    DEFAULT_CSS = """
    When { height: auto; }
    When > Horizontal { height: 1; }
    When .day { width: 1fr; }
    When .hour { width: 11; padding-left: 1; }
    When SuggestLine, When SuggestLine:focus { padding: 0 0 0 1; }
    When .hour SuggestLine, When .hour SuggestLine:focus { padding: 0; }
    When Field.short .label { width: auto; padding-right: 1; }
    When .day.short .label { width: 24; padding-right: 0; }
    When .hour .understood { display: none; }
    When > .complaint { height: auto; padding-left: 24; color: $warning; display: none; }
    """

    def __init__(
        self,
        name: str,
        typed: TypedHours,
        base: date,
        save_draft: Callable[[str, str], None],
    ) -> None:
        super().__init__(id=f"when-{name}")
        self._base = base

        def saver(part: str) -> Callable[[str], None]:
            return lambda text: save_draft(part, text)

        self.day = Field(
            f"{name}-dato",
            "Dato",
            typed.day,
            FieldHelp(lambda text: day_and_date(parse_date(text, base))),
            save_draft=saver("dato"),
            classes="short day",
        )
        hour = FieldHelp(_no_time_shown)
        self.start, self.end = (
            Field(f"{name}-{part}", part, text, hour, save_draft=saver(part), classes="short hour")
            for part, text in (("fra", typed.start), ("til", typed.end))
        )
        self._complaint = Static(classes="complaint")

    def compose(self) -> ComposeResult:
        """The three fields, and the complaint below."""
        with Horizontal():
            yield self.day
            yield self.start
            yield self.end
        yield self._complaint

    @property
    def complaint(self) -> str:
        """The first thing that is wrong, or ""."""
        wrong = self.day.complaint or self.start.complaint or self.end.complaint
        if not wrong and self.end.text and self.hours.end < self.hours.start:
            return "Møtet slutter før det begynner. Rett «fra» eller «til»."
        return wrong

    @property
    def hours(self) -> Hours:
        """What was typed.

        Raises:
            ValueError: Something is wrong with it; the text is a Norwegian sentence.
        """
        day = parse_date(self.day.text, self._base)
        return Hours(day, read_time(self.start.text), read_time(self.end.text))

    @property
    def wrong_field(self) -> Field:
        """Where the first thing that is wrong stands; the end where it comes too early."""
        return next((field for field in (self.day, self.start) if field.complaint), self.end)

    def check(self) -> bool:
        """Say what is wrong. Returns whether nothing is."""
        complaint = self.complaint
        self._complaint.update(Content(f"! {clean(complaint)}" if complaint else ""))
        self._complaint.display = bool(complaint)
        return not complaint

    def on_descendant_blur(self) -> None:
        """Write the hours out, and say what is wrong, when a field is left."""
        for field in (self.start, self.end):
            if field.text and not field.complaint:
                written = shown_time(read_time(field.text))
                if written != field.text:  # or the text that focus has just chosen would be left
                    field.set_text(written)
        self.check()

    def on_input_changed(self) -> None:
        """A complaint goes when it is mended."""
        if self._complaint.display:
            self.check()


def shown_time(stored: str) -> str:
    """A stored «HH:MM» as it is written: «09.30»."""
    return stored.replace(":", ".")
