"""How tests agree on a task: as the task line does, with the frist as a person says it."""

from typing import Any

from msgspec.structs import replace

from store import deadline, meetings
from store.agreed_edits import AddTask
from store.database import Archive
from store.journal import action
from store.task_rows import TaskRow


def agree_on_task(
    archive: Archive, meeting: str, text: str, frist: str = "", names: str = "", **said: Any
) -> TaskRow:
    """Agree on a task in a meeting, by its uid; the names are said with commas."""
    sitting = meetings.load(archive, meeting).sitting
    meant = deadline.understand(frist, sitting.date)
    task = TaskRow(
        uid=archive.new_uid(),
        meeting=meeting,
        sitting=sitting.uid,
        stop="oppfolging",
        text=text,
        responsible=names,
        deadline=frist,
        deadline_kind=str(meant.kind),
        deadline_date=meant.date,
    )
    task = replace(task, **said)
    with action(archive, meeting, "Oppgave") as writer:
        AddTask(task, tuple(filter(None, names.split(", ")))).apply(writer)
    return task
