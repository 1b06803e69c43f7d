"""Texts that nobody means to write, made by chance: each a few pieces of what is known to hurt."""

from typing import Final

from hypothesis import strategies as st

LONGEST: Final = 90_000
"""Characters; also when each is cleaned to two, a text must stay near `store.text.MAX_TEXT`."""

_PIECES_OF: Final[dict[str, tuple[str, ...]]] = {
    "markup": ("[/]", "[x]", "[@click=app.bell]x[/]", "[b]fet[/b]", "\\[x]", "[$primary]y", "[["),
    "other markup": ("<b>&amp;</b>", "]]>", "<!--", "**x**", "| a |", "`x`", "# x", "{{innhold}}"),
    "escapes": (
        *("\x1b]52;c;aGVtbWVsaWc=\x07", "\x1b]52;c;aGVt", "\x1b]0;tittel\x1b\\", "\x9d2;x\x9c"),
        *("\x1bP1$r0m\x1b\\", "\x90q\x9c", "\x1b_apc\x1b\\", "\x1b^pm\x9c", "\x1bX", "\x1bN"),
        *("\x1b", "\x1b[", "\x1b[?1049l", "\x1bc", "\x1b(0", "\x1b#8", "\x9b", "\x9d", "\x90"),
        *("\x1b[2J", "\x1b[31m", "\x9b6n", "\x1b[>4;2m", "\x1b[200~", "\x1b[201~"),
    ),
    "control": ("\x00", "\x07", "\x08", "\x0b", "\x0c", "\x7f", "\x84", "\x9c", "\x1c", "\x1f"),
    "bidi": tuple("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"),
    "unseen": tuple(
        "\u200b\u200c\u200d\ufeff\u2060\u00ad\u034f\u115f\u3164\ufe00\ufe0f"
        "\U000e0041\U000e0100\U0001bca0\U0001d173"
    ),
    "no characters": ("\ud800", "\udfff", "\ud83d\ude00", "\ufffe", "\ufdd0", "\U0010ffff"),
    "formulas": ("=1+1", "+47 1", "-rydde", "@SUM(A1)", "\t=1", "  =1", "\n=1", "=cmd|' '!A1"),
    "breaks": ("\n", "\r\n", "\r", "\x85", "\u2028", "\u2029", "\n\n", "\t"),
    "headers": (
        *("\r\nBcc: noen@eksempel.no\r\n\r\nx", "\r\nX-LIC:1", "\nEND:VEVENT\nBEGIN:VALARM"),
        *('";VALUE=x:', "\\n\\;\\,", "=?utf-8?q?x?=", "a@b.no, c@d.no", "../x", "con"),
    ),
    "from the right": ("מה נשמע", "العربية", "\u0600١٢", "אבג abc 123"),
    "emoji": (
        "👩‍💻",
        "❤️‍🔥",
        "👨‍👩‍👧",
        "1️⃣",
        "🏴\U000e0067\U000e007f",
        "🇳🇴",
        "👍🏽",
        "\u200d👩",
        "☺\ufe0e",
    ),
    "composed": ("A\u030a", "o\u0308", "a\u030a\u0323", "\u0301e", "ﬁ", "한", "e" + "\u0301" * 40),
    "wide": ("漢字", "ｆｕｌｌ", "\u3000", "x" * 400, "\u00a0", "\u2003"),
    "words": ("Feil dose", "og", " ", "  ", "Åse", "uke 50", "snarest", "", "3", "j", "%s{}"),
}

FAMILIES: Final = tuple(_PIECES_OF)

_ALL_PIECES = st.one_of(
    st.sampled_from([piece for pieces in _PIECES_OF.values() for piece in pieces]),
    st.characters(),
)
_SHORT = st.lists(_ALL_PIECES, max_size=4).map("".join)


def hostile_texts() -> st.SearchStrategy[str]:
    """A text of up to four pieces, of one family or of several, or any letter there is."""
    return _SHORT


def long_texts() -> st.SearchStrategy[str]:
    """A piece over and over, to about 100 kB."""
    return _ALL_PIECES.map(lambda piece: (piece * (LONGEST // max(1, len(piece))))[:LONGEST])
