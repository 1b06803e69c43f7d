"""A file where a name stands in every column that can hold one, and in the journal of it."""

from store import drafts
from store.database import Archive
from store.erasing.words import WORDS
from store.journal import action
from store.meetings import recent
from store.rows import AttendanceRow, FigureRow, HeadValueRow, ParticipantRow
from tests.exempt_everywhere import fill

NAME = "Navnesen"


def fill_with_name(archive: Archive) -> None:
    """Rows of every type that holds words, the name in each of them, and in a draft."""
    fill(archive)
    uid = recent(archive)[0].uid
    with action(archive, uid, "Prøve") as writer:
        there = writer.add(ParticipantRow(meeting=uid, name="Leder", uid="deltaker"))
        (sitting,) = archive.connection.execute(
            "SELECT uid FROM sitting WHERE meeting = ?", (uid,)
        ).fetchone()
        writer.add(AttendanceRow(meeting=uid, sitting=sitting, participant=there.uid))
        writer.add(FigureRow(meeting=uid, section="tall", figure="nærvær"))
        writer.add(HeadValueRow(meeting=uid, field="nivå", text="Leder"))
        approved = {"at": "2026-11-24T09:00", "format": 1, "fingerprint": "0"}
        writer.insert(
            "approval",
            {"uid": "godkjent", "rev": 1, "meeting": uid, "position": 1, **approved}
            | {"approved_by": "Leder", "content": _content()},
        )
    with action(archive, None, "Prøve"):
        for table, columns in WORDS.items():
            for column in columns:
                archive.connection.execute(
                    f'UPDATE "{table}" SET "{column}" = ? || \' \' || id', (NAME,)
                )
    drafts.save(archive, uid, "merknad/tekst", f"Ring\n{NAME} i dag")
    drafts.save(archive, uid, f"saker/sak/merknad/saken/{NAME}", "Takk for møtet")
    drafts.save(archive, "", "register/ansvar", NAME)


def _content() -> str:
    return (
        f'{{"format":1,"head":{{"title":"{NAME}"}},"rows":{{"note":[{{"text":"så\\n{NAME}"}}]}}}}'
    )
