"""One meeting in two files: what is done in each, and sent from the one to the other."""

from msgspec.structs import replace

from store import lifecycle, meetings, risk_edits
from store.database import Archive
from store.edits import Change, Edit
from store.journal import action
from store.meeting import FIELD_OF, Meeting
from store.merge import merge
from store.merge_contents import Contents, collect
from store.merge_report import Report
from store.sections import all_risks


def loaded(archive: Archive, uid: str) -> Meeting:
    return meetings.load(archive, uid)


def contents(archive: Archive, uid: str) -> Contents:
    meeting = loaded(archive, uid)
    rows = tuple(row for field in FIELD_OF.values() for row in getattr(meeting, field))
    return Contents(meeting.head, rows, collect(archive, uid))


def send(uid: str, *, sender: Archive, to: Archive) -> Report:
    return merge(to, contents(sender, uid))


def do(archive: Archive, uid: str, edit: Edit | None) -> None:
    assert edit is not None
    with action(archive, uid, "Prøve") as writer:
        edit.apply(writer)


def add_risk(archive: Archive, uid: str, text: str = "Noe kan gå galt") -> None:
    do(archive, uid, risk_edits.add(loaded(archive, uid), "risikoer", text))


def retell(archive: Archive, uid: str, text: str, index: int = 0) -> None:
    risk = loaded(archive, uid).risks[index]
    do(archive, uid, Change(risk, replace(risk, text=text)))


def delete_risk(archive: Archive, uid: str) -> None:
    meeting = loaded(archive, uid)
    do(archive, uid, risk_edits.remove(meeting, all_risks(meeting)[0]))


def close(archive: Archive, uid: str) -> None:
    lifecycle.start(archive, loaded(archive, uid))
    lifecycle.close(archive, loaded(archive, uid))


def texts(archive: Archive, uid: str) -> list[str]:
    return [row.text for row in loaded(archive, uid).risks]


def journal(archive: Archive) -> list[tuple[object, ...]]:
    found = archive.connection.execute("SELECT id, label, kind FROM action ORDER BY id").fetchall()
    return [tuple(record) for record in found]
