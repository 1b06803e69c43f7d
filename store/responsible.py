"""Ansvar: the roles and persons that were named for a task.

Several can be named; the first is responsible, the others contribute («medvirkende»).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from store.text import clean

LONGEST_NAME = 200
"""Characters; a longer name is kept, but warned about."""

DEFAULT_ALIASES: Mapping[str, str] = MappingProxyType(
    {
        "KD": "Kommunedirektør",
        "AKD": "Assisterende kommunedirektør",
        "Ass. kommunedirektør": "Assisterende kommunedirektør",
        "Ass kommunedirektør": "Assisterende kommunedirektør",
        "HVO": "Hovedverneombud",
        "VO": "Verneombud",
        "HTV": "Hovedtillitsvalgt",
        "EL": "Enhetsleder",
        "AL": "Avdelingsleder",
    }
)
"""Short forms in general use. What follows one is kept: «HTV Fagforbundet»."""

KNOWN_ROLES: tuple[str, ...] = (
    *("Kommunedirektør", "Assisterende kommunedirektør", "Kommunalsjef", "Enhetsleder"),
    *("Avdelingsleder", "Seksjonsleder", "Fagleder", "Teamleder", "Fagansvarlig"),
    *("Kvalitetsrådgiver", "Personalrådgiver", "Økonomirådgiver", "Økonomisjef", "Rådgiver"),
    *("Rektor", "Inspektør", "Styrer", "Pedagogisk leder", "Lærer", "Kontaktlærer"),
    *("Fagsykepleier", "Sykepleier", "Helsesykepleier", "Vernepleier", "Helsefagarbeider"),
    *("Fysioterapeut", "Ergoterapeut", "Kommuneoverlege", "Barnehagelærer", "Miljøterapeut"),
    *("Hovedverneombud", "Verneombud", "Hovedtillitsvalgt", "Tillitsvalgt", "Plasstillitsvalgt"),
    *("Personvernombud", "Beredskapskoordinator", "Arkivleder", "Saksbehandler"),
    *("Driftsleder", "Vaktmester", "Renholdsleder", "Møteleder", "Referent"),
)
"""Roles that most municipalities have, to suggest before the municipality's own are known."""

_SEPARATOR = re.compile(r"[,/;&]\s*|(?<=\s)og\s+", re.IGNORECASE)
_NOBODY = re.compile(r"[-.?\s]*|og|ingen|mangler|uavklart|ikke avklart|ikke bestemt|vet ikke")
_EVERYBODY = {
    *("alle", "alle sammen", "allesammen", "alle saman", "alle ansatte", "samtlige", "felles"),
    *("vi", "vi alle", "alle i gruppa", "alle i gruppen", "oss", "noen", "man"),
}


@dataclass(frozen=True, slots=True)
class Responsible:
    """Who was named for a task.

    Attributes:
        typed: Exactly what the person typed.
        names: In the known spelling, each once; the first is responsible, the others contribute.
        warnings: Norwegian sentences; the names are kept as they are all the same.
    """

    typed: str
    names: tuple[str, ...]
    warnings: tuple[str, ...]


def names_nobody(name: str) -> bool:
    """Whether a name is «alle», «vi» or another that makes nobody responsible."""
    return _folded(name) in _EVERYBODY


def understand(
    typed: str,
    known: Iterable[str] = (),
    aliases: Mapping[str, str] = DEFAULT_ALIASES,
    absent: Iterable[str] = (),
) -> Responsible:
    """Read who a task is given to; no text raises.

    Args:
        typed: Names with «,», «/», «;», «&» or « og » between them.
        known: Roles and persons with their right spelling; none of them is ever split.
        aliases: Short form to full name; also where more follows («HTV Fagforbundet»).
        absent: Those who are not at the meeting.
    """
    spellings = {_folded(name): name for name in (*KNOWN_ROLES, *aliases.values(), *known)}
    named: dict[str, str] = {}
    # The space at the end makes an « og » that nobody follows a separator too.
    text = " ".join(clean(typed).split()) + " "
    for part in _parts(text, _never_split(spellings.values(), aliases)):
        full = expanded(part, aliases)
        named.setdefault(_folded(full), spellings.get(_folded(full), full))
    names = tuple(named.values())
    away = {_folded(expanded(" ".join(clean(name).split()), aliases)) for name in absent}
    return Responsible(typed, names, tuple(_warnings(names, away)))


@lru_cache(maxsize=2048)
def _folded(name: str) -> str:
    """Give the form in which two spellings of one name are the same."""
    words = " ".join(clean(name).casefold().replace("&", " og ").split())
    return re.sub(r" ?([,/;]) ?", r"\1", words)


def expanded(part: str, aliases: Mapping[str, str]) -> str:
    """Put the full name in place of an alias, whole or in front of more («HTV Fagforbundet»)."""
    for alias in sorted(aliases, key=len, reverse=True):
        rest = part[len(alias) :]
        if part.casefold().startswith(alias.casefold()) and (not rest or rest[0] == " "):
            return aliases[alias] + rest
    return part


def _never_split(names: Iterable[str], aliases: Mapping[str, str]) -> re.Pattern[str] | None:
    return _pattern_of_whole_names(tuple(names), tuple(aliases.items()))


# Asked for at every key, with the same names.
@lru_cache(maxsize=8)
def _pattern_of_whole_names(
    names: tuple[str, ...], aliases: tuple[tuple[str, str], ...]
) -> re.Pattern[str] | None:
    """Make the pattern of every known name that holds a separator, in full or with an alias."""
    whole = {name for name in (*names, *(alias for alias, _ in aliases)) if _SEPARATOR.search(name)}
    shortened = {
        alias + name[len(full) :]
        for name in whole
        for alias, full in aliases
        if name.casefold().startswith(f"{full} ".casefold())
    }
    longest_first = sorted(whole | shortened, key=len, reverse=True)
    if not longest_first:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_loosely, longest_first))})(?!\w)", re.IGNORECASE)


def _loosely(name: str) -> str:
    """Make a pattern for a name that takes any spacing, and «&» for «og»."""
    words = re.findall(r"[,/;&]|[^\s,/;&]+", clean(name))
    pattern = ""
    for before, word in zip(("", *words), words, strict=False):
        tight = not before or before in ",/;" or word in ",/;"
        gap = "" if not before else (r"\s*" if tight else r"\s+")
        pattern += gap + (r"(?:og|&)" if word.casefold() in ("og", "&") else re.escape(word))
    return pattern


def _separators(text: str, never_split: re.Pattern[str] | None) -> Iterator[tuple[int, int]]:
    """Give where each separator begins and ends, but for those inside a known name."""
    protected = never_split.finditer(text) if never_split else iter(())
    inside = next(protected, None)
    for separator in _SEPARATOR.finditer(text):
        while inside and inside.end() <= separator.start():
            inside = next(protected, None)
        if not (inside and inside.start() <= separator.start()):
            yield separator.span()


def _parts(text: str, never_split: re.Pattern[str] | None) -> Iterator[str]:
    start = 0
    for begin, end in (*_separators(text, never_split), (len(text), len(text))):
        part = " ".join(text[start:begin].split())
        if not _NOBODY.fullmatch(part.casefold()):
            yield part
        start = end


def _warnings(names: tuple[str, ...], away: set[str]) -> Iterator[str]:
    if not names:
        yield "Oppgaven har ingen ansvarlig."
    for name in names:
        if names_nobody(name):
            yield f"«{name}» er ingen bestemt: nevn den som har ansvaret."
        if _folded(name) in away:
            yield f"{name} er ikke til stede: må bekreftes."
        if len(name) > LONGEST_NAME:
            yield f"Navnet «{name[:30]}…» er på over {LONGEST_NAME} tegn: er det ett navn?"


def suggest(typed: str, known: Sequence[str], aliases: Mapping[str, str]) -> tuple[str, ...]:
    """Suggest completions of the last name being typed.

    A name fits when it, or any word in it, begins with what is typed; by its initials («pl» for
    Pedagogisk leder); and by an alias. Names that only hold the letters in order from the first
    («fs» for Fagsykepleier) come after.

    Args:
        typed: The field's text so far.
        known: The names, in the order in which they are wanted.
        aliases: Short form to full name.

    Returns:
        Whole names in the order of `known`, without those already named; `complete` takes one.
    """
    spellings: dict[str, str] = {}
    for name in (*known, *aliases.values()):
        spellings.setdefault(_folded(name), name)
    names = tuple(spellings.values())
    start = _last_start(typed, names, aliases)
    fragment = _folded(typed[start:])
    if not fragment:
        return ()
    taken = {_folded(name) for name in understand(typed[:start], names, aliases).names}
    free = [name for name in names if _folded(name) not in taken | {fragment}]
    meant = _folded(expanded(fragment, aliases))
    short = {
        _folded(full) for alias, full in aliases.items() if _folded(alias).startswith(fragment)
    }
    first = [
        name
        for name in free
        if _begins_a_word(fragment, name)
        or _folded(name).startswith(meant)
        or _initials(name).startswith(fragment)
        or _folded(name) in short
    ]
    # One letter in order says nothing.
    loosely = [name for name in free if len(fragment) > 1 and _has_in_order(fragment, name)]
    return tuple(dict.fromkeys((*first, *loosely)))


def complete(typed: str, choice: str) -> str:
    """Put a choice in place of the last name being typed.

    Args:
        typed: The field's text so far.
        choice: One of what `suggest` gave.

    Returns:
        The field's new text; what stands before the last name is untouched.
    """
    return typed[: _last_start(typed, (choice,), {})] + choice


def _last_start(typed: str, names: Sequence[str], aliases: Mapping[str, str]) -> int:
    """Find where the last name begins.

    It may hold a separator before it is a whole known name: «Enhetsleder helse og m».
    """
    found = _separators(typed, _never_split(names, aliases))
    starts = [len(typed) - len(typed.lstrip()), *(end for _, end in found)]
    # A known name is short; looking further back than this finds nothing and takes time.
    for start in starts[-5:-1]:
        fragment = _folded(typed[start:])
        if any(_begins_a_word(fragment, name) for name in names if _SEPARATOR.search(name)):
            return start
    return starts[-1]


def _begins_a_word(fragment: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(fragment)}", _folded(name)) is not None


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.findall(r"\w+", _folded(name)))


def _has_in_order(fragment: str, name: str) -> bool:
    letters = iter(_folded(name))
    return next(letters, "") == fragment[0] and all(letter in letters for letter in fragment[1:])
