"""Where files lie on each system."""

from dataclasses import dataclass
from pathlib import Path

from platformdirs import PlatformDirs

_DIRS = PlatformDirs("referat", appauthor=False)


@dataclass(frozen=True, slots=True)
class Locations:
    """The places of one run.

    Attributes:
        database: The file of meetings.
        settings: The user's settings.
        kinds: The folder of the user's own meeting kinds.
        crashes: The folder of crash reports.
        documents: The folder that minutes are written to.
    """

    database: Path
    settings: Path
    kinds: Path
    crashes: Path
    documents: Path


def locations() -> Locations:
    """The places that the system sets aside for this user."""
    data, config = _DIRS.user_data_path, _DIRS.user_config_path
    return Locations(
        database=data / "referat.db",
        settings=config / "innstillinger.toml",
        kinds=config / "typer",
        crashes=data / "feilrapporter",
        documents=_DIRS.user_documents_path / "Referat",
    )
