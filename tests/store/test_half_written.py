"""What each place of a draft means in a meeting."""

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from store import check, lifecycle
from store.agreed_edits import Where, add_decision
from store.database import Archive
from store.draft_places import (
    APPROVAL,
    EXEMPTING,
    REMARK_TEXT,
    REOPENING,
    SAID_REMARK,
    of_correction,
    of_figure,
    of_follow_up,
    of_item,
    of_new,
)
from store.edits import Add, Change, Remove
from store.half_written import HalfWritten, half_written
from store.rows import DeviationRow, NoteRow, RiskRow
from store.vocabulary import Stance
from tests.series_of_talks import SPRING, Talks
from tests.store.cooperation import Table
from tests.store.meeting_room import Load, MeetingRoom


class Room(MeetingRoom):
    def risk(self, exempt: str = "") -> str:
        row = RiskRow(meeting=self.uid, section="risikoer", text="Feil liste", exempt=exempt)
        self.act(Add(row, ("section",)))
        return self.meeting.risks[-1].uid

    def read(self, place: str, text: str = "halvt") -> HalfWritten:
        (found,) = half_written(self.meeting, {place: text})
        return found


@pytest.fixture
def wheel(archive: Archive, plan_meeting: Callable[..., str], load: Load) -> Room:
    return Room(archive, plan_meeting(), load)


@pytest.fixture
def evaluation(archive: Archive, plan_meeting: Callable[..., str], load: Load) -> Room:
    return Room(archive, plan_meeting("evaluering"), load)


@pytest.mark.parametrize(
    ("place", "what", "stop", "line"),
    [
        ("årsak", "årsak til risiko 1", "identifiser", "årsak"),
        ("kontroll", "kontroll på risiko 1", "tiltak", "kontroll"),
        ("dissens", "dissens på risiko 1", "vurder", "dissens"),
        ("merknad", "merknad til risiko 1", "nok", "merknad"),
        ("linje/uid-9", "rettelse på risiko 1", "identifiser", "linje/uid-9"),
    ],
)
def test_a_line_of_the_wheel_is_gone_on_with_at_its_own_stop_on_its_risk(
    wheel: Room, place: str, what: str, stop: str, line: str
) -> None:
    uid = wheel.risk()
    found = wheel.read(f"risikoer/{place}/{uid}")
    assert (found.what, found.stop, found.row) == (what, stop, uid)
    assert found.opening == (f"risikoer/åpen/{stop}", f"{line}|{uid}")


def test_which_line_is_open_and_how_a_list_is_sorted_are_no_texts(wheel: Room) -> None:
    kept = {"åpen": "oppgave|x|", "risikoer/åpen/nok": "ny|", "risikoer/sortert": "ja"}
    assert half_written(wheel.meeting, kept) == ()


def test_the_fields_of_a_task_are_one_text_named_by_what_is_to_be_done(wheel: Room) -> None:
    fields = {"oppgave/ny/ansvar": "Rektor", "oppgave/ny/frist": "uke", "oppgave/ny/hva": "Kjøpe"}
    (found,) = half_written(wheel.meeting, fields)
    assert (found.what, found.text, found.place) == ("oppgave", "Kjøpe", "oppgave/ny")


def test_a_new_task_is_gone_on_with_where_it_hangs(wheel: Room) -> None:
    uid = wheel.risk()
    assert wheel.read(f"oppgave/{uid}/hva").where == Where("identifiser", uid)
    assert wheel.read("oppgave/vurder/hva").where == Where("vurder")
    assert wheel.read("oppgave/ny/hva").where == Where("oppfolging")
    assert wheel.read("beslutning").where == Where("oppfolging")


@pytest.mark.parametrize("place", ["beslutning/{}", "beslutning/rediger/{}"])
def test_a_correction_of_a_decision_is_gone_on_with_on_that_decision(
    wheel: Room, place: str
) -> None:
    wheel.act(add_decision(wheel.meeting, Where("nok"), "Vi gjør det"))
    uid = wheel.meeting.decisions[0].uid
    found = wheel.read(place.format(uid))
    assert (found.what, found.stop, found.row) == ("rettelse av beslutning", "oppfolging", uid)
    assert found.where is None


def test_what_hangs_on_a_deleted_risk_waits_for_undo_but_a_task_is_named(wheel: Room) -> None:
    uid = wheel.risk()
    wheel.act(Remove((wheel.meeting.risks[0],)))
    assert half_written(wheel.meeting, {f"risikoer/årsak/{uid}": "fordi"}) == ()
    assert wheel.read(f"oppgave/{uid}/hva").where == Where("oppfolging", uid)


def test_a_point_and_its_correction_are_gone_on_with_in_their_column(evaluation: Room) -> None:
    note = NoteRow(meeting=evaluation.uid, section="punkter", column="bedre", text="Sen alarm")
    evaluation.act(Add(note, ("section", "column")))
    uid = evaluation.meeting.notes[0].uid
    new, corrected = evaluation.read("punkter/neste"), evaluation.read(f"punkter/rediger/{uid}")
    assert (new.what, new.stop) == ("punkt under «Neste gang»", "neste")
    assert (corrected.what, corrected.stop, corrected.row) == ("rettelse av punkt", "bedre", uid)


@pytest.mark.parametrize(
    ("place", "what"),
    [
        ("opplysninger/chair", "møteopplysning"),
        ("opplysninger/deltaker", "deltaker"),
        ("deltaker/{participant}/role", "opplysning om deltaker"),
        ("økt/{sitting}/dato", "dato og tid"),
    ],
)
def test_what_belongs_to_the_details_belongs_to_no_stop(wheel: Room, place: str, what: str) -> None:
    meeting = wheel.meeting
    uids = {"participant": meeting.participants[0].uid, "sitting": meeting.sitting.uid}
    found = wheel.read(place.format(**uids))
    assert (found.what, found.stop) == (what, "")


def exempt_places(room: Room) -> dict[str, Any]:
    uid = room.risk(exempt="basis-1")
    about = DeviationRow(meeting=room.uid, about=uid, text="Avvik", exempt="basis-1")
    room.act(Add(about, ("meeting",)))
    deviation = room.meeting.deviations[0].uid
    return {
        f"risikoer/årsak/{uid}": "hemmelig",
        f"oppgave/{uid}/hva": "hemmelig",
        f"avvik/{deviation}/nummer": "hemmelig",
        "oppgave/borte/hva": "hemmelig",
    }


def test_what_belongs_to_an_exempt_row_is_named_without_its_text(wheel: Room) -> None:
    places = exempt_places(wheel)
    begun = half_written(wheel.meeting, places)
    assert len(begun) == 4
    sentences = [found.text for found in check.findings(wheel.meeting, begun=begun)]
    assert "Halvskrevet årsak til risiko 1 (unntatt offentlighet)" in sentences
    assert "hemmelig" not in " ".join(sentences)


def test_a_long_text_is_shortened(wheel: Room) -> None:
    begun = (wheel.read("risikoer/ny", "x" * 100),)
    (sentence,) = (
        found.text for found in check.findings(wheel.meeting, begun=begun) if found.half_written
    )
    assert sentence == f"Halvskrevet risiko: «{'x' * 59}…»"


def test_what_is_being_written_as_exempt_is_named_without_its_text(wheel: Room) -> None:
    places = {"risikoer/ny": "hemmelig", EXEMPTING: "basis-1"}
    begun = half_written(wheel.meeting, places)
    sentences = [found.text for found in check.findings(wheel.meeting, begun=begun)]
    assert "Halvskrevet risiko (unntatt offentlighet)" in sentences


# The saker, the figures, and what was carried


@pytest.fixture
def table(archive: Archive) -> Table:
    found = Table(archive)
    found.add("Vikarbyrå")
    found.fix()
    return found


def exempt_sak(table: Table) -> None:
    item = table.entry().item
    table.act(Change(item, replace(item, exempt="basis-1")))


def test_what_is_written_of_an_exempt_sak_is_named_without_its_text(table: Table) -> None:
    table.stand("Fagforbundet", Stance.AGREES_IF)
    table.act(add_decision(table.meeting, Where("saker", table.entry().item.uid), "Innføres"))
    exempt_sak(table)
    uid, decision = table.entry().item.uid, table.meeting.decisions[0].uid
    places = {
        of_item("saker", uid, "bakgrunn"): "hemmelig",
        of_item("saker", uid, "standpunkt/Fagforbundet"): "hemmelig",
        of_correction("saker", uid): "hemmelig",
        f"oppgave/{uid}/hva": "hemmelig",
        f"beslutning/rediger/{decision}": "hemmelig",
    }
    begun = half_written(table.meeting, places)
    assert [found.exempt for found in begun] == [True] * 5
    sentences = [found.text for found in check.findings(table.meeting, begun=begun)]
    assert "Halvskrevet bakgrunn til sak 1/26 (unntatt offentlighet)" in sentences
    assert "hemmelig" not in " ".join(sentences)


def test_a_task_on_a_sak_is_gone_on_with_in_the_sak(table: Table) -> None:
    uid = table.entry().item.uid
    (found,) = half_written(table.meeting, {f"oppgave/{uid}/hva": "Evaluere"})
    assert (found.where, found.exempt) == (Where("saker", uid), False)


def test_words_of_a_party_that_takes_no_stand_wait(table: Table) -> None:
    place = of_item("saker", table.entry().item.uid, "standpunkt/Fagforbundet")
    assert half_written(table.meeting, {place: "fordi"}) == ()
    table.stand("Fagforbundet", Stance.DISAGREES)
    (found,) = half_written(table.meeting, {place: "fordi"})
    assert found.what == "begrunnelse fra Fagforbundet i sak 1/26"


def test_what_comes_after_closing_waits_until_the_meeting_is_closed(table: Table) -> None:
    places = {
        APPROVAL: "Møtet",
        REMARK_TEXT: "Feil dato",
        REOPENING: "Feil",
        of_item("saker", table.entry().item.uid, "bakgrunn"): "Innleie",
    }
    assert [found.place for found in half_written(table.meeting, places)] == [list(places)[-1]]
    lifecycle.close(table.archive, table.meeting)
    closed = {found.place for found in half_written(table.meeting, places)}
    assert closed == {APPROVAL, REMARK_TEXT, REOPENING}
    lifecycle.approve(table.archive, table.meeting, "Kommunedirektør")
    approved = {found.place for found in half_written(table.meeting, places)}
    assert approved == {REMARK_TEXT, REOPENING}


def test_nothing_is_shown_of_what_is_written_while_it_is_being_exempted(table: Table) -> None:
    places = {of_new("saker", "agenda"): "hemmelig", EXEMPTING: "basis-1"}
    (found,) = half_written(table.meeting, places)
    assert (found.what, found.exempt) == ("sak", True)


def test_an_exempt_task_from_before_is_named_without_its_text(archive: Archive) -> None:
    talks = Talks(archive)
    last = talks.begin(SPRING)
    task = talks.agree(last, "Plan")
    last = talks.do(last, Change(task, replace(task, exempt="basis-1")))
    talks.close(last)
    meeting = talks.begin()
    (found,) = half_written(meeting, {of_follow_up(task.uid, SAID_REMARK): "hemmelig"})
    assert (found.what, found.exempt) == ("merknad til oppgave 1 fra før", True)
    assert (found.stop, found.row) == ("siden_sist", task.uid)


def test_a_figure_is_named_by_what_it_counts_and_of_which_year(archive: Archive) -> None:
    meeting = Talks(archive).begin()
    (found,) = half_written(meeting, {of_figure("tall", "nærvær", "last_year"): "mange"})
    assert (found.what, found.stop) == ("tall for «Nærvær» i fjor", "tall")
