"""Lets no text become public because the meeting that exempted it is erased.

A task is also exempt by where it arose and by the later meetings that carried it. What stays of
one gets the legal basis as its own where nothing else exempts it any more.
"""

from typing import TYPE_CHECKING, Any

from store.erasing.approved import rewrite_approvals
from store.exempt_tasks import basis_of

if TYPE_CHECKING:
    from store.tables import Tables


def remember_exempt_tasks(tables: "Tables", meetings: str) -> None:
    """Note by what the tasks are exempt that are of some meetings, or were carried there.

    Args:
        tables: Before anything is taken out.
        meetings: SQL for the uids of the meetings that will be.
    """
    tables.execute(
        "CREATE TEMP TABLE exempt_before AS"
        f" SELECT task, {basis_of('listed.task')} AS basis FROM ("
        f" SELECT uid AS task FROM task WHERE meeting IN ({meetings})"
        f" UNION SELECT task FROM carried WHERE meeting IN ({meetings})) AS listed"
    )


def keep_exempt(tables: "Tables") -> None:
    """Exempt what stays of these tasks by the same basis.

    Args:
        tables: After the meetings were taken out, of the search index's entries too.
    """
    bases: dict[str, str] = {}
    for table, column in (("task", "uid"), ("carried", "task")):
        found = tables.execute(
            f'SELECT stays.uid, basis FROM "{table}" AS stays'
            f' JOIN exempt_before AS listed ON listed.task = stays."{column}"'
            f" WHERE basis <> '' AND {basis_of('listed.task')} = ''"
        )
        bases.update(found.fetchall())
    for uid, basis in bases.items():
        for table in ("task", "carried"):
            tables.execute(
                f'UPDATE "{table}" SET exempt = ?, rev = rev + 1 WHERE uid = ?', (basis, uid)
            )
    tables.execute("DROP TABLE temp.exempt_before")

    def exempted(_table: str, row: dict[str, Any]) -> dict[str, Any]:
        basis = bases.get(row.get("uid", ""))
        return {**row, "exempt": basis} if basis else row

    if bases:
        rewrite_approvals(tables, exempted)
