"""Where the file lies: on a disk of this machine, on a network share, or in a synced folder.

On a share, locks between machines are not kept, and in a synced folder another program copies the
file while it is written: both have damaged databases. The rules are pure; `surroundings` alone
asks the system.
"""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path, PurePath

if sys.platform == "win32":
    import ctypes


class Place(StrEnum):
    """What sort of place it is; the value is how a sentence names it."""

    LOCAL = "på denne maskinen"
    NETWORK = "på et nettverksområde"
    SYNCED = "i en mappe som synkroniseres"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the system tells that a place can be judged by.

    Attributes:
        mounts: The table of mounted file systems: `/proc/self/mounts`, or what `mount` says.
        drive_type: What Windows' GetDriveTypeW says of the path's drive; 0 when it is not asked.
        environment: The environment's variables.
    """

    mounts: str = ""
    drive_type: int = 0
    environment: Mapping[str, str] = field(default_factory=dict)


_REMOTE_DRIVE = 4
"""Windows' DRIVE_REMOTE."""

_NETWORK_FILE_SYSTEMS = frozenset(
    (
        *("cifs", "smb3", "smbfs", "nfs", "nfs4", "afpfs", "ncpfs", "afs", "ceph", "glusterfs"),
        *("lustre", "webdav", "davfs", "fuse.davfs", "fuse.sshfs", "fuse.rclone", "fuse.glusterfs"),
        *("fuse.smbnetfs", "fuse.gvfsd-fuse", "fuse.kio-fuse"),
    )
)

_SYNCED_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
"""Where OneDrive tells of its folders."""

_SYNCED_FOLDER = re.compile(
    r"(onedrive|dropbox)( - .+| \(.+\))?|google ?drive|google disk|iclouddrive|nextcloud|owncloud"
    r"|cloudstorage|mobile documents",
    re.IGNORECASE,
)
"""What the programs that sync call their folders; the last two are macOS's for all of them."""

# «server:/felles /mnt/felles nfs4 rw 0 0», where a space is written «\040».
_LINUX = re.compile(r"\S+ (?P<point>\S+) (?P<type>\S+) ")
_OCTAL = re.compile(r"\\([0-7]{3})")
# «//server/felles on /Volumes/Felles (smbfs, nodev, nosuid)».
_ELSEWHERE = re.compile(r".+? on (?P<point>/.*) \((?P<type>[^,)]+)")


def place_of(path: PurePath, around: Surroundings) -> Place:
    """Judge where a file lies.

    Args:
        path: The file, absolute and without symbolic links.
        around: What the system tells.
    """
    if _is_on_network(path, around):
        return Place.NETWORK
    told = (around.environment.get(name) for name in _SYNCED_VARIABLES)
    if any(path.is_relative_to(type(path)(folder)) for folder in told if folder) or any(
        _SYNCED_FOLDER.fullmatch(folder) for folder in path.parts[:-1]
    ):
        return Place.SYNCED
    return Place.LOCAL


def _is_on_network(path: PurePath, around: Surroundings) -> bool:
    return (
        _is_unc(path.drive)
        or around.drive_type == _REMOTE_DRIVE
        or _file_system(path, around.mounts) in _NETWORK_FILE_SYSTEMS
    )


def _is_unc(drive: str) -> bool:
    r"""Whether a drive is another machine's: «\\server\share», and not «\\?\C:»."""
    if drive.startswith(("\\\\?\\", "\\\\.\\")):
        return drive[4:].upper().startswith("UNC\\")
    return drive.startswith("\\\\")


def _file_system(path: PurePath, mounts: str) -> str:
    """The type of the file system that a path is on: of the innermost mount, the one made last."""
    depth, found = 0, ""
    for line in mounts.splitlines():
        if mount := _ELSEWHERE.match(line) or _LINUX.match(line):
            point = type(path)(_OCTAL.sub(lambda code: chr(int(code[1], 8)), mount["point"]))
            if path.is_relative_to(point) and len(point.parts) >= depth:
                depth, found = len(point.parts), mount["type"]
    return found


def where_lies(path: Path) -> Place:
    """Find out where a file lies, or will lie when it is made."""
    there = Path(os.path.realpath(path))  # unlike `resolve`, it raises nothing for a link in a ring
    return place_of(there, surroundings(there))


def surroundings(path: Path) -> Surroundings:
    """Ask the system; what it does not tell is left out.

    Args:
        path: The file, absolute and without symbolic links.
    """
    environment = {name: os.environ.get(name, "") for name in _SYNCED_VARIABLES}
    if sys.platform == "win32":
        drive_type = ctypes.windll.kernel32.GetDriveTypeW(path.anchor)
        return Surroundings(drive_type=drive_type, environment=environment)
    return Surroundings(mounts=_mounts(), environment=environment)


def _mounts() -> str:
    try:
        if sys.platform == "linux":
            return Path("/proc/self/mounts").read_text("utf-8", errors="surrogateescape")
        asked = subprocess.run(["/sbin/mount"], capture_output=True, timeout=2, check=False)
        return asked.stdout.decode("utf-8", errors="surrogateescape")
    except (OSError, subprocess.TimeoutExpired):
        return ""


def warning(path: Path, place: Place) -> str:
    """What is at risk there and what to do, in one Norwegian sentence; "" where all is well."""
    if place is Place.LOCAL:
        return ""
    return (
        f"Databasen {path} ligger {place}, og kan bli ødelagt der: lukk programmet, flytt fila til "
        "en mappe på denne maskinen og åpne den med --db; sikkerhetskopier og møtepakker kan "
        "ligge der den lå."
    )
