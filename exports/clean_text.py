"""Text that every file format can hold, whatever was typed or pasted."""

import re

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

# CR LF is one break; vertical tab is Word's soft break; the last three are Unicode's own.
_BREAKS = re.compile("\r\n|[\r\v\x85\u2028\u2029]")
# XML 1.0 forbids U+0000-1F (tab and newline excepted) and U+FFFE-FFFF; DEL and U+0080-9F are
# allowed there, but are commands to a terminal that shows the file.
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")


def clean_text(text: str) -> str:
    """Make a text writable: one kind of line break, and U+FFFD where a character cannot be kept.

    Args:
        text: Anything a str can hold, half surrogate pairs too.

    Returns:
        The text with breaks as newlines, surrogate pairs joined, and nothing silently dropped.
    """
    if text.isprintable():  # nearly every text: no break, no control, no half pair
        return text
    joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _UNWRITABLE.sub(REPLACEMENT, _BREAKS.sub("\n", joined))


def clean_line(text: str) -> str:
    """The same as one line: breaks and tabs become spaces, the ends are trimmed."""
    return " ".join(clean_text(text).split())
