"""The user's settings: one TOML file, every field with a default.

Read here, handed down by the composition root. Each mistake is named and that default is used, so
that a meeting can begin all the same. What the program itself writes into the file leaves all else
that stands there, mistakes and remarks too.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated, Literal, get_args, get_origin

import msgspec

from store.decoding import reason_in_norwegian, shown
from store.responsible import DEFAULT_ALIASES, KNOWN_ROLES
from store.risk import Scale
from store.settings_text import line_of
from store.system_errors import reason

EVERY_KIND = "alle"
"""Stands for the kinds that have no template of their own."""

_TABLES = frozenset({"aliases", "templates", "addresses", "retention", "last_documents"})
"""The settings of which there is one for each name."""

_MOST_BYTES = 1_000_000

_NO_TOML = (msgspec.DecodeError, ValueError, RecursionError)
"""What a text that is no TOML raises; one that is not UTF-8 raises a ValueError too."""


class LastDocument(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a document was last written of a kind of meeting.

    Attributes:
        format: One of `exports.FORMATS`, if it is still there.
        public: Whether it was the public version, the last time that there was a choice.
    """

    format: str = "docx"
    public: bool = False


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the user can choose.

    Attributes:
        municipality: Stands over the home screen and in the documents' head.
        who: Whose acts the journal records, as a role; empty for the machine's user.
        roles: Roles to suggest as ansvar, before our own.
        aliases: Short forms and what they stand for, added to our own.
        scale: The municipality's risk scale, for new meetings.
        theme: «lys», «mørk» or «prosjektor».
        kitty_protocol: Off where AltGr gives no signs in Windows Terminal.
        documents: Folder for the minutes; empty for the user's documents folder.
        templates: The municipality's own Word template by kind's id; «alle» for the other kinds.
            A path that is not absolute is beside the settings file.
        addresses: E-mail addresses by role or name, for the draft that sends the minutes.
        retention: For how many years meetings are kept, by the kind's id; «alle» for the other
            kinds. Those that are older are proposed for erasure.
        last_documents: What the dialog for documents begins with, by the kind's id.
    """

    municipality: str = ""
    who: str = ""
    roles: tuple[str, ...] = ()
    aliases: dict[str, str] = {}
    scale: Scale | None = None
    theme: Literal["lys", "mørk", "prosjektor"] = "mørk"
    kitty_protocol: bool = True
    documents: str = ""
    templates: dict[str, str] = {}
    addresses: dict[str, str] = {}
    retention: dict[str, Annotated[int, msgspec.Meta(ge=1, le=999)]] = {}
    last_documents: dict[str, LastDocument] = {}

    def template_for(self, kind_id: str) -> str:
        """The path of the template for a kind of meeting; "" for our own look."""
        return self.templates.get(kind_id) or self.templates.get(EVERY_KIND, "")

    @property
    def known_roles(self) -> tuple[str, ...]:
        """The user's roles, then ours."""
        return tuple(dict.fromkeys((*self.roles, *KNOWN_ROLES)))

    @property
    def known_aliases(self) -> dict[str, str]:
        """Our short forms, with the user's over them."""
        return {**DEFAULT_ALIASES, **self.aliases}


@dataclass(frozen=True, slots=True)
class Loaded:
    """The settings, and a Norwegian sentence about each that could not be used."""

    settings: Settings
    mistakes: tuple[str, ...] = ()


def load(path: Path) -> Loaded:
    """The settings in a file; the default for each that has a mistake, or that is not there."""
    try:
        return _read(_text_of(path), path)
    except FileNotFoundError:
        return Loaded(Settings())
    except OSError as error:
        why = reason(error)
    except UnicodeDecodeError:
        why = "den er ikke lagret som UTF-8"
    except RecursionError:
        why = "noe i den står for dypt inne i noe annet"
    except _NO_TOML as error:
        why = reason_in_norwegian(error)
    return Loaded(
        Settings(), (f"Innstillingene i {path} kan ikke brukes ({why}). Standardene gjelder.",)
    )


def _text_of(path: Path) -> str:
    with path.open("rb") as file:
        content = file.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise ValueError("den er for stor til å være skrevet for hånd")
    return content.decode("utf-8-sig")  # Notepad can begin a file with a mark


def _read(text: str, path: Path) -> Loaded:
    """The settings in a text.

    Raises:
        msgspec.DecodeError: When it is no TOML.
    """
    kinds = {field.name: field.type for field in msgspec.structs.fields(Settings)}
    kept: dict[str, object] = {}
    mistakes: list[str] = []
    for place, value in _one_by_one(msgspec.toml.decode(text)):
        name, *key = place
        try:
            if name not in kinds:
                raise ValueError(_unknown(name, kinds))
            usable = msgspec.convert(value, get_args(kinds[name])[1] if key else kinds[name])
        except (msgspec.ValidationError, ValueError) as error:
            mistakes.append(_told(path, text, place, _why(error, kinds.get(name))))
        else:
            before = kept.get(name, {})
            kept[name] = {**before, key[0]: usable} if key and isinstance(before, dict) else usable
    return Loaded(msgspec.structs.replace(Settings(), **kept), tuple(mistakes))


def _one_by_one(found: dict[str, object]) -> Iterator[tuple[tuple[str, ...], object]]:
    """Each setting by its place; of a table of them, each in it."""
    for name, value in found.items():
        if name in _TABLES and isinstance(value, dict):
            yield from (((name, key), each) for key, each in value.items())
        else:
            yield (name,), value


def _told(path: Path, text: str, place: tuple[str, ...], why: str) -> str:
    number = line_of(text, place)
    where = f"{path}, linje {number}" if number else f"{path}"
    end = "" if why.endswith("?") else "."
    return f"Innstillingene i {where}: {shown('.'.join(place))} brukes ikke, for {why}{end}"


def _unknown(name: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only for a mistake

    near = get_close_matches(name, known, 1)
    return "en slik innstilling finnes ikke" + (f"; mente du «{near[0]}»?" if near else "")


def _why(error: Exception, kind: object) -> str:
    if not isinstance(error, msgspec.ValidationError):
        return str(error)
    choices = get_args(kind) if get_origin(kind) is Literal else ()
    return reason_in_norwegian(error) + (f"; velg blant {', '.join(choices)}" if choices else "")


def change(path: Path, **chosen: object) -> str:
    """Write some choices into the file as it stands now; all else that stands there is left.

    Args:
        path: The settings file.
        chosen: Fields of `Settings`.

    Returns:
        "" when it was written, otherwise why not.
    """
    import tomlkit  # noqa: PLC0415 - only for what is written; the start reads
    from tomlkit.exceptions import TOMLKitError  # noqa: PLC0415 - as above

    try:
        document = tomlkit.parse(_text_of(path) if path.exists() else "")
    except (OSError, TOMLKitError, *_NO_TOML):
        return load(path).mistakes[0]
    for name, value in chosen.items():
        document[name] = msgspec.to_builtins(value)
    try:
        _write(path, tomlkit.dumps(document).encode())
    except OSError as error:
        return f"Innstillingene i {path} kunne ikke lagres: {reason(error)}."
    return ""


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    new = path.with_suffix(".ny")
    # They hold addresses and who somebody is. On Windows the folder's rights count.
    with open(new, "wb", opener=partial(os.open, mode=0o600)) as file:
        file.write(content)
    new.replace(path)
