"""By what a task is exempt, asked of the file: for lists of the tasks of many meetings.

`store.exemption` follows exemption inside one meeting. A task is spoken of in several, so there
is more to it: its own mark, those of what it hangs on, its meeting's, and what a later meeting
that carried it has marked. What was said of it in a meeting that is exempt is exempt too.
"""

from collections.abc import Mapping

from store.database import Archive


def basis_of(task: str) -> str:
    """SQL for the uid of the legal basis that a task is exempt by, or "".

    Args:
        task: SQL for the task's uid, by a name that is not used in here: «listed.task».
    """
    return f"""coalesce(
        iif(EXISTS (SELECT 1 FROM searched AS itself WHERE itself.row = {task}
                AND itself.parent || itself.exempt <> ''),
            (WITH RECURSIVE over (parent, basis) AS (
                SELECT parent, exempt FROM searched WHERE row = {task}
                UNION
                SELECT up.parent, up.exempt FROM over JOIN searched AS up ON up.row = over.parent)
            SELECT max(nullif(basis, '')) FROM over),
            NULL),
        (SELECT max(nullif(exempt, '')) FROM carried AS brought WHERE brought.task = {task}),
        (SELECT arose.exempt FROM task AS own JOIN meeting AS arose ON arose.uid = own.meeting
            WHERE own.uid = {task}),
        '')"""


def basis_of_what_was_said(task: str) -> str:
    """SQL for the uid of the basis of an exempt meeting where something was said of a task, or "".

    Args:
        task: As for `basis_of`.
    """
    return f"""(SELECT coalesce(max(place.exempt), '') FROM follow_up AS said
        JOIN meeting AS place ON place.uid = said.meeting WHERE said.task = {task})"""


_ELSEWHERE = f"""
    SELECT listed.uid, {basis_of("listed.task")} AS basis FROM carried AS listed
        WHERE listed.meeting = :meeting
    UNION ALL
    SELECT listed.uid, coalesce(nullif(said_in.exempt, ''), (SELECT max(exempt) FROM carried
            WHERE carried.task = listed.task AND carried.meeting = listed.meeting), '')
        FROM follow_up AS listed JOIN task AS own ON own.uid = listed.task
        JOIN meeting AS said_in ON said_in.uid = listed.meeting
        WHERE own.meeting = :meeting AND listed.meeting <> :meeting"""


def exempt_elsewhere(archive: Archive, meeting: str) -> Mapping[str, str]:
    """What of a meeting another meeting exempts: bases by the uid of what is carried or was said.

    Args:
        archive: The open file.
        meeting: uid of the meeting.
    """
    found = archive.connection.execute(_ELSEWHERE, {"meeting": meeting}).fetchall()
    return {str(uid): str(basis) for uid, basis in found if basis}
