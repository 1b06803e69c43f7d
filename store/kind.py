"""The meeting kinds: data in TOML files, loaded and validated here.

A kind names its sections (which hold rows) and its stops (which show a section from one side);
`store.definitions` has the types of both.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import msgspec

from store.decoding import reason_in_norwegian
from store.definitions import (
    Definition,
    FollowUpDefinition,
    HeadField,
    Party,
    RisksDefinition,
    SectionDefinition,
    ServiceField,
    SinceLastDefinition,
    Stop,
    views_of,
)
from store.risk import Scale
from store.system_errors import reason


class Refused(ValueError):
    """A definition that cannot be used; `str()` names the place and the reason in Norwegian."""


class Kind(Definition, frozen=True):
    """A meeting kind.

    Attributes:
        id: What `referat ny` takes.
        title: In full, over the meeting and in the document.
        short: In lists.
        start_key: The home screen's key for a new one, if it has one.
        purpose: One sentence on what it is for.
        times_a_year: How often it is held, for the annual plan; 0 when as needed.
        theme_label: What the kind calls its title: «Fagområde / tema», «Hendelse».
        place_label: What the form calls the place: «Arbeidssted».
        reason_label: What the reason for the theme is called, or empty when it is not asked for.
        default_title: The title of a meeting that was given none.
        basis: The legal ground printed in the minutes' foot.
        service_fields: Fields of service to suggest, some with a legal ground of their own.
        roles: Who usually takes part, to suggest.
        head_fields: Fields of the head of its own.
        parties: Who meet as parties, where they do.
        minutes: What the minutes are called: a negotiation's are a «Protokoll».
        minutes_definite: The same in «… er skrevet».
        agreed_first: Whether the minutes begin with what was decided and who does what; those of
            a negotiation begin with what was demanded and offered.
        remark_days: How many days after the meeting remarks to the minutes can come; 0 for a
            kind that asks for none.
    """

    id: str
    title: str
    short: str
    purpose: str
    sections: tuple[SectionDefinition, ...]
    stops: tuple[Stop, ...]
    start_key: str = ""
    times_a_year: int = 0
    theme_label: str = "Tema"
    place_label: str = "Sted"
    reason_label: str = ""
    basis: str = ""
    service_fields: tuple[ServiceField, ...] = ()
    roles: tuple[str, ...] = ()
    head_fields: tuple[HeadField, ...] = ()
    parties: tuple[Party, ...] = ()
    minutes: str = "Referat"
    minutes_definite: str = "Referatet"
    agreed_first: bool = True
    remark_days: int = 0

    def __post_init__(self) -> None:
        """Hold the parts together.

        Raises:
            ValueError: With a Norwegian sentence, when a stop points nowhere or a key is double.
        """
        _refuse_doubles("seksjonen", (section.key for section in self.sections))
        _refuse_doubles("stoppunktet", (stop.key for stop in self.stops))
        _refuse_doubles("hodefeltet", (field.key for field in self.head_fields))
        _refuse_doubles("parten", (party.name for party in self.parties))
        _refuse_doubles("tjenesteområdet", (field.name for field in self.service_fields))
        if not self.stops:
            raise ValueError("«stops» er tom: en møtetype må ha minst ett stoppunkt.")
        for stop in self.stops:
            self._check(stop)

    def _check(self, stop: Stop) -> None:
        section = next((each for each in self.sections if each.key == stop.section), None)
        if section is None:
            raise ValueError(
                f"Stoppunktet «{stop.key}» viser til seksjonen «{stop.section}», som ikke finnes."
            )
        views = views_of(section)
        if stop.view not in views:
            raise ValueError(
                f"Stoppunktet «{stop.key}» har visningen «{stop.view}»; "
                f"seksjonen «{section.key}» har {', '.join(views)}."
            )

    def section(self, key: str) -> SectionDefinition:
        """The section with this key.

        Raises:
            KeyError: When the kind has none.
        """
        for section in self.sections:
            if section.key == key:
                return section
        raise KeyError(key)

    def stop(self, key: str) -> Stop:
        """The stop with this key; the first one when the kind has none."""
        return next((stop for stop in self.stops if stop.key == key), self.stops[0])

    def number_of(self, stop: Stop) -> int | None:
        """What a stop is numbered as; None for one without a number."""
        if any(each.number is not None for each in self.stops):
            return stop.number
        return self.stops.index(stop) + 1

    def stop_showing(self, section: str, view: str) -> Stop:
        """The stop that shows a section in a view; the section's last one where there is none."""
        mine = [stop for stop in self.stops if stop.section == section]
        showing = [stop for stop in mine if stop.view == view]
        return (showing or mine or list(self.stops))[-1]

    @property
    def closing_stop(self) -> Stop | None:
        """The last stop that follows up what was agreed, where there is one."""
        closing = [
            stop
            for stop in self.stops
            if isinstance(self.section(stop.section), FollowUpDefinition)
        ]
        return closing[-1] if closing else None

    @property
    def carried_stop(self) -> Stop | None:
        """The stop that shows the tasks of earlier meetings: one of their own, or the closing."""
        own = [
            stop
            for stop in self.stops
            if isinstance(self.section(stop.section), SinceLastDefinition)
        ]
        return own[0] if own else self.closing_stop

    def bases_in(self, field_of_service: str) -> tuple[str, ...]:
        """The legal grounds of a meeting in a field of service: the kind's own, and the field's."""
        wanted = field_of_service.strip().casefold()
        own = [each.basis for each in self.service_fields if each.name.casefold() == wanted]
        return tuple(basis for basis in (self.basis, *own) if basis)

    def with_scale(self, scale: Scale) -> "Kind":
        """The kind judged on the municipality's own scale."""
        sections = tuple(
            msgspec.structs.replace(section, scale=scale)
            if isinstance(section, RisksDefinition)
            else section
            for section in self.sections
        )
        return msgspec.structs.replace(self, sections=sections)


def _refuse_doubles(what: str, keys: Iterable[str]) -> None:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            raise ValueError(f"{what.capitalize()} «{key}» står to ganger.")
        seen.add(key)


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kinds that can be used, and the sentences about the files that can not."""

    by_id: Mapping[str, Kind]
    mistakes: tuple[str, ...] = ()


def encode(kind: Kind) -> str:
    """The kind as canonical JSON, to be kept with a meeting."""
    return msgspec.json.encode(kind, order="sorted").decode()


def decode(definition: str) -> Kind:
    """The kind that a meeting keeps.

    Raises:
        Refused: When the text is no such definition.
    """
    try:
        return msgspec.json.decode(definition, type=Kind)
    except (msgspec.DecodeError, ValueError) as error:
        raise Refused(
            f"Møtets egen møtetype kan ikke leses: {reason_in_norwegian(error)}."
        ) from error


def read(text: str, name: str) -> Kind:
    """One kind file's text.

    Args:
        text: The TOML.
        name: What the file is called, for the sentence about a mistake.

    Raises:
        Refused: Naming the file, the place and the reason.
    """
    try:
        return msgspec.toml.decode(text.encode("utf-8", "surrogatepass"), type=Kind)
    except RecursionError as error:
        raise Refused(f"{name}: noe i fila står for dypt inne i noe annet. Rett fila.") from error
    except (msgspec.DecodeError, ValueError) as error:
        raise Refused(f"{name}: {reason_in_norwegian(error)}. Rett fila og prøv igjen.") from error


def load(own: Path | None = None) -> Kinds:
    """Our kinds, and the user's own, which win by id.

    Args:
        own: The user's folder of kind files; one that is missing holds none.
    """
    found: dict[str, Kind] = {}
    mistakes: list[str] = []
    for source in sorted(files("store").joinpath("kinds").iterdir(), key=lambda each: each.name):
        if source.name.endswith(".toml"):
            kind = read(source.read_text("utf-8"), source.name)
            found[kind.id] = kind
    try:
        paths = sorted(own.glob("*.toml")) if own else []
    except OSError as error:  # the folder that it is in may not be looked into
        paths = []
        mistakes.append(f"Dine egne møtetyper i {own} kan ikke leses: {reason(error)}.")
    for path in paths:
        try:
            kind = read_file(path)
        except Refused as refusal:
            mistakes.append(str(refusal))
        else:
            found[kind.id] = kind
    return Kinds(_in_home_order(found), tuple(mistakes))


def read_file(path: Path) -> Kind:
    """One kind file.

    Raises:
        Refused: Naming the file, the place and the reason.
    """
    try:
        return read(path.read_text("utf-8"), path.name)
    except UnicodeDecodeError as error:
        raise Refused(f"{path.name} er ikke lagret som UTF-8. Lagre den på nytt slik.") from error
    except OSError as error:
        raise Refused(f"{path.name or path} kan ikke leses: {reason(error)}.") from error


_HOME_ORDER = ("internkontroll", "evaluering", "ros", "samarbeid")


def _in_home_order(found: Mapping[str, Kind]) -> Mapping[str, Kind]:
    first = {key: found[key] for key in _HOME_ORDER if key in found}
    return {**first, **{key: found[key] for key in sorted(found) if key not in first}}
