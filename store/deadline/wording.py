"""How the words of a frist are brought to a form that the readers know."""

import re
from collections.abc import Iterator
from datetime import date

from store.norwegian_dates import FIRST_YEAR, LAST_YEAR, MONTHS, DateRefused, full_year

_NUMBER_WORDS = (
    *("null", "en ei et én ett éin ein eit éi eitt", "to", "tre", "fire", "fem", "seks"),
    *("sju syv", "åtte", "ni", "ti", "elleve", "tolv", "tretten trettan", "fjorten fjortan"),
    *("femten", "seksten", "sytten", "atten", "nitten", "tjue tyve"),
)
NUMBERS = {word: number for number, words in enumerate(_NUMBER_WORDS) for word in words.split()}
NUMBER = rf"(?:[0-9]{{1,4}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
"""A pattern for a count, in digits or words; no group of its own."""

_ORDINAL_WORDS = ("første", "andre annen annet", "tredje", "fjerde", "femte")
ORDINALS = {
    word: number for number, words in enumerate(_ORDINAL_WORDS, start=1) for word in words.split()
}
ORDINAL = rf"(?:[0-9]{{1,2}}\.?|{'|'.join(ORDINALS)})"

YEAR = r"(?:[ ,]*(?:i )?-?(?P<year>[0-9]{4}|[0-9]{2}))"
"""A pattern for a year at the end of something."""
END_OF = r"(?:utgangen|utgongen|utløpet|slutten|enden) (?:av|på) |ultimo "

# Words in front that say no more than that it is a frist. «før» is none: it moves the day.
_LEADING = re.compile(
    r"(?:frist(?:en)?(?: er)?:?|innen|innan|senest|seinest|seinast|på|til|den|det|i løpet av|ila\.?"
    r"|i|frem til|fram til|inntil|ferdig|utført|levert|leveres|nå"
    r"|snarest(?: mulig)?(?: og)?|straks(?: og)?) (?=.)"
)
_TRAILING = re.compile(
    r"(?<=.) (?:senest|seinest|fra i dag|frå i dag|fra nå|etter møtet|fra møtet|tidlig"
    r"|(?:på )?(?:formiddag|ettermiddag|kveld|morgen|formiddagen|ettermiddagen|kvelden|morgenen)"
    r"|(?:før|etter|innen) (?:lunsj|lunch|arbeidstid))"
)
_CLOCK = re.compile(
    r"(?:\b(?:innen|før|senest|fra|ca\.?) )?"
    r"(?:\b(?:kl|klokka|klokken)\b\.? ?(?P<hour>[0-9]{1,2})(?:[.:]?(?P<minute>[0-9]{2}))?"
    r"(?: ?- ?[0-9]{1,2}(?:[.:]?[0-9]{2})?)?"
    r"|(?<![0-9.:])(?P<hour2>[0-9]{1,2}):(?P<minute2>[0-9]{2}))(?![0-9])"
)


def count(word: str) -> int:
    """Read a count in digits or words."""
    return NUMBERS[word] if word in NUMBERS else int(word)


def ordinal(word: str) -> int:
    """Read «1.», «1» or «første»."""
    return ORDINALS[word] if word in ORDINALS else int(word.removesuffix("."))


def said_year(digits: str | None) -> int | None:
    """Read a year that may have been left out.

    Raises:
        DateRefused: The year lies outside what can be reckoned with.
    """
    year = full_year(digits) if digits else None
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateRefused(f"Året {year} kan ikke stemme. Skriv et årstall som 2027.")
    return year


def without_clock(text: str) -> str:
    """Take the time of day out: it stays in what was typed, and changes no date.

    Raises:
        DateRefused: The time of day does not exist, or stands alone.
    """
    found = _CLOCK.search(text)
    if found is None:
        return text
    hour, minute = (
        int(found["hour"] or found["hour2"]),
        int(found["minute"] or found["minute2"] or 0),
    )
    if (hour, minute) > (24, 0) or minute > 59:
        raise DateRefused(
            f"Klokka {hour:02}.{minute:02} finnes ikke. Skriv for eksempel kl. 09.30."
        )
    rest = " ".join(f"{text[: found.start()]} {text[found.end() :]}".split())
    if not rest:
        raise DateRefused("Klokkeslettet mangler en dag. Skriv for eksempel fredag kl. 09.30.")
    return rest


def with_absolute_periods(text: str, base: date) -> str:
    """Replace «neste måned», «i år», «årets slutt» and their kin by the month or the year."""
    after = MONTHS[base.month % 12], base.year + base.month // 12
    this_month, next_month = f"{MONTHS[base.month - 1]} {base.year}", f"{after[0]} {after[1]}"
    rewritings = (
        (r"\b(måneden|månaden|året)s (?:utgang|utløp|slutt)\b", r"utgangen av \1"),
        (r"\bårets (?:utgang|utløp|slutt)\b", "utgangen av året"),
        (r"\b(?:måneds|månads)skiftet$", "utgangen av måneden"),
        (r"\bneste (?:måned|månad)(?:en)?\b", next_month),
        (r"\b(?:(?:denne|inneværende) (?:måned|månad)(?:en)?|måneden|månaden)\b", this_month),
        (r"\b(?:(?:til )?neste år|året etter)(?:et)?$", str(base.year + 1)),
        (r"\b(?:(?:dette|inneværende|i) år|(?:(?:dette|inneværende) )?(?:kalender)?året)$",
         str(base.year)),
    )  # fmt: skip
    for pattern, replacement in rewritings:
        text = re.sub(pattern, replacement, text)
    return text


def simpler_forms(text: str) -> Iterator[str]:
    """Give the text, then the text with one word that carries no date taken off at a time."""
    yield text
    while True:
        shorter = _LEADING.sub("", text, count=1) if _LEADING.match(text) else text
        if shorter == text:
            ending = re.search(_TRAILING.pattern + "$", text)
            shorter = text[: ending.start()] if ending else text
        if shorter == text:
            return
        yield (text := shorter)
