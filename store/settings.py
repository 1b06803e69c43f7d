"""The user's settings: one TOML file, every field with a default.

Read here, handed down by the composition root. A file with a mistake is named and the defaults
are used, so that a meeting can begin all the same.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import msgspec

from store.decoding import reason_in_norwegian
from store.responsible import DEFAULT_ALIASES, KNOWN_ROLES
from store.risk import Scale
from store.system_errors import reason

EVERY_KIND = "alle"
"""Stands for the kinds that have no template of their own."""


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
    theme: str = "mørk"
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
    """The settings, and a Norwegian sentence about the file when it could not be used."""

    settings: Settings
    mistake: str = ""


def load(path: Path) -> Loaded:
    """The settings in a file; the defaults when there is none or it has a mistake."""
    if not path.exists():
        return Loaded(Settings())
    try:
        return Loaded(msgspec.toml.decode(path.read_bytes(), type=Settings))
    except OSError as error:
        why = reason(error)
    except (msgspec.DecodeError, ValueError) as error:
        why = reason_in_norwegian(error)
    return Loaded(
        Settings(), f"Innstillingene i {path} kan ikke brukes ({why}). Standardene gjelder."
    )


def change(path: Path, **chosen: object) -> str:
    """Write some choices into the file as it stands now, and leave the others.

    Args:
        path: The settings file.
        chosen: Fields of `Settings`.

    Returns:
        "" when it was written, otherwise why not: a file with a mistake is left as it is.
    """
    now = load(path)
    if now.mistake:
        return now.mistake
    try:
        save(path, msgspec.structs.replace(now.settings, **chosen))
    except OSError as error:
        return f"Innstillingene i {path} kunne ikke lagres: {reason(error)}."
    return ""


def save(path: Path, settings: Settings) -> None:
    """Write the settings, whole or not at all.

    Raises:
        OSError: When the file can not be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    written = {
        name: value
        for name, value in msgspec.to_builtins(settings).items()
        if value != msgspec.to_builtins(Settings())[name]
    }
    new = path.with_suffix(".ny")
    new.write_bytes(msgspec.toml.encode(written))
    new.replace(path)
