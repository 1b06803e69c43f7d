"""Why a meeting from another file is not taken in: what would not fit together."""

from collections.abc import Mapping

import msgspec

from store.approval import verdict
from store.belonging import stands_outside
from store.column_words import WORDS
from store.journal import LOCKED
from store.meeting import Meeting
from store.merge_contents import Contents
from store.references import Dangling, dangling, double
from store.row import Row
from store.rows import LegalBasisRow, MeetingRow
from store.vocabulary import Status


class MergeRefused(Exception):
    """The meeting can not be taken in; `str()` is a Norwegian sentence. Nothing was written."""


def refuse_misfits(after: Mapping[str, Row], bases: Mapping[str, LegalBasisRow]) -> None:
    """Refuse what would be right on each side and wrong together.

    Args:
        after: The meeting's rows as they will be, by uid, the head among them.
        bases: The legal bases that there will be, by uid.
    """
    (head,) = (row for row in after.values() if isinstance(row, MeetingRow))
    rows = [row for row in after.values() if row is not head]
    if found := dangling(head, rows, bases.values()):
        raise MergeRefused(_dangling_sentence(found))
    if twice := double(rows):
        raise MergeRefused(
            f"Møtet er ikke tatt inn, fordi {_DOUBLES[twice.table]} både her og i fila. "
            "Slett det ene stedet, og importer på nytt."
        )


_DOUBLES = {
    "attendance": "oppmøtet til den samme deltakeren er ført",
    "answer": "de samme to punktene er knyttet sammen",
    "estimate": "deltakernes egne tall for den samme risikoen er skrevet",
    "head_value": "det samme feltet i møteopplysningene er fylt ut",
    "column_status": "status for det samme temaet er satt",
    "figure": "det samme nøkkeltallet er skrevet",
    "standpoint": "standpunktet til den samme parten er ført",
    "carried": "den samme oppgaven er tatt med",
}


_CALLED = {
    "attendance": "oppmøtet til en deltaker",
    "note": "et punkt",
    "answer": "et svar på et punkt",
    "standpoint": "et standpunkt",
    "statement": "en protokolltilførsel",
    "cause": "en årsak",
    "control": "et kontrolltiltak",
    "estimate": "et innspill",
    "deviation": "et avvik",
    "decision": "en beslutning",
    "task": "en oppgave",
    "responsible": "ansvaret for en oppgave",
    "follow_up": "oppfølgingen av en oppgave",
    "remark": "en merknad",
}
"""A row without its words, which may be exempt by what is gone."""


def _dangling_sentence(found: Dangling) -> str:
    return (
        f"Møtet er ikke tatt inn, fordi {_CALLED.get(found.row.table, 'en rad')} "
        "hører til noe som er slettet på den andre siden. "
        "Slett det her eller der, og prøv igjen."
    )


def refuse_unlike_approved(meeting: Meeting, *, first_time: bool) -> None:
    """An approved meeting is what was approved; two that were put together may not be.

    Args:
        meeting: As it will be.
        first_time: Whether it was not here before, so that the package alone is wrong.
    """
    if meeting.head.status is not Status.APPROVED or verdict(meeting).is_unchanged:
        return
    if first_time:
        raise MergeRefused(
            "Møtet er ikke tatt inn, fordi det er godkjent, og det som står i fila, "
            "er ikke det som ble godkjent. Be om fila på nytt."
        )
    raise MergeRefused(
        "Møtet er godkjent i fila, men her står noe annet enn det som ble godkjent. "
        "Gjør det likt her, eller be om at ditt tas med og godkjennes, og importer på nytt."
    )


def refuse_unlike_closed(coming: Contents, after: Mapping[str, Row]) -> None:
    """A meeting that is closed there becomes closed here, and is then what was closed.

    Args:
        coming: The meeting as it came.
        after: Its rows as they would be here, by uid.
    """
    if after[coming.head.uid] != coming.head or coming.head.status not in LOCKED:
        return
    theirs = {row.uid: row for row in coming.rows}
    differing = [
        row
        for uid in theirs.keys() | after.keys() - {coming.head.uid}
        for row in (after.get(uid), theirs.get(uid))
        if row is not None and after.get(uid) != theirs.get(uid)
    ]
    uid = coming.head.uid
    inside = [
        row for row in differing if not stands_outside(uid, row.table, msgspec.to_builtins(row))
    ]
    if inside:
        which = ", ".join(sorted({WORDS[type(row)].row for row in inside}))
        raise MergeRefused(
            f"Møtet er {coming.head.status} i fila, men her står noe annet enn der ({which}). "
            "Gjør det likt her, eller be om at møtet gjenåpnes der, og importer på nytt."
        )
