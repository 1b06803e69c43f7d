"""The text of a settings file: on which line a setting stands, and how one is changed there.

Enough of TOML for what people write by hand. Whoever changes a text reads it again afterwards.
"""

import re
from collections.abc import Mapping
from itertools import takewhile

_TABLE = re.compile(r"\s*\[+(?P<name>[^\]]+)\]+\s*(#.*)?$")
_SETTING = re.compile(r"(?P<name>\s*[^=#\[]+?)\s*=")
_ON_ONE_LINE = re.compile(
    r"(?P<before>[^=]+=\s*)(\"[^\"\\]*\"|'[^']*'|\{[^#]*\}|true|false)(?P<after>\s*(#.*)?)$"
)


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


def with_setting(text: str, name: str, value: object) -> str:
    """The text with a setting changed on its line, or added where the first ones stand.

    Args:
        text: The file's.
        name: The setting's.
        value: What JSON holds.
    """
    lines = text.split("\n")
    for place, line in enumerate(lines):
        if _TABLE.match(line):
            break
        setting = _SETTING.match(line)
        if setting and _names(setting["name"]) == (name,):
            on_one = _ON_ONE_LINE.match(line)
            if on_one:
                lines[place] = f"{on_one['before']}{_as_toml(value)}{on_one['after']}"
            return "\n".join(lines)
    end = "\r\n" if "\r\n" in text else "\n"
    return f"{name} = {_as_toml(value)}{end}{text}"


def _names(written: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in written.split("."))


def _as_toml(value: object) -> str:
    import json  # noqa: PLC0415 - only for what is written; the start reads

    if isinstance(value, Mapping):
        inside = (
            f"{json.dumps(name, ensure_ascii=False)} = {_as_toml(each)}"
            for name, each in value.items()
        )
        return f"{{ {', '.join(inside)} }}"
    return json.dumps(value, ensure_ascii=False)
