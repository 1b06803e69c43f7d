"""The list of legal bases."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from store import drafts, legal_bases
from store.database import Archive
from store.draft_places import EXEMPTING
from store.edits import Add, Change, Refused
from store.journal import action
from store.legal_bases import BasisRefused, Exempt
from store.meeting import Meeting
from store.rows import NoteRow


def names(archive: Archive, *, retired: bool = True) -> list[str]:
    return [row.name for row in legal_bases.load(archive, retired=retired)]


def test_a_new_file_has_the_usual_ones(archive: Archive) -> None:
    assert names(archive) == [
        "offl. § 13 jf. fvl. § 13 første ledd nr. 1",
        "offl. § 23",
        "offl. § 14",
    ]
    assert [row.whole_document for row in legal_bases.load(archive)] == [False, False, True]


def test_one_can_be_added_renamed_and_given_another_scope(archive: Archive) -> None:
    basis = legal_bases.add(archive, "  offl.  § 24 ")
    legal_bases.rename(archive, basis, "offl. § 24 første ledd")
    legal_bases.change(archive, legal_bases.load(archive)[-1], whole_document=True)
    newest = legal_bases.load(archive)[-1]
    assert (newest.name, newest.whole_document) == ("offl. § 24 første ledd", True)


@pytest.mark.parametrize(
    ("typed", "sentence"), [("  ", "Skriv hva hjemmelen heter"), ("OFFL. § 23", "fra før")]
)
def test_one_without_a_name_or_with_anothers_is_refused(
    archive: Archive, typed: str, sentence: str
) -> None:
    before = names(archive)
    with pytest.raises(BasisRefused, match=sentence):
        legal_bases.add(archive, typed)
    assert names(archive) == before


def test_one_that_is_retired_is_no_longer_offered(archive: Archive) -> None:
    legal_bases.change(archive, legal_bases.load(archive)[0], retired=True)
    assert len(names(archive)) == 3
    assert names(archive, retired=False) == ["offl. § 23", "offl. § 14"]


def test_one_that_nothing_is_exempt_by_can_be_deleted(archive: Archive) -> None:
    legal_bases.remove(archive, legal_bases.load(archive)[1])
    assert "offl. § 23" not in names(archive)


def test_one_in_use_is_not_deleted_and_the_sentence_says_what_to_do(
    archive: Archive, plan_meeting: Callable[..., str], load: Callable[[str], Meeting]
) -> None:
    uid, basis = plan_meeting(), legal_bases.load(archive)[1]
    note = NoteRow(meeting=uid, section="a", column="b", text="Sak", exempt=basis.uid)
    with action(archive, uid, "Prøve") as writer:
        Add(note).apply(writer)
    with pytest.raises(BasisRefused, match="er i bruk og kan ikke slettes"):
        legal_bases.remove(archive, basis)
    lifted = load(uid).notes[0]
    with action(archive, uid, "Opphev") as writer:
        Change(lifted, replace(lifted, exempt="")).apply(writer)
    # Undo could bring the exemption back.
    with pytest.raises(BasisRefused, match="i bruk"):
        legal_bases.remove(archive, basis)
    assert basis in legal_bases.load(archive)


def test_one_that_what_is_being_written_is_exempt_by_is_not_deleted(
    archive: Archive, plan_meeting: Callable[..., str]
) -> None:
    basis = legal_bases.load(archive)[1]
    drafts.save(archive, plan_meeting(), EXEMPTING, basis.uid)
    with pytest.raises(BasisRefused, match="er i bruk"):
        legal_bases.remove(archive, basis)


def test_one_that_was_deleted_while_it_stood_in_a_dialog_exempts_nothing(
    archive: Archive, plan_meeting: Callable[..., str], load: Callable[[str], Meeting]
) -> None:
    head = load(plan_meeting()).head
    basis = legal_bases.load(archive)[1]
    legal_bases.remove(archive, basis)
    with (
        pytest.raises(Refused, match="Hjemmelen er slettet"),
        action(archive, head.uid, "Prøve") as writer,
    ):
        Exempt(head, basis.uid).apply(writer)
    assert load(head.uid).head.exempt == ""
