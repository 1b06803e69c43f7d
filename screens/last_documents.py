"""How documents were last written of each kind of meeting: what the dialog begins with."""

from collections.abc import Callable, Mapping

from store.settings import LastDocument

Save = Callable[[Mapping[str, LastDocument]], str]


class LastDocuments:
    """The last choices by kind; they last longer than the run where they can be saved.

    Args:
        known: Those of earlier runs, by the kind's id.
        save: Writes them; "" or the sentence that says why not.
    """

    def __init__(
        self, known: Mapping[str, LastDocument] | None = None, save: Save = lambda _known: ""
    ) -> None:
        self._known = dict(known or {})
        self._save = save

    def of(self, kind: str) -> LastDocument:
        """What was last chosen for a kind of meeting."""
        return self._known.get(kind, LastDocument())

    def remember(self, kind: str, choice: LastDocument) -> None:
        """Begin with this the next time.

        A choice that could not be saved lasts for the run: what was asked for was a document, and
        no sentence should stand where its path is told.
        """
        if choice != self.of(kind):
            self._known[kind] = choice
            self._save(self._known)
