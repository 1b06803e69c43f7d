"""Texts nobody means to write, and that mails, web pages and files hold all the same."""

MARKUP = ("[/]", "[x]", "[@click=app.bell]x[/]", "[b]fet[/b]", "\\[x]", "[$primary]y")

HOSTILE: tuple[str, ...] = (
    *MARKUP,
    "a\x1b]52;c;aGVtbWVsaWc=\x07b",  # OSC 52: writes the clipboard
    "a\x1b]52;c;aGVtbWVsaWc=",  # the same, never ended
    "a\x1b]0;tittel\x1b\\b",
    "a\x1b[2J\x1b[31mrød\x1b[0m",  # CSI
    "a\x1b[",
    "a\x9b31mb\x9d52;c;eA==\x9cc\x85d",  # C1
    "a\x1bP1$r0m\x1b\\b\x90q\x9cc",  # DCS
    "a\x00\x07\x08\x0b\x0c\x7fb",
    "a\u202egro\u202c\u2066x\u2069\u200e\u200f\u061cb",  # bidi overrides, isolates, marks
    "a\u200bb\u200cc\u200dd\ufeffe\u2060f\u00adg",  # zero width
    "A\u030angstro\u0308m, bla\u030abær",  # decomposed
    "👩‍💻 og ❤️‍🔥 og 👨‍👩‍👧 og 1️⃣",
    "a\ud800b\udfffc",
    "a\ufffeb\uffffc",
    "מה נשמע Åse العربية",
    "å" * 100_000,
    "a\tb\r\nc\rd\u2028e\u2029f",
    "",
    " ",
)
