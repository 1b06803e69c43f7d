"""What text is in this program: composed characters a person can see, and nothing else.

Everything typed, pasted or imported passes `clean` before it is stored, and again before it is
shown, because a terminal obeys the escape sequences in what it is asked to draw.
"""

import re
import unicodedata

MAX_TEXT = 100_000
"""The most characters one text may hold."""

_NEWLINE = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")

# ECMA-48. A string sequence (OSC, DCS, SOS, PM, APC) that is never ended is taken to the end of
# its line only: a terminal would swallow the rest of the text, and that is somebody's minutes.
_ESCAPE_SEQUENCE = re.compile(
    "(?:\x1b[]PX^_]|[\x90\x98\x9d-\x9f])"
    "[^\x07\x1b\x9c\n\r\x0b\x0c\x85\u2028\u2029]*(?:\x07|\x1b\\\\|\x9c)?"
    "|(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]?"
    "|\x1b[NO][ -~]?"
    "|\x1b[ -/]*[0-~]?"
)

# Format characters that are drawn, or that stand before a number and belong to it (Arabic, Syriac).
_VISIBLE_FORMAT = "\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2"

# Drawn as nothing though no format characters: fillers, joiners, variation selectors but VS16.
_INVISIBLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u3164\ufe00-\ufe0e\uffa0\U000e0100-\U000e01ef]"
)
_JOINER = "\u200d"
_EMOJI_STYLE = "\ufe0f"

# The blocks that hold the characters Unicode calls emoji; a few neighbours do no harm here.
_EMOJI = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u24c2\u25a0-\u27bf"
    "\u2900-\u297f\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
_STRAY_EMOJI_STYLE = re.compile(
    f"(?<![{_EMOJI}]){_EMOJI_STYLE}(?!\u20e3)|(?<![{_EMOJI}0-9#*]){_EMOJI_STYLE}"
)
_STRAY_JOINER = re.compile(f"(?<![{_EMOJI}{_EMOJI_STYLE}]){_JOINER}|{_JOINER}(?![{_EMOJI}])")

_NOT_CHARACTERS = re.compile(
    "[\ud800-\udfff\ufdd0-\ufdef"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
    )
    + "]"
)


def clean(text: str, *, lines: bool = False) -> str:
    """Make a text safe to store, to show in a terminal and to write to a document.

    Removed whole: escape sequences (CSI, OSC, DCS and their kin, ended or not), control
    characters, bidirectional marks, overrides and isolates, and everything that is drawn as
    nothing. The zero-width joiner stays between two emoji, and variation selector 16 after an
    emoji or in a keycap, because taking them away would change what is seen. A tab becomes a
    space. What is no character (lone surrogates, noncharacters) becomes U+FFFD. The result is
    composed (NFC), and cleaning it again changes nothing.

    Args:
        text: Anything, also what was never meant as text.
        lines: Keep line breaks, each of them as a line feed. Otherwise a line break is a space.

    Returns:
        The text without leading or trailing space being touched.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _ESCAPE_SEQUENCE.sub("", text)
    text = _NEWLINE.sub("\n" if lines else " ", text).replace("\t", " ")
    text = _NOT_CHARACTERS.sub("\ufffd", text)
    text = _INVISIBLE.sub("", text)
    if not text.isprintable():
        text = "".join(filter(_is_kept, text))
    text = _STRAY_EMOJI_STYLE.sub("", text)
    text = _STRAY_JOINER.sub("", text)
    return unicodedata.normalize("NFC", text)


_UNSEEN_CATEGORIES = {"Cc", "Cf"}
_KEPT_THOUGH_UNSEEN = re.compile(f"[\n{_JOINER}{_VISIBLE_FORMAT}]")


def _is_kept(character: str) -> bool:
    if unicodedata.category(character) not in _UNSEEN_CATEGORIES:
        return True
    return _KEPT_THOUGH_UNSEEN.match(character) is not None


# «1. desember», «6. trinn» begin a sentence, not a list.
_ORDINAL = (
    r"(?:jan|feb|mar|apr|mai|jun|jul|aug|sep|okt|nov|des|trinn|klasse|kvartal|tertial|halvår"
    r"|etasje|gang|plass|time)"
)
_BULLET = re.compile(
    "(?:[-–—•‣·*▪◦●○■□\uf0b7\uf0a7][ \u00a0]+"
    rf"|\(?(?:[0-9]{{1,3}}|[a-zæøå])[.)][ \u00a0]+(?!{_ORDINAL}))",
    re.IGNORECASE,
)


def split_lines(pasted: str) -> tuple[str, ...]:
    """Split what was pasted into the entries it holds.

    Args:
        pasted: Text from the clipboard, from a mail or from a word processor.

    Returns:
        Each line that says something, cleaned and stripped, without the bullet, the number
        («1. ») or the letter («a) ») in front. An ordinal («6. trinn») is left alone.
    """
    stripped = (line.strip() for line in clean(pasted, lines=True).split("\n"))
    entries = (_BULLET.sub("", line, count=1) if _BULLET.match(line) else line for line in stripped)
    return tuple(entry for entry in entries if entry)


_ELEVEN_DIGITS = re.compile(r"(?<![0-9])([0-9]{6})[ \u00a0]?([0-9]{5})(?![0-9])")
_FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)


def has_national_id(text: str) -> bool:
    """Tell whether a text holds a national identity number (fødselsnummer or D-number).

    The number is eleven digits, written together or with a space after the sixth, with a
    possible date and right check digits. Numbers that Skatteetaten may give from 2032 (the
    remainder of the first check digit may then be 0, 1, 2 or 3) and test numbers (month + 40 or
    + 80) count too: this serves a warning, and a warning too many costs less than one too few.

    Args:
        text: A text as it was typed or cleaned.
    """
    return any(_is_national_id(match[1] + match[2]) for match in _ELEVEN_DIGITS.finditer(text))


def _is_national_id(number: str) -> bool:
    digits = [int(digit) for digit in number]
    day, month = int(number[:2]) % 40, int(number[2:4]) % 40
    return (
        1 <= day <= 31
        and int(number[:2]) <= 71
        and 1 <= month <= 12
        and _weighted(digits, _FIRST_WEIGHTS) % 11 <= 3
        and _weighted(digits, _SECOND_WEIGHTS) % 11 == 0
    )


def _weighted(digits: list[int], weights: tuple[int, ...]) -> int:
    # The weights for the first check digit are one fewer than the digits.
    return sum(digit * weight for digit, weight in zip(digits, weights, strict=False))
