"""Two files that were written in apart become the same, whichever is taken in first.

A walk over acts in two copies of one meeting, with packages and whole files going between them now
and then. At the end each takes in the other's, and two empty files take in both.
"""

import itertools
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import replace as with_attributes
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from store import kind, meetings, risk_edits
from store.database import Archive
from store.edits import Change
from store.merge import merge
from store.merge_contents import Contents, Tombstone
from store.merge_refused import MergeRefused
from store.opening import open_archive
from store.row import Row
from store.row_versions import RowVersions
from store.sections import all_risks
from store.undo import NothingToUndo, UndoRefused, undo
from store.withheld import EXEMPT
from tests.conftest import fixed_clock, lay_new_file
from tests.store.two_files import add_risk, contents, do, loaded

Act = Callable[[Archive, str, int, str], None]
T = TypeVar("T")


def picked(rows: Sequence[T], which: int) -> T | None:
    return rows[which % len(rows)] if rows else None


def add(archive: Archive, uid: str, _which: int, word: str) -> None:
    add_risk(archive, uid, word)


def add_cause(archive: Archive, uid: str, which: int, word: str) -> None:
    if risk := picked(loaded(archive, uid).risks, which):
        do(archive, uid, risk_edits.add_cause(risk, word))


def retell(archive: Archive, uid: str, which: int, word: str) -> None:
    if risk := picked(loaded(archive, uid).risks, which):
        do(archive, uid, Change(risk, replace(risk, text=word)))


def retell_cause(archive: Archive, uid: str, which: int, word: str) -> None:
    if cause := picked(loaded(archive, uid).causes, which):
        do(archive, uid, Change(cause, replace(cause, text=word)))


def remark(archive: Archive, uid: str, which: int, word: str) -> None:
    if risk := picked(loaded(archive, uid).risks, which):
        do(archive, uid, Change(risk, replace(risk, remark=word)))


def exempt(archive: Archive, uid: str, which: int, _word: str) -> None:
    if risk := picked(loaded(archive, uid).risks, which):
        basis = "" if risk.exempt else "basis-1"
        do(archive, uid, Change(risk, replace(risk, exempt=basis)))


def delete(archive: Archive, uid: str, which: int, _word: str) -> None:
    meeting = loaded(archive, uid)
    if risk := picked(all_risks(meeting), which):
        do(archive, uid, risk_edits.remove(meeting, risk))


def retitle(archive: Archive, uid: str, _which: int, word: str) -> None:
    head = loaded(archive, uid).head
    do(archive, uid, Change(head, replace(head, title=word)))


def take_back(archive: Archive, uid: str, _which: int, _word: str) -> None:
    with suppress(NothingToUndo, UndoRefused):
        undo(archive, uid)


ACTS: tuple[Act, ...] = (
    *(add, add_cause, retell, retell, retell_cause, remark),
    *(exempt, delete, delete, retitle, take_back),
)


Step = tuple[int, int, int]
"""Who acts, or sends; the act, or how it is sent; on which row."""

steps = st.lists(
    st.tuples(st.integers(0, 1), st.integers(0, len(ACTS) + 1), st.integers(0, 3)),
    min_size=4,
    max_size=24,
)


@contextmanager
def files(*names: str) -> Iterator[list[Archive]]:
    """New files, each with uids of its own."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder, ExitStack() as stack:
        yield [stack.enter_context(closing(laid(Path(folder), name))) for name in names]


def laid(folder: Path, name: str) -> Archive:
    path, numbers = folder / f"{name}.db", itertools.count(1)
    lay_new_file(path)
    return open_archive(
        path, clock=fixed_clock, new_uid=lambda: f"{name}-{next(numbers):04}", who=name
    )


def walk(pair: Sequence[Archive], uid: str, walked: Sequence[Step]) -> None:
    for number, (who, what, which) in enumerate(walked):
        mine, theirs = pair[who], pair[1 - who]
        if what < len(ACTS):
            ACTS[what](mine, uid, which, f"Ord {number}")
            continue
        with suppress(MergeRefused):  # a cause of what is deleted in the other
            merge(theirs, sent(mine, uid, as_file=what > len(ACTS)))


def sent(archive: Archive, uid: str, *, as_file: bool) -> Contents:
    versions = RowVersions(archive) if as_file else None
    return with_attributes(contents(archive, uid), versions_there=versions)


def taken_in(archive: Archive, *coming: Contents) -> tuple[str, ...] | None:
    """What was told; None where the two do not fit together."""
    try:
        return tuple(said for each in coming for said in merge(archive, each).clashes)
    except MergeRefused:
        return None


def rows_of(meeting: Contents) -> dict[str, Row]:
    return {row.uid: row for row in (meeting.head, *meeting.rows)}


def words(row: Row) -> set[str]:
    return {value for name in ("text", "remark", "title") if (value := getattr(row, name, ""))}


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps)
@example([(0, 0, 0), (0, 11, 0), (1, 2, 0), (0, 7, 0), (1, 2, 0)])
def test_both_ways_give_the_same_meeting_and_no_word_is_lost_unsaid(walked: list[Step]) -> None:
    with files("a", "b", "ab", "ba") as (a, b, ab, ba):
        kinds = kind.load().by_id
        plan = meetings.Plan(kind=kinds["internkontroll"], title="T", date=date(2026, 11, 24))
        uid = meetings.plan(a, plan)
        merge(b, contents(a, uid))
        walk((a, b), uid, walked)
        of_a, of_b = contents(a, uid), contents(b, uid)
        unseen = [*unknown_to(b, of_a), *unknown_to(a, of_b)]
        told_in_empty = taken_in(ab, of_a, of_b)
        assert (told_in_empty is None) == (taken_in(ba, of_b, of_a) is None)
        as_file = sent(b, uid, as_file=True)
        told_in_a, told_in_b = taken_in(a, as_file), taken_in(b, of_a)
        assert (told_in_a is None) == (told_in_b is None) == (told_in_empty is None)
        if told_in_empty is None or told_in_a is None or told_in_b is None:
            return
        result = contents(ab, uid)
        assert result == contents(ba, uid) == contents(a, uid) == contents(b, uid)
        assert_same_again_says_nothing([a, b, ab, ba], of_a, of_b)
        assert_no_deletion_came_back_unsaid(result, of_a, of_b)
        for told in (told_in_empty, told_in_a, told_in_b):
            assert_no_word_is_lost(result, unseen, told)


def assert_same_again_says_nothing(archives: Sequence[Archive], *coming: Contents) -> None:
    for archive in archives:
        for each in coming:
            again = merge(archive, each)
            assert (again.clashes, again.is_changed) == ((), False)


def assert_no_deletion_came_back_unsaid(result: Contents, *both: Contents) -> None:
    stands = rows_of(result)
    for each in both:
        for tombstone in each.beside.tombstones:
            assert isinstance(tombstone, Tombstone)
            if tombstone.uid in stands:
                assert stands[tombstone.uid].rev > tombstone.rev


def unknown_to(archive: Archive, coming: Contents) -> list[Row]:
    """The rows that nobody has gone on from in the other file; of a first version somebody may."""
    versions = RowVersions(archive)
    return [row for row in rows_of(coming).values() if row.rev > 1 and not versions.held(row)]


def assert_no_word_is_lost(result: Contents, unseen: Sequence[Row], told: tuple[str, ...]) -> None:
    stands, said = rows_of(result), "".join(told)
    for row in unseen:
        lost = words(row) - (words(stands[row.uid]) if row.uid in stands else set())
        assert all(word in said for word in lost) or EXEMPT in said
