"""Where in its meeting a row stands: what the place is called, and the way there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from store.database import Archive, Record
from store.definitions import Stop
from store.kind import Kind

_WITHOUT_STOP = {
    "meeting": "Møteopplysninger",
    "head_value": "Møteopplysninger",
    "participant": "Deltakere",
    "attendance": "Deltakere",
    "status_change": "Begrunnelse for gjenåpning",
}
"""What stands in the meeting's head and not at a stop."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands.

    Attributes:
        name: «Risiko 3», «Sak 36/26, standpunkt», «Beslutning».
        stop: Key of the stop that shows it; "" where none does.
        row: uid of the row that the cursor is put on there.
    """

    name: str
    stop: str = ""
    row: str = ""


def place_of(archive: Archive, kind: Kind, table: str, uid: str) -> Place:
    """Where a row stands in its meeting.

    Args:
        archive: The open file.
        kind: The definition that its meeting is held with.
        table: The row's table.
        uid: The row's.
    """
    if table in _WITHOUT_STOP:
        return Place(_WITHOUT_STOP[table])
    return _FINDERS[table](_Finder(archive, kind), _row(archive, table, uid))


def _row(archive: Archive, table: str, uid: str) -> Record:
    found: Record = archive.connection.execute(
        f'SELECT * FROM "{table}" WHERE uid = ?', (uid,)
    ).fetchone()
    return found


@dataclass(frozen=True, slots=True)
class _Finder:
    archive: Archive
    kind: Kind

    def risk(self, row: Record) -> Place:
        number = self._number("risk", row, "section")
        return Place(f"Risiko {number}", self._stop(row["section"]), row["uid"])

    def cause(self, row: Record) -> Place:
        return self._on(row["risk"], "risk", "årsak")

    def control(self, row: Record) -> Place:
        on = self._on(row["risk"], "risk", "kontroll")
        section = _row(self.archive, "risk", row["risk"])["section"]
        return Place(on.name, self._stop(section, "controls"), on.row)

    def note(self, row: Record) -> Place:
        if row["about"]:
            return self._on(row["about"], "item", row["column"])
        stop = self._stop_at(row["section"], row["column"])
        number = self._number("note", row, "section", "column", "about")
        return Place(f"{stop.short} {number}", stop.key, row["uid"])

    def item(self, row: Record) -> Place:
        if row["number"] is None or row["year"] is None:
            name, view = f"Sak {self._number('item', row, 'section')}", "agenda"
        else:
            name, view = f"Sak {row['number']}/{row['year'] % 100:02d}", "items"
        return Place(name, self._stop(row["section"], view), row["uid"])

    def position(self, row: Record) -> Place:
        return self._on(row["item"], "item", "standpunkt")

    def statement(self, row: Record) -> Place:
        return self._on(row["item"], "item", "protokolltilførsel")

    def remark(self, row: Record) -> Place:
        return self._on(row["about"], "item", "merknad") if row["about"] else Place("Merknad")

    def figure(self, row: Record) -> Place:
        stop = self._stop_at(row["section"], "figures")
        return Place(stop.short, stop.key)

    def deviation(self, row: Record) -> Place:
        for table in ("risk", "note", "item"):
            if _row(self.archive, table, row["about"]) is not None:
                return self._on(row["about"], table, row["kind"])
        return Place(str(row["kind"]).capitalize())

    def decision(self, row: Record) -> Place:
        return Place("Beslutning", row["stop"], row["about"] or row["uid"])

    def task(self, row: Record) -> Place:
        return Place("Oppgave", row["stop"], row["about"] or row["uid"])

    def follow_up(self, row: Record) -> Place:
        """Where the task arose; a task that is in another file is not gone to."""
        task = _row(self.archive, "task", row["task"])
        name = "Oppfølging av oppgave"
        return Place(name, task["stop"], task["about"] or task["uid"]) if task else Place(name)

    def _on(self, uid: str, table: str, what: str) -> Place:
        """What hangs on another row stands with it."""
        row = _row(self.archive, table, uid)
        if row is None:
            return Place(what.capitalize())
        on = _FINDERS[table](self, row)
        return Place(f"{on.name}, {what}", on.stop, on.row)

    def _number(self, table: str, row: Record, *among: str) -> int:
        """Its place in its list, from 1, as the screen and the document number it."""
        same = "".join(f' AND "{column}" = :{column}' for column in among)
        (number,) = self.archive.connection.execute(
            f'SELECT count(*) FROM "{table}" WHERE meeting = :meeting{same}'
            " AND (position, uid) <= (:position, :uid)",
            {name: row[name] for name in ("meeting", "position", "uid", *among)},
        ).fetchone()
        return int(number)

    def _stop(self, section: str, view: str = "") -> str:
        return self._stop_at(section, view).key

    def _stop_at(self, section: str, view: str) -> Stop:
        """The stop with this view of a section, or else the first one that shows it."""
        of_section = [stop for stop in self.kind.stops if stop.section == section]
        with_view = [stop for stop in of_section if stop.view == view]
        return next(iter((*with_view, *of_section, *self.kind.stops)))


_FINDERS: Mapping[str, Callable[[_Finder, Record], Place]] = {
    "risk": _Finder.risk,
    "cause": _Finder.cause,
    "control": _Finder.control,
    "note": _Finder.note,
    "item": _Finder.item,
    "standpoint": _Finder.position,
    "statement": _Finder.statement,
    "remark": _Finder.remark,
    "figure": _Finder.figure,
    "deviation": _Finder.deviation,
    "decision": _Finder.decision,
    "task": _Finder.task,
    "follow_up": _Finder.follow_up,
}
