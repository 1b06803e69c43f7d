"""On which line of a settings file a setting stands, which no reader of TOML tells.

Enough of TOML for what people write by hand: it only says where to look.
"""

import re
from itertools import takewhile

_TABLE = re.compile(r"\s*\[+(?P<name>[^\]]+)\]+\s*(#.*)?$")
_SETTING = re.compile(r"(?P<name>\s*[^=#\[]+?)\s*=")


def line_of(text: str, place: tuple[str, ...]) -> int:
    """The number of the line where a setting stands, or what it stands in; 0 when not found.

    Args:
        text: The file's.
        place: The setting's name, after its table's where it has one.
    """
    table: tuple[str, ...] = ()
    deepest, found = 0, 0
    for number, line in enumerate(text.split("\n"), start=1):
        if begun := _TABLE.match(line):
            here = table = _names(begun["name"])
        elif setting := _SETTING.match(line):
            here = (*table, *_names(setting["name"]))
        else:
            continue
        shared = sum(
            1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(here, place, strict=False))
        )
        if shared > deepest:
            deepest, found = shared, number
    return found


def _names(written: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in written.split("."))
