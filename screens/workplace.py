"""What the composition root hands down to every screen."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from screens.last_documents import LastDocuments
from store.backups import Backups
from store.database import Archive
from store.kind import Kinds
from store.settings import EVERY_KIND, Settings


@dataclass(frozen=True, slots=True)
class Workplace:
    """The open file and the choices made for this run.

    Attributes:
        archive: The open file of meetings.
        kinds: The kinds that a new meeting can be of.
        settings: The user's settings.
        documents: The folder that minutes are written to.
        save_theme: Remembers a chosen theme by its name; "" or the sentence that says why not.
        beside: The folder that a path in the settings is told from.
        demo: Whether the file is a demo, which the screen says.
        last_documents: How documents were last written of each kind of meeting.
        backups: The copies of the file; None for one that needs none.
        mistakes: Norwegian sentences about settings that could not be used.
    """

    archive: Archive
    kinds: Kinds
    settings: Settings
    documents: Path
    save_theme: Callable[[str], str]
    beside: Path = Path()
    demo: bool = False
    last_documents: LastDocuments = field(default_factory=LastDocuments)
    backups: Backups | None = None
    mistakes: tuple[str, ...] = ()

    def template_for(self, kind_id: str) -> Path | None:
        """The municipality's own Word template for a kind of meeting, if one is set."""
        said = self.settings.template_for(kind_id)
        return self.beside / Path(said).expanduser() if said else None

    def template_mistakes(self) -> tuple[str, ...]:
        """Norwegian sentences about templates in the settings that no document will be on."""
        known, said = {*self.kinds.by_id, EVERY_KIND}, []
        for kind_id, path in self.settings.templates.items():
            if kind_id not in known:
                choices = ", ".join(known)
                said.append(
                    f"Innstillingenes mal for «{kind_id}» brukes ikke, for en slik møtetype finnes "
                    f"ikke; velg blant {choices}."
                )
            elif not _is_file(self.beside / Path(path).expanduser()):
                said.append(f"Innstillingenes mal for «{kind_id}» finnes ikke: {path}.")
        return tuple(said)

    @property
    def today(self) -> date:
        """The day by the injected clock."""
        return self.archive.clock().date()


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # in a folder that may not be looked into
        return False
