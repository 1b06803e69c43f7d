"""The words that a row can hold where only some will do; each is the word on the screen."""

from enum import StrEnum


class Status(StrEnum):
    """Where a meeting is in its life; the value is the word on the screen."""

    PLANNED = "planlagt"
    RUNNING = "pågår"
    BROKEN_OFF = "avbrutt"
    CLOSED = "avsluttet"
    SENT = "sendt ut"
    APPROVED = "godkjent"


class Presence(StrEnum):
    """How a participant took part in a sitting."""

    PRESENT = "til stede"
    DIGITAL = "digitalt"
    ABSENT = "forfall"


class Enough(StrEnum):
    """The answer to the wheel's fourth question, «Er det nok?»."""

    UNANSWERED = ""
    YES = "ja"
    NO = "nei"


class SettledBy(StrEnum):
    """How the room came to a risk's figures, where it was not by agreement."""

    AGREEMENT = ""
    CHAIR = "avgjort av leder"
    DISSENT = "med dissens"


class Measure(StrEnum):
    """What a participant's own figure is a figure for."""

    LIKELIHOOD = "sannsynlighet"
    CONSEQUENCE = "konsekvens"


class DeviationKind(StrEnum):
    """A deviation from a procedure, or an event that is none."""

    DEVIATION = "avvik"
    EVENT = "hendelse"


class Cause(StrEnum):
    """Why a deviation came to be (handbook, chapter 8); set afterwards, never on the wall."""

    UNKNOWN = ""
    SYSTEM = "systemfeil"
    PROCEDURE = "prosedyrefeil"
    HUMAN = "menneskelig feil"


class TaskStatus(StrEnum):
    """What became of a task."""

    NOT_STARTED = "ikke startet"
    UNDER_WAY = "pågår"
    DONE = "utført"
    EFFECT_CHECKED = "effekt kontrollert"
    DROPPED = "utgår"


class ItemType(StrEnum):
    """What a sak is for. A drøfting is no negotiation: views are heard, and one side decides."""

    APPROVAL = "godkjenning"
    INFORMATION = "informasjon"
    DISCUSSION = "drøfting"
    NEGOTIATION = "forhandling"
    OTHER = "eventuelt"


class Outcome(StrEnum):
    """How a sak ended; a negotiation has none here, since it has a protocol of its own."""

    OPEN = ""
    APPROVED = "godkjent"
    APPROVED_CORRECTED = "godkjent med rettelse"
    NOTED = "tatt til orientering"
    AGREEMENT = "drøftet – enighet"
    DISAGREEMENT = "drøftet – uenighet"
    SETTLED = "avtalt"
    POSTPONED = "utsatt"


class ItemText(StrEnum):
    """The texts of a sak; each is a note about it, in the column of this name."""

    BACKGROUND = "bakgrunn"
    BASIS = "grunnlag"
    PROPOSAL = "forslag"
    CORRECTION = "rettelse"
    CONCLUSION = "konklusjon"
    EMPLOYERS_DECISION = "beslutning"


class Stance(StrEnum):
    """Where a party stands in a sak; hovedverneombud is no party and gives an «uttalelse».

    Nothing is said only where the position is withheld.
    """

    UNSAID = ""
    AGREES = "enig"
    DISAGREES = "uenig"
    AGREES_IF = "enig under forutsetning av"
    RESERVES = "tar forbehold"
    ASKS_TO_POSTPONE = "ber om utsettelse"
    NO_REMARKS = "ingen merknader"
    NOT_CONCERNED = "ikke berørt"
    STATEMENT = "uttalelse"


class Light(StrEnum):
    """How it stands with a theme; the word is shown wherever the colour is."""

    UNSET = ""
    GREEN = "grønn"
    YELLOW = "gul"
    RED = "rød"
