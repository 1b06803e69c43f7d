"""Norwegian alphabetical order: … z æ ø å, aa as å, case-insensitive."""

import re
import unicodedata

SortKey = tuple[tuple[tuple[int, int, str], ...], str]

_NORWEGIAN = {"æ": 1, "ø": 2, "å": 3}
_SAME_PLACE = str.maketrans({"ä": "æ", "ö": "ø", "đ": "d", "ð": "d", "ł": "l", "þ": "th"})
_PIECES = re.compile(r"[0-9]+|[^0-9]")
_OTHER, _NUMBER, _LETTER = range(3)


def sort_key(text: str) -> SortKey:
    """Give what a list of Norwegian texts is sorted by.

    Signs and spaces come first, so that «Enhetsleder skole» stands before «Enhetslederen», then
    numbers by their size («Sak 9» before «Sak 34»), then letters. ä stands as æ and ö as ø;
    other diacritics count for nothing. Two texts that differ in case only have a fixed order.

    Args:
        text: Any text, composed or decomposed.
    """
    folded = unicodedata.normalize("NFC", text).casefold().replace("aa", "å")
    folded = folded.translate(_SAME_PLACE)
    pieces = (piece for found in _PIECES.findall(folded) for piece in _fold(found))
    return tuple(map(_place, pieces)), text


def _fold(piece: str) -> str | tuple[str]:
    # A number is one piece; a letter may become several, or none where it is a lone accent.
    if piece[0] in "0123456789":
        return (piece,)
    if piece in _NORWEGIAN:
        return piece
    decomposed = unicodedata.normalize("NFKD", piece)
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _place(piece: str) -> tuple[int, int, str]:
    if piece[0] in "0123456789":
        # By length, then by digits: the same order as by size, with no limit to the size.
        digits = piece.lstrip("0")
        return _NUMBER, len(digits), digits
    if piece.isalpha():
        return _LETTER, _NORWEGIAN.get(piece, 0), piece
    return _OTHER, 0, piece
