"""Frists that are kinds of their own, with no date guessed."""

import re
from datetime import date

from store.deadline.answer import Deadline, DeadlineKind, of_kind, refuse
from store.norwegian_dates import day_and_date

# The words of each kind, bokmål and nynorsk, as `plain` leaves them.
_MISSING = (
    r"[-.?/x]*|mangler?|ingen|ingen frist|uten frist|ukjent|vet ikke|kommer|tba|tbd"
    r"|(?:frist )?(?:er )?(?:må |skal )?(?:u|ikke |ikkje )?"
    r"(?:avklares|avklart|avtales|avtalt|bestemt|fastsatt|satt|sett|settes)(?: senere| seinere)?"
    r"|ubestemt(?: tid)?"
)
_ONGOING = (
    r"(?:fort)?løp[ea]nde(?: (?:og )?ved behov)?|ved behov|etter behov|når det trengs"
    r"|kontinuerlig|kontinuerleg|hele tiden|heile tida|hele tida|til enhver tid"
)
_SOONEST = (
    r"snar[ea]st(?: mulig| mogleg)?|straks|omgående|omgåande|umiddelbart|øyeblikkelig|asap|nå"
    r"|med (?:en|én|ein) gang|(?:fortest|hurtigst|raskest|tidligst) (?:mulig|mogleg)"
    r"|så (?:snart|fort|raskt|hurtig|tidlig) (?:som |det er )?(?:mulig|mogleg|råd)"
)
_NEXT_MEETING = (
    r"(?:(?:før|innen|til|på|i|ved|senest|frem til|fram til) )*"
    r"(?:(?:det |den )?(?:neste|førstkommende) (?:møte|møtet|samtale|gang))"
)
# A meeting that is named is perhaps not this one's successor, and its date is not known here.
_OTHER_MEETING = r"(?:(?:før|innen|til|på|i|ved|senest) )*neste (?P<name>[\w-]*(?:møte|samtale))t?"
_PERIOD_ADVERBS = (
    r"daglig|ukentlig|månedlig|kvartalsvis|tertialvis|halvårlig|årlig|toårlig|jevnlig"
    r"|regelmessig|dagleg|vekentleg|månadleg|halvårleg|årleg|jamleg"
)
_REPEATED = (
    rf"(?:.*\b)?(?:{_PERIOD_ADVERBS})(?:\b.*)?"
    r"|(?:.*\b)?(?:hver|hvert|kvar|kvart|annenhver|annethvert|annankvar)\b(?! fall).*"
    r"|(?:en|én|to|tre|fire|[0-9]{1,2}) ganger? (?:i|per|pr)\b.*"
)

_WORDS: tuple[tuple[DeadlineKind, str, str], ...] = (
    (DeadlineKind.MISSING, "uten frist", _MISSING),
    (DeadlineKind.ONGOING, "løpende", _ONGOING),
    (DeadlineKind.SOONEST, "snarest", _SOONEST),
    (DeadlineKind.NEXT_MEETING, "neste møte", _NEXT_MEETING),
)
_PATTERNS = tuple((kind, shown, re.compile(pattern)) for kind, shown, pattern in _WORDS)


def kind_in_one_word(text: str, _base: date) -> Deadline | None:
    """«løpende», «ved behov», «snarest», «straks», «neste møte», «ikke avklart», nothing."""
    for kind, shown, pattern in _PATTERNS:
        if pattern.fullmatch(text):
            return of_kind(kind, shown)
    return None


def repeated(text: str, _base: date) -> Deadline | None:
    """«årlig», «hver måned», «to ganger i året»: the wording itself is what is shown."""
    if re.fullmatch(_REPEATED, text):
        return of_kind(DeadlineKind.REPEATED, f"gjentas: {text}")
    return None


def another_meeting(text: str, _base: date) -> Deadline | None:
    """«neste ledermøte»: another row of meetings, whose dates are not known here."""
    if found := re.fullmatch(_OTHER_MEETING, text):
        return refuse(
            f"Datoen for neste {found['name']} er ikke kjent her. "
            "Skriv datoen, eller «neste møte» for det neste i denne rekka."
        )
    return None


def next_meeting_shown(next_meeting: date | None) -> str:
    """Show neste møte, with its date where that is known."""
    return f"neste møte ({day_and_date(next_meeting)})" if next_meeting else "neste møte"
