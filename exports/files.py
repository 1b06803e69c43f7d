"""Files that leave the program: what they are called, and how they reach the disk whole."""

import errno
import os
import re
import sys
import unicodedata
import uuid
from datetime import date
from functools import partial
from pathlib import Path

from exports.clean_text import clean_line
from store.system_errors import reason

_NEW_FILE = 0o666
"""What the umask takes away from: who reads a document is for its folder and its owner to say."""

LONGEST_NAME = 150  # bytes of UTF-8; leaves room for « (2)» and for encrypted file systems

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_HELD = {errno.EBUSY, errno.ETXTBSY, errno.EACCES, errno.EPERM}
_NAMED_FILE = re.compile(r"«.*?\.(?:docx|pdf|eml|md|json|csv|xlsx|ics)»")
_SEPARATORS = re.compile(r'[<>:"/\\|?*\ufffd]+')
# Windows takes these as devices in any folder, with any suffix and in any case.
_RESERVED = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)", re.IGNORECASE
)


class FileRefused(Exception):
    """A file was not written; str() is one Norwegian sentence for the user."""


def without_name(sentence: str) -> str:
    """A sentence about a file, for a screen that may not show what the file is called."""
    told = _NAMED_FILE.sub("filen", sentence)
    return told[:1].upper() + told[1:]


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file so that the old one stays whole until the new one is.

    Args:
        path: The file; one that exists is replaced. A symbolic link is followed.
        content: All of it.

    Raises:
        FileRefused: The target is a folder or read-only, its folder is missing or closed to us,
            the disk is full, or another program holds the file. Nothing has changed then.
    """
    target = Path(os.path.realpath(path))
    # The system's own temporary names are longer; ours must fit where the target's name does.
    temporary = target.with_name(f".{uuid.uuid4().hex[:12]}.tmp")
    try:
        try:
            _refuse_impossible(target)
            mode = target.stat().st_mode & 0o777 if target.exists() else None
            _write_synced(temporary, content, _NEW_FILE if mode is None else mode)
            if mode is not None:
                temporary.chmod(mode)
        except OSError as error:
            raise FileRefused(_why_unwritten(target, error)) from error
        try:
            os.replace(temporary, target)  # noqa: PTH105 (the tests stand in for this very call)
        except OSError as error:
            raise FileRefused(_why_unreplaced(target, error)) from error
    finally:
        _remove(temporary)
    _sync_folder(target.parent)


def file_name(held: date | None, kind: str, unit: str, title: str, suffix: str) -> str:
    """Name a document: «2026-11-24 Evaluering – Skole – Brannøvelse.docx».

    Args:
        held: The meeting's date, if it has one.
        kind: The kind of meeting, as people say it.
        unit: Its unit; may be empty.
        title: Its title; may be empty.
        suffix: With or without its dot.

    Returns:
        A name that every system takes: NFC, no control or reserved characters, no name reserved
        by Windows, at most 150 bytes, cut at a character.
    """
    ending = "." + suffix.lstrip(".")
    words = " – ".join(part for part in map(_plain, (kind, unit, title)) if part)
    stem = " ".join(part for part in (held.isoformat() if held else "", words) if part)
    if _RESERVED.match(stem):
        stem = f"_{stem}"
    return _cut(stem, LONGEST_NAME - len(ending.encode())) + ending


def free_name(path: Path) -> Path:
    """The path itself, or the first of «navn (2).docx», «navn (3).docx» … that is not taken."""
    free, number = path, 1
    while os.path.lexists(free):
        number += 1
        free = path.with_name(f"{path.stem} ({number}){path.suffix}")
    return free


def _plain(text: str) -> str:
    """The text without what a file system, or the eye, would trip over."""
    composed = unicodedata.normalize("NFC", clean_line(text))
    visible = "".join(
        c for c in composed if unicodedata.category(c) not in {"Cf", "Cs", "Co", "Cn"}
    )
    return " ".join(_SEPARATORS.sub(" ", visible).split()).strip(" .")


def _cut(stem: str, size: int) -> str:
    """The stem in at most `size` bytes, never ending in a dot or a space."""
    return stem.encode()[:size].decode(errors="ignore").rstrip(" .–") or "Referat"


def refuse_impossible_folder(path: Path) -> None:
    """Refuse what is no folder to write in, before anything is made for it.

    Raises:
        FileRefused: There is none there, or it is a file.
    """
    folder = clean_line(os.path.realpath(path))
    try:
        is_there, is_folder = path.exists(), path.is_dir()
    except OSError as error:
        raise FileRefused(f"Mappen «{folder}» kan ikke brukes: {reason(error)}.") from error
    if is_there and not is_folder:
        raise FileRefused(f"«{folder}» er en fil og ingen mappe; velg en annen mappe.")
    if not is_there:
        raise FileRefused(f"Mappen «{folder}» finnes ikke; lag den først, eller velg en annen.")


def _refuse_impossible(target: Path) -> None:
    refuse_impossible_folder(target.parent)
    name = clean_line(target.name)
    if target.is_dir():
        raise FileRefused(f"«{name}» er en mappe; velg et filnavn i stedet.")
    if target.exists() and not os.access(target, os.W_OK):
        raise FileRefused(f"«{name}» er skrivebeskyttet; {_instead(target)}.")


def _write_synced(temporary: Path, content: bytes, mode: int) -> None:
    # The system applies the user's umask, which the tempfile module would override; and nobody
    # reads in the new file meanwhile who can not read the one it replaces.
    with open(temporary, "xb", opener=partial(os.open, mode=mode)) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _why_unwritten(target: Path, error: OSError) -> str:
    name, folder = clean_line(target.name), clean_line(str(target.parent))
    if error.errno in _FULL:
        return f"Disken er full, så «{name}» ble ikke skrevet; rydd plass, og prøv igjen."
    if error.errno == errno.ENAMETOOLONG:
        return f"Filnavnet «{name}» er for langt; velg et kortere."
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return f"Mappen «{folder}» kan ikke skrives i; velg en annen mappe."
    return f"«{name}» kunne ikke skrives ({reason(error)}); velg en annen mappe, og prøv igjen."


def _why_unreplaced(target: Path, error: OSError) -> str:
    # The folder just took the temporary file, so it is the target itself that is held: on Windows
    # by the program that shows it, elsewhere by an attribute or a mount.
    if target.exists() and error.errno in _HELD:
        name = clean_line(target.name)
        return (
            f"«{name}» er trolig åpen i et annet program; lukk den der, eller {_instead(target)}."
        )
    return _why_unwritten(target, error)


def _instead(target: Path) -> str:
    return f"lagre som «{clean_line(free_name(target).name)}»"


def _remove(temporary: Path) -> None:
    try:
        temporary.unlink(missing_ok=True)
    except OSError:
        # A disk that fails here has already been told of, by the error that brought us here.
        return


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut; Windows has no such call."""
    if sys.platform == "win32":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return  # a folder may be written to and not read: the file is whole, its name a bit later
    try:
        os.fsync(handle)
    except OSError:
        return  # network shares refuse it; the content itself is already synced
    finally:
        os.close(handle)
