"""What two have written independently of each other: one stands, and both are told."""

from dataclasses import replace as with_attributes

import pytest
from msgspec.structs import replace

from store import risk_edits
from store.bringing_back import BringBack
from store.database import Archive
from store.edits import Change
from store.history import History
from store.journal import Conflict, action
from store.merge import merge
from store.merge_contents import Contents, collect
from store.merge_refused import MergeRefused
from store.merge_report import Report
from store.records import select
from store.row_versions import RowVersions
from store.rows import LegalBasisRow
from store.undo import undo
from store.vocabulary import Status
from tests.store.two_files import (
    add_risk,
    close,
    contents,
    delete_risk,
    do,
    journal,
    loaded,
    retell,
    send,
    texts,
)


def send_file(uid: str, *, sender: Archive, to: Archive) -> Report:
    """Send with the journal to ask, as a database comes."""
    return merge(to, with_attributes(contents(sender, uid), versions_there=RowVersions(sender)))


def told_in_history(archive: Archive, uid: str) -> set[str]:
    history = History(archive, loaded(archive, uid), shows_exempt=False)
    changes = history.read(history.everything())
    return {said for each in changes for column in each.columns for said in (column.before,)}


def exempt(archive: Archive, uid: str) -> None:
    risk = loaded(archive, uid).risks[0]
    do(archive, uid, Change(risk, replace(risk, exempt="basis-1")))


def test_two_changes_of_one_text_leave_the_same_text_in_both_files_and_tell_both(
    archive: Archive, other: Archive, shared: str
) -> None:
    retell(archive, shared, "Slik der")
    retell(other, shared, "Slik her")
    kept = send(shared, sender=archive, to=other)
    taken = send(shared, sender=other, to=archive)
    assert texts(archive, shared) == texts(other, shared) == ["Slik her"]
    assert kept.clashes == (
        "Konflikt: Risiko «Slik her», Tekst: her står fortsatt «Slik her»; i fila sto «Slik der».",
    )
    assert taken.clashes == (
        "Konflikt: Risiko «Slik her», Tekst: her står nå «Slik her» fra fila; før sto «Slik der».",
    )
    assert (kept.sentence(), kept.is_changed) == ("er som det var", False)


def test_the_text_that_does_not_stand_is_in_the_history_of_both(
    archive: Archive, other: Archive, shared: str
) -> None:
    retell(archive, shared, "Slik der")
    retell(other, shared, "Slik her")
    send(shared, sender=archive, to=other)
    send(shared, sender=other, to=archive)
    assert "Slik der" in told_in_history(archive, shared)
    assert "Slik der" in told_in_history(other, shared)


def test_a_conflict_is_told_once(archive: Archive, other: Archive, shared: str) -> None:
    retell(archive, shared, "Slik der")
    retell(other, shared, "Slik her")
    send(shared, sender=archive, to=other)
    before = journal(other)
    again = send(shared, sender=archive, to=other)
    assert (again.clashes, again.older, journal(other)) == ((), 1, before)


def test_what_was_written_more_often_stands_and_the_other_is_told(
    archive: Archive, other: Archive, shared: str
) -> None:
    retell(archive, shared, "Én gang der")
    retell(other, shared, "Først her")
    retell(other, shared, "Så her")
    kept = send(shared, sender=archive, to=other)
    assert texts(other, shared) == ["Så her"]
    assert kept.clashes[0].startswith("Mulig konflikt: Risiko «Så her», Tekst: her står fortsatt")
    assert "«Én gang der»" in kept.clashes[0]


def test_a_package_can_not_tell_that_it_knew_what_it_replaces_and_so_it_is_told(
    archive: Archive, other: Archive, shared: str
) -> None:
    retell(archive, shared, "Én gang")
    send(shared, sender=archive, to=other)
    retell(other, shared, "Videre på det")
    report = send(shared, sender=other, to=archive)
    assert report.clashes == (
        "Mulig konflikt: Risiko «Videre på det», Tekst: her står nå «Videre på det» fra fila;"
        " før sto «Én gang».",
    )


def test_a_database_tells_that_it_knew_what_it_replaces(
    archive: Archive, other: Archive, shared: str
) -> None:
    retell(archive, shared, "Én gang")
    send(shared, sender=archive, to=other)
    retell(other, shared, "Videre på det")
    report = send_file(shared, sender=other, to=archive)
    assert (report.clashes, report.newer) == ((), 1)


def test_a_database_tells_that_it_did_not_know_what_it_replaces(
    archive: Archive, other: Archive, shared: str
) -> None:
    retell(other, shared, "Én gang her")
    retell(archive, shared, "Først der")
    retell(archive, shared, "Så der")
    report = send_file(shared, sender=archive, to=other)
    assert report.clashes == (
        "Konflikt: Risiko «Så der», Tekst: her står nå «Så der» fra fila; før sto «Én gang her».",
    )


def test_the_first_version_of_a_row_is_known_by_every_later_one(
    archive: Archive, other: Archive, shared: str
) -> None:
    first = contents(other, shared)
    retell(archive, shared, "Endret")
    assert send(shared, sender=archive, to=other).clashes == ()
    assert merge(archive, first).clashes == ()
    assert texts(archive, shared) == texts(other, shared) == ["Endret"]


def test_only_the_columns_that_differ_are_told(
    archive: Archive, other: Archive, shared: str
) -> None:
    for each, remark, likelihood in ((archive, "Der", 2), (other, "Her", 3)):
        risk = loaded(each, shared).risks[0]
        do(each, shared, Change(risk, replace(risk, remark=remark, likelihood=likelihood)))
    report = send(shared, sender=archive, to=other)
    assert [sentence.partition(":")[2].partition(":")[0] for sentence in report.clashes] == [
        " Risiko «Noe kan gå galt», Sannsynlighet",
        " Risiko «Noe kan gå galt», Merknad",
    ]


# Deletions


def test_what_was_deleted_here_and_changed_there_stays_deleted_and_is_told_with_its_words(
    archive: Archive, other: Archive, shared: str
) -> None:
    delete_risk(other, shared)
    retell(archive, shared, "Endret der")
    report = send(shared, sender=archive, to=other)
    assert texts(other, shared) == []
    assert report.clashes == (
        "Konflikt: Risiko «Endret der» er slettet her og endret i fila; den er fortsatt slettet."
        " Det sto: Tekst «Endret der».",
    )
    assert "Endret der" in told_in_history(other, shared)
    assert send(shared, sender=archive, to=other).clashes == ()


def test_what_another_wrote_in_something_deleted_here_can_be_brought_back(
    archive: Archive, other: Archive, shared: str
) -> None:
    delete_risk(other, shared)
    retell(archive, shared, "Endret der")
    send(shared, sender=archive, to=other)
    do(other, shared, BringBack(loaded(archive, shared).risks[0].uid))
    assert texts(other, shared) == ["Endret der"]
    send(shared, sender=other, to=archive)
    assert contents(archive, shared) == contents(other, shared)


def test_what_was_changed_here_and_deleted_there_is_deleted_and_told_with_its_words(
    archive: Archive, other: Archive, shared: str
) -> None:
    delete_risk(archive, shared)
    retell(other, shared, "Endret her")
    report = send(shared, sender=archive, to=other)
    assert texts(other, shared) == []
    assert report.clashes == (
        "Konflikt: Risiko «Endret her» er endret her og slettet i fila; den er nå slettet."
        " Det sto: Tekst «Endret her».",
    )
    assert collect(other, shared) == collect(archive, shared)


def test_what_was_changed_here_after_it_was_deleted_there_still_stands(
    archive: Archive, other: Archive, shared: str
) -> None:
    delete_risk(archive, shared)
    retell(other, shared, "Endret her")
    retell(other, shared, "Endret her igjen")
    report = send(shared, sender=archive, to=other)
    assert texts(other, shared) == ["Endret her igjen"]
    assert "er slettet i fila og endret her; den står fortsatt." in report.clashes[0]
    assert send(shared, sender=archive, to=other).clashes == ()


def test_a_deletion_that_another_undid_is_no_conflict_where_the_journal_tells(
    archive: Archive, other: Archive, shared: str
) -> None:
    delete_risk(archive, shared)
    send(shared, sender=archive, to=other)
    undo(archive, shared)
    assert send_file(shared, sender=archive, to=other).clashes == ()
    assert texts(other, shared) == ["Noe kan gå galt"]


# What is exempt


@pytest.mark.parametrize("exempts_here", [True, False])
def test_no_word_of_what_is_exempt_in_either_file_is_told(
    archive: Archive, other: Archive, shared: str, exempts_here: bool
) -> None:
    exempt(other if exempts_here else archive, shared)
    retell(archive, shared, "Hemmelig der")
    retell(other, shared, "Hemmelig her")
    there, here = contents(archive, shared), contents(other, shared)
    for report in (merge(other, there), merge(archive, here)):
        assert len(report.clashes) == 1
        assert "Risiko (unntatt offentlighet) er ulik her og i fila" in report.clashes[0]
        assert "emmelig" not in report.clashes[0]


def test_no_word_of_what_hangs_on_something_exempt_there_is_told(
    archive: Archive, other: Archive, shared: str
) -> None:
    risk = loaded(archive, shared).risks[0]
    do(archive, shared, risk_edits.add_cause(risk, "Hastverk"))
    send(shared, sender=archive, to=other)
    exempt(archive, shared)
    for each, text in ((archive, "Hemmelig der"), (other, "Hemmelig her")):
        cause = loaded(each, shared).causes[0]
        do(each, shared, Change(cause, replace(cause, text=text)))
    report = send(shared, sender=archive, to=other)
    assert [sentence.partition(" er ulik")[0] for sentence in report.clashes] == [
        "Konflikt: Årsak (unntatt offentlighet)"
    ]


def test_of_two_with_the_same_rev_the_exempt_one_stands(
    archive: Archive, other: Archive, shared: str
) -> None:
    exempt(archive, shared)
    retell(other, shared, "Åpent, og senere i alfabetet")
    send(shared, sender=archive, to=other)
    send(shared, sender=other, to=archive)
    assert [loaded(each, shared).risks[0].exempt for each in (archive, other)] == ["basis-1"] * 2


def test_an_exemption_that_a_newer_version_is_without_is_warned_of(
    archive: Archive, other: Archive, shared: str
) -> None:
    exempt(other, shared)
    retell(archive, shared, "Hemmelig")
    retell(archive, shared, "Hemmelig igjen")
    (told,) = send(shared, sender=archive, to=other).clashes
    assert told.endswith("Den er ikke unntatt lenger; sett unntaket på igjen om det skal gjelde.")


def test_a_name_that_was_erased_here_comes_neither_into_the_report_nor_into_the_history(
    archive: Archive, other: Archive, shared: str
) -> None:
    retell(archive, shared, "Fornavn glemte det")
    for text in ("Noe annet", "[slettet] glemte det"):
        retell(other, shared, text)
    (told,) = send(shared, sender=archive, to=other).clashes
    assert told == (
        "Mulig konflikt: Risiko (der et navn er slettet for godt) er ulik her og i fila;"
        " her står nå det som sto her."
    )
    assert not any("Fornavn" in said for said in told_in_history(other, shared))


# Beside the rows


def test_two_names_of_one_legal_basis_are_told_and_become_one(
    archive: Archive, other: Archive, shared: str
) -> None:
    for each, name in ((archive, "Der"), (other, "Her")):
        exempt(each, shared)
        (basis,) = select(each, LegalBasisRow, "uid = 'basis-1'", order="uid")
        with action(each, None, "Endret hjemmel") as writer:
            writer.change(basis, replace(basis, name=name))
    report = send(shared, sender=archive, to=other)
    send(shared, sender=other, to=archive)
    assert any("Hjemmel «Her», Navn" in sentence for sentence in report.clashes)
    assert collect(other, shared).legal_bases == collect(archive, shared).legal_bases


def test_a_window_that_shows_the_text_of_before_does_not_write_over_what_came_with_its_rev(
    archive: Archive, other: Archive, shared: str
) -> None:
    retell(archive, shared, "Slik der")
    retell(other, shared, "Slik her")
    shown = loaded(archive, shared).risks[0]
    send(shared, sender=other, to=archive)
    with pytest.raises(Conflict):
        do(archive, shared, Change(shown, replace(shown, text="Skrevet i et gammelt vindu")))
    assert texts(archive, shared) == ["Slik her"]


def test_nothing_is_written_when_it_is_only_tried(
    archive: Archive, other: Archive, shared: str
) -> None:
    retell(archive, shared, "Slik der")
    retell(other, shared, "Slik her")
    add_risk(archive, shared, "Ny")
    before = (contents(other, shared), journal(other))
    tried = merge(other, contents(archive, shared), only_try=True)
    assert (contents(other, shared), journal(other)) == before
    assert send(shared, sender=archive, to=other) == tried


def test_a_journal_of_another_that_holds_no_json_is_read_as_holding_nothing(
    archive: Archive, other: Archive, shared: str
) -> None:
    retell(other, shared, "Slik her")
    for text in ("Slik der", "Og slik"):
        retell(archive, shared, text)
    archive.connection.execute("UPDATE change SET before = '[' || before")
    report = send_file(shared, sender=archive, to=other)
    assert "«Slik her»" in report.clashes[0]


def test_a_meeting_that_was_deleted_here_stays_away(
    archive: Archive, other: Archive, shared: str
) -> None:
    other.connection.execute("INSERT INTO tombstone VALUES ('borte', 'meeting', 'borte', NULL, 2)")
    coming = contents(archive, shared)
    head = replace(coming.head, uid="borte", rev=9)
    with pytest.raises(MergeRefused, match="Møtet er slettet for godt her"):
        merge(other, Contents(head, ()))


# Closed meetings


def test_a_meeting_closed_there_is_refused_where_something_else_stands_here(
    archive: Archive, other: Archive, shared: str
) -> None:
    close(archive, shared)
    add_risk(other, shared, "Bare her")
    before = contents(other, shared)
    with pytest.raises(
        MergeRefused, match=r"avsluttet i fila, men her står noe annet enn der \(Risiko\)"
    ):
        send(shared, sender=archive, to=other)
    assert contents(other, shared) == before


def test_a_meeting_closed_here_tells_what_was_changed_there_meanwhile_and_stays(
    archive: Archive, other: Archive, shared: str
) -> None:
    retell(archive, shared, "Slik der")
    retell(other, shared, "Slik her")
    close(other, shared)
    before = (contents(other, shared), journal(other))
    report = send(shared, sender=archive, to=other)
    assert "«Slik der»" in report.clashes[0]
    assert (contents(other, shared), journal(other)) == before
    assert loaded(other, shared).head.status is Status.CLOSED
