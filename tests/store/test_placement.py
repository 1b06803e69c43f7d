"""Where a file lies, on each system, by what that system tells."""

import os
import sys
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from store.placement import Place, Surroundings, place_of, surroundings, warning, where_lies

LINUX = r"""
sysfs /sys sysfs rw,nosuid,nodev,noexec,relatime 0 0
/dev/nvme0n1p2 / ext4 rw,relatime 0 0
tmpfs /run tmpfs rw,nosuid,nodev 0 0
/etc/auto.felles /felles autofs rw,relatime,fd=6 0 0
//server/avdeling /felles/avdeling cifs rw,relatime,vers=3.1.1 0 0
server:/hjem /home/nett nfs4 rw,relatime 0 0
server:/hjem/lokal /home/nett/Mine\040møter nfs rw,relatime 0 0
/dev/nvme0n1p3 /home/nett/disk ext4 rw,relatime 0 0
gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw,nosuid,nodev 0 0
bruker@server:/ /mnt/ssh fuse.sshfs rw,nosuid,nodev 0 0
/dev/sda1 /mnt/byttet ext4 rw 0 0
//server/byttet /mnt/byttet smb3 rw 0 0
//server/under /mnt/over cifs rw 0 0
/dev/sdb1 /mnt/over ext4 rw 0 0
"""

MACOS = """
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
devfs on /dev (devfs, local, nobrowse)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse, protect)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
//bruker@server/felles on /Volumes/Felles mappe (smbfs, nodev, nosuid, mounted by bruker)
server:/eksport on /Volumes/nfs (nfs, nodev, nosuid, mounted by bruker)
https://server/dav/ on /Volumes/dav (webdav, nodev, noexec, nosuid, mounted by bruker)
/dev/disk4s1 on /Volumes/MINNEPINNE (exfat, local, nodev, nosuid, noowners)
"""


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/home/bruker/.local/share/referat/referat.db", Place.LOCAL),
        ("/felles/avdeling/referat.db", Place.NETWORK),
        ("/felles/avdelingen/referat.db", Place.LOCAL),
        ("/home/nett/referat.db", Place.NETWORK),
        ("/home/nett/Mine møter/referat.db", Place.NETWORK),
        ("/home/nett/disk/referat.db", Place.LOCAL),
        ("/run/user/1000/gvfs/smb-share:server=server,share=felles/referat.db", Place.NETWORK),
        ("/mnt/ssh/referat.db", Place.NETWORK),
        ("/mnt/byttet/referat.db", Place.NETWORK),
        ("/mnt/over/referat.db", Place.LOCAL),
        ("/home/bruker/Dropbox/referat.db", Place.SYNCED),
        ("/home/bruker/Nextcloud/møter/referat.db", Place.SYNCED),
    ],
)
def test_on_linux_the_table_of_mounts_tells(path: str, place: Place) -> None:
    assert place_of(PurePosixPath(path), Surroundings(mounts=LINUX)) is place


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/Users/bruker/Library/Application Support/referat/referat.db", Place.LOCAL),
        ("/Volumes/MINNEPINNE/referat.db", Place.LOCAL),
        ("/Volumes/Felles mappe/referat.db", Place.NETWORK),
        ("/Volumes/nfs/møter/referat.db", Place.NETWORK),
        ("/Volumes/dav/referat.db", Place.NETWORK),
        ("/Users/bruker/Library/CloudStorage/OneDrive-Kommunen/referat.db", Place.SYNCED),
        (
            "/Users/bruker/Library/Mobile Documents/com~apple~CloudDocs/referat.db",
            Place.SYNCED,
        ),
    ],
)
def test_on_macos_the_answer_of_mount_tells(path: str, place: Place) -> None:
    assert place_of(PurePosixPath(path), Surroundings(mounts=MACOS)) is place


@pytest.mark.parametrize(
    ("path", "drive_type", "place"),
    [
        (r"C:\Users\bruker\AppData\Local\referat\referat.db", 3, Place.LOCAL),
        (r"E:\referat.db", 2, Place.LOCAL),
        (r"H:\referat.db", 4, Place.NETWORK),
        (r"\\server\felles\referat.db", 0, Place.NETWORK),
        (r"\\?\UNC\server\felles\referat.db", 0, Place.NETWORK),
        (r"\\?\C:\Users\bruker\referat.db", 3, Place.LOCAL),
        (r"C:\Users\bruker\OneDrive - Kommunen\Dokumenter\referat.db", 3, Place.SYNCED),
        (r"D:\Arbeid\Kommunens sky\referat.db", 3, Place.SYNCED),
        (r"d:\arbeid\kommunens SKY\referat.db", 3, Place.SYNCED),
        (r"C:\Users\bruker\Dropbox (Kommunen)\referat.db", 3, Place.SYNCED),
        (r"C:\Users\bruker\iCloudDrive\referat.db", 3, Place.SYNCED),
        (r"C:\Users\bruker\Møter\dropbox.db", 3, Place.LOCAL),
        (r"C:\Users\bruker\Om Dropbox\referat.db", 3, Place.LOCAL),
    ],
)
def test_on_windows_the_drive_and_the_environment_tell(
    path: str, drive_type: int, place: Place
) -> None:
    around = Surroundings(
        drive_type=drive_type,
        environment={"OneDriveCommercial": r"D:\Arbeid\Kommunens sky", "OneDriveConsumer": ""},
    )
    assert place_of(PureWindowsPath(path), around) is place


@pytest.mark.parametrize("path", [PurePosixPath("/a.db"), PureWindowsPath(r"C:\a.db")])
def test_a_system_that_tells_nothing_is_taken_at_its_best(path: PurePath) -> None:
    assert place_of(path, Surroundings()) is Place.LOCAL


def test_this_machine_is_asked(tmp_path: Path) -> None:
    around = surroundings(tmp_path)
    assert around.drive_type if sys.platform == "win32" else around.mounts


def test_a_link_is_followed_to_where_the_file_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sky = tmp_path / "sky"
    sky.mkdir()
    monkeypatch.setenv("OneDrive", os.path.realpath(sky))
    (tmp_path / "møter.db").symlink_to(sky / "møter.db")
    assert where_lies(tmp_path / "møter.db") is Place.SYNCED


@pytest.mark.parametrize("place", [Place.NETWORK, Place.SYNCED])
def test_the_warning_names_the_file_the_risk_and_what_to_do(place: Place) -> None:
    said = warning(Path("møter.db"), place)
    assert said.startswith(f"Databasen møter.db ligger {place}, og kan bli ødelagt der: ")
    assert "flytt fila til en mappe på denne maskinen og åpne den med --db" in said
    assert "sikkerhetskopier og møtepakker kan ligge der" in said


def test_nothing_is_said_of_a_local_file() -> None:
    assert warning(Path("møter.db"), Place.LOCAL) == ""
