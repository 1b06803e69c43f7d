"""The documents beside the minutes: the notice and the action plan."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from exports import FORMATS
from exports.files import FileRefused
from exports.order import EXTRACTS, MINUTES, Order
from exports.outline import Document, Facts, PageBreak, Paragraph, Signatures
from exports.papers import PAPERS, document
from exports.source import for_the_public, source
from exports.writing import write_document
from store import lifecycle
from store.database import Archive
from store.edits import Change
from store.settings import Settings
from store.vocabulary import ItemText, ItemType, Outcome, TaskStatus
from tests.exports.rich_meetings import fill_cooperation, fill_talk
from tests.exports.room import Room, facts, headings, items, rows, sentences, under
from tests.exports.test_public import MARKER, everything_in, make_exempt, with_secrets
from tests.series_of_talks import SPRING, Talks
from tests.store.cooperation import Table

DAY = date(2026, 11, 24)
OTHERS = [name for name in PAPERS if name != MINUTES]


def paper(room: Room, name: str) -> Document:
    return document(Order(room.source, name))


# The notice


def test_the_notice_tells_when_where_and_who_is_called(wheel: Room) -> None:
    said = facts(paper(wheel, "innkalling"))
    assert said["Tid"].startswith("tir 24.11.2026")
    assert said["Innkalt"] == ", ".join(who.name for who in wheel.meeting.participants)


def test_the_notice_of_a_samarbeidsmøte_has_its_saker_and_calls_by_party(archive: Archive) -> None:
    table = Table(archive)
    table.add("Vikarbyrå")
    table.add("Budsjett", item_type=ItemType.INFORMATION)
    table.fix()
    made = document(Order(source(archive, table.uid), "innkalling"))
    assert [list(row) for row in rows(made, "Saksliste")] == [
        ["1/26", "Vikarbyrå", "Drøfting"],
        ["2/26", "Budsjett", "Informasjon"],
    ]
    assert facts(made)["Fagforbundet"] == "HTV Fagforbundet"


def test_what_was_written_of_a_sak_stands_under_its_name_in_the_notice(archive: Archive) -> None:
    table = Table(archive)
    table.add("Vikarbyrå")
    table.say(ItemText.BASIS, "Hovedavtalen")
    table.say(ItemText.PROPOSAL, "Avtalen sies opp.")
    made = document(Order(source(archive, table.uid), "innkalling"))
    said = [
        "".join(run.text for run in block.stretches)
        for block in made.blocks
        if isinstance(block, Paragraph)
    ]
    assert said[-2:] == ["Grunnlag: Hovedavtalen", "Arbeidsgivers forslag: Avtalen sies opp."]


def test_a_kind_without_saker_tells_what_it_goes_through(evaluation: Room) -> None:
    steps = items(paper(evaluation, "innkalling"), "Slik går vi fram")
    assert steps == [stop.heading for stop in evaluation.meeting.kind.stops]


def test_what_is_open_from_last_time_stands_in_the_notice(archive: Archive) -> None:
    talks = Talks(archive)
    last = talks.begin(SPRING)
    talks.agree(last, "Plan for vikarbruk", "uke 50")
    talks.close(last)
    planned = talks.plan()
    made = document(Order(source(archive, planned.uid), "innkalling"))
    ((task, _who, _when, status),) = rows(made, "Åpne oppgaver fra tidligere møter")
    assert task.startswith("Plan for vikarbruk")
    assert status == "Ikke startet"


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ("09:00", "11:30", "kl. 09.00–11.30 (2 timer og 30 minutter)"),
        ("13:00", "14:00", "kl. 13.00–14.00 (1 time)"),
        ("13:00", "13:45", "kl. 13.00–13.45 (45 minutter)"),
        ("13:00", "", "kl. 13.00"),
        ("23:00", "01:00", "kl. 23.00–01.00"),
    ],
)
def test_the_notice_tells_how_long_it_is_to_last(
    wheel: Room, start: str, end: str, told: str
) -> None:
    wheel.change(wheel.meeting.sitting, start=start, end=end)
    assert facts(paper(wheel, "innkalling"))["Tid"] == f"tir 24.11.2026 (uke 48), {told}"


def test_the_notice_says_what_the_meeting_is_for_and_why_this_theme(wheel: Room) -> None:
    wheel.head(reason="Viktig: feil kan gi skade")
    made = paper(wheel, "innkalling")
    assert Paragraph(wheel.meeting.kind.purpose, "lead") in made.blocks
    assert facts(made)["Hvorfor dette temaet?"] == "Viktig: feil kan gi skade"


def test_the_notice_lists_what_there_is_to_read(archive: Archive) -> None:
    last = Table(archive, SPRING)
    lifecycle.start(archive, last.meeting)
    table = Table(archive)
    table.add("Vikarbyrå", "Budsjett")
    table.say(ItemText.BASIS, "Hovedavtalen", 2)
    table.say(ItemText.PROPOSAL, "Avtalen sies opp.", 2)
    made = document(Order(source(archive, table.uid), "innkalling"))
    assert items(made, "Papirer til møtet") == [
        "Sak 1: referatet som skal godkjennes, ligger ved",
        "Sak 2: grunnlag og arbeidsgivers forslag",
    ]


def test_where_there_is_nothing_to_read_the_notice_lists_nothing(evaluation: Room) -> None:
    assert "Papirer til møtet" not in headings(paper(evaluation, "innkalling"))


def test_a_task_that_was_exempted_after_it_was_carried_is_told_with_its_ground(
    archive: Archive,
) -> None:
    talks = Talks(archive)
    last = talks.begin(SPRING)
    task = talks.agree(last, "Oppfølging av en ansatt", "uke 50")
    planned = talks.plan()
    talks.do(last, Change(task, replace(task, exempt="basis-1")))
    internal = source(archive, planned.uid)
    ((said, *_),) = rows(
        document(Order(internal, "innkalling")), "Åpne oppgaver fra tidligere møter"
    )
    assert said.startswith("Oppfølging av en ansatt (unntatt offentlighet, jf. offl. § 13")
    public = document(Order(for_the_public(internal), "innkalling"))
    ((said, *_),) = rows(public, "Åpne oppgaver fra tidligere møter")
    assert said == "Unntatt offentlighet, jf. offl. § 13 jf. fvl. § 13 første ledd nr. 1"


# The action plan


def test_the_action_plan_has_the_tasks_by_frist_and_by_who_has_them(wheel: Room) -> None:
    wheel.task("Senere", "Rektor", "uke 50")
    wheel.task("Først", "Fagsykepleier", "uke 49")
    wheel.task("Ingen", "", "uke 51")
    made = paper(wheel, "handlingsplan")
    assert [row[1] for row in rows(made, "Oppgaver")] == ["Først", "Senere", "Ingen"]
    who = [text for text in headings(made) if text in {"Fagsykepleier", "Rektor", "Uten ansvarlig"}]
    assert who == ["Fagsykepleier", "Rektor", "Uten ansvarlig"]
    assert items(made, "Rektor") == ["Senere (nr. 1). Frist: fre 11.12.2026 (uke 50)"]


def test_a_task_that_is_done_is_nobodys_any_more(wheel: Room) -> None:
    task = wheel.task("Rydde", "Rektor", "uke 50")
    wheel.follow_up(task, TaskStatus.DONE, DAY)
    made = paper(wheel, "handlingsplan")
    assert "Rektor" not in headings(made)
    assert "Ingen oppgaver er åpne." in sentences(made, "Oppgaver")


def test_where_a_task_is_withheld_nothing_is_said_of_whether_all_are_done(wheel: Room) -> None:
    wheel.task("Hemmelig", "Rektor", "uke 50")
    make_exempt(wheel, wheel.meeting.tasks[-1])
    made = document(Order(for_the_public(wheel.source), "handlingsplan"))
    assert "Ingen oppgaver er åpne." not in str(made.blocks)


def test_those_who_take_part_find_their_tasks_too(wheel: Room) -> None:
    wheel.task("Ny rutine", "Rektor, Verneombud", "uke 50")
    made = paper(wheel, "handlingsplan")
    assert items(made, "Rektor") == ["Ny rutine (nr. 1). Frist: fre 11.12.2026 (uke 50)"]
    assert items(made, "Verneombud") == [
        "Ny rutine (nr. 1), medvirkende. Frist: fre 11.12.2026 (uke 50)"
    ]


def test_names_stand_in_norwegian_order_with_what_nobody_has_last(wheel: Room) -> None:
    for name in ("Ålesund", "", "Ærlig", "Østre", "Avdelingsleder"):
        wheel.task(f"Til {name}", name, "uke 50")
    made = paper(wheel, "handlingsplan")
    assert headings(made)[-5:] == ["Avdelingsleder", "Ærlig", "Østre", "Ålesund", "Uten ansvarlig"]


# Extracts and signatures


def test_each_sak_has_an_extract_that_tells_where_it_was_taken_up(archive: Archive) -> None:
    table = Table(archive)
    table.add("Vikarbyrå", "Budsjett")
    table.fix()
    table.say(ItemText.CONCLUSION, "Drøftet.", 2)
    settings = Settings(municipality="Eksempeldal kommune")
    made = document(Order(source(archive, table.uid, settings), "saksutskrift"))
    said = str(headings(made))
    assert "Saksutskrift, sak 1/26" in said
    assert "Saksutskrift, sak 2/26" in said
    assert sum(isinstance(block, PageBreak) for block in made.blocks) == 1
    told = [dict(block.rows) for block in made.blocks if isinstance(block, Facts)]
    assert [each["Dato"] for each in told] == ["tir 24.11.2026 (uke 48)"] * 2
    assert "Drøftet." in str(made.blocks[-1])


def test_an_extract_can_be_of_one_sak_which_its_file_is_named_by(
    archive: Archive, tmp_path: Path
) -> None:
    table = Table(archive)
    table.add("Vikarbyrå", "Budsjett")
    table.fix()
    order = Order(source(archive, table.uid), "saksutskrift", item=table.entry(2).item.uid)
    assert "Saksutskrift, sak 2/26" in headings(document(order))
    assert "Vikarbyrå" not in str(document(order).blocks)
    assert write_document(order, tmp_path).name.endswith(" – saksutskrift sak 2-26.docx")


def test_the_extract_of_a_sak_in_a_meeting_that_is_exempt_as_a_whole_tells_nothing(
    archive: Archive, tmp_path: Path
) -> None:
    room = Room(archive, Table(archive).uid)
    with_secrets(room)
    item = room.meeting.items[-1].uid
    room.head(title=MARKER, unit=MARKER, exempt="basis-3")
    order = Order(for_the_public(room.source), "saksutskrift", item=item)
    path = write_document(order, tmp_path)
    assert path.name.endswith(" – saksutskrift (offentlig).docx")
    assert MARKER.encode() not in everything_in(path.read_bytes())


def test_a_party_that_was_there_has_a_line_to_sign_on(archive: Archive) -> None:
    table = Table(archive)
    lifecycle.start(archive, table.meeting)
    made = document(Order(source(archive, table.uid), "underskrifter"))
    (signing,) = [block for block in made.blocks if isinstance(block, Signatures)]
    assert signing.parties == ("Arbeidsgiver", "Fagforbundet", "Utdanningsforbundet")


def test_what_a_kind_has_no_use_for_is_not_offered(evaluation: Room) -> None:
    offered = [name for name, each in PAPERS.items() if each.is_offered(evaluation.meeting)]
    assert offered == ["referat", "innkalling", "handlingsplan"]


# All of them


OF_SAKER_AND_PARTIES = {"saksutskrift", "underskrifter"}
OFFERED = [
    (kind_id, name)
    for kind_id in ("ros", "samarbeid", "evaluering")
    for name in OTHERS
    if kind_id == "samarbeid" or name not in OF_SAKER_AND_PARTIES
]


@pytest.mark.parametrize("name", OTHERS)
def test_only_what_says_what_the_minutes_say_is_a_draft_and_each_has_its_file(
    archive: Archive, tmp_path: Path, name: str
) -> None:
    table = Table(archive)
    table.add("Vikarbyrå")
    order = Order(source(archive, table.uid), name)
    assert document(order).draft is (name in OF_SAKER_AND_PARTIES)
    path = write_document(order, tmp_path)
    assert path.name.endswith(f" – {PAPERS[name].about}.docx")
    assert write_document(order, tmp_path) == path


@pytest.mark.parametrize(
    ("name", "lacks"),
    [("serieplan", "enhet"), ("saksutskrift", "saker"), ("underskrifter", "parter")],
)
def test_a_document_that_a_meeting_has_nothing_for_is_refused_in_a_sentence(
    evaluation: Room, tmp_path: Path, name: str, lacks: str
) -> None:
    with pytest.raises(FileRefused, match=f"^{PAPERS[name].label} kan .* ingen {lacks}.*\\.$"):
        write_document(Order(evaluation.source, name), tmp_path)
    assert list(tmp_path.glob("*.docx")) == []


@pytest.mark.parametrize("format_", ["docx", "md"])
@pytest.mark.parametrize(("kind_id", "name"), OFFERED)
def test_nothing_exempt_is_in_the_public_one(
    plan_meeting: Callable[..., str],
    archive: Any,
    tmp_path: Path,
    kind_id: str,
    format_: str,
    name: str,
) -> None:
    room = Room(archive, plan_meeting(kind_id, unit="Skole"))
    with_secrets(room)
    path = write_document(Order(for_the_public(room.source), name), tmp_path, format_)
    assert MARKER.encode() not in everything_in(path.read_bytes())
    room.head(title=MARKER, unit=MARKER, place=MARKER, exempt="basis-3")
    path = write_document(Order(for_the_public(room.source), name), tmp_path, format_)
    assert MARKER not in path.name
    assert MARKER.encode() not in everything_in(path.read_bytes())
    assert "offl. § 14" in everything_in(path.read_bytes()).decode("utf-8", "ignore")


@pytest.mark.parametrize(("name", "is_marked"), [("innkalling", False), ("handlingsplan", True)])
def test_a_document_is_marked_as_internal_where_something_exempt_is_in_it(
    wheel: Room, name: str, is_marked: bool
) -> None:
    wheel.task("Om en ansatt", "Rektor", "uke 50")
    make_exempt(wheel, wheel.meeting.tasks[-1])
    text = FORMATS["md"].write(Order(wheel.source, name)).decode()
    assert ("Intern utgave: inneholder" in text) is is_marked


@pytest.fixture
def with_an_exempt_sak(archive: Archive) -> Table:
    """Sak 2 is exempt; a task and a decision hang on it."""
    table = Table(archive)
    table.add("Vikarbyrå", "Om en ansatt")
    table.fix()
    lifecycle.start(archive, table.meeting)
    room = Room(archive, table.uid)
    for place, task in ((1, "Innhente tilbud"), (2, "Søke om tilskudd")):
        room.task(task, "Personalrådgiver", "uke 50", table.entry(place).item.uid)
    room.decide("Vi følger opp.", table.entry(2).item.uid)
    table.end(Outcome.AGREEMENT, 2)
    make_exempt(room, table.entry(2).item)
    return table


def test_what_hangs_on_an_exempt_sak_is_marked_where_it_stands_in_a_list(
    with_an_exempt_sak: Table,
) -> None:
    made = document(Order(source(with_an_exempt_sak.archive, with_an_exempt_sak.uid)))
    mark = "(unntatt offentlighet, jf. offl."
    assert [mark in row[1] for row in rows(made, "Oppgaver")] == [False, True]
    assert mark in items(made, "Beslutninger")[0]
    assert [mark in line for line in items(made, "Sammendrag")] == [False, True]


def test_how_an_exempt_sak_ended_is_not_told_to_the_public_nor_that_it_did_not(
    with_an_exempt_sak: Table,
) -> None:
    told = source(with_an_exempt_sak.archive, with_an_exempt_sak.uid, public=True)
    made = document(Order(told))
    first, second = items(made, "Sammendrag")
    assert first.endswith("Vikarbyrå: ikke avgjort")
    assert second.startswith("Sak 2/26 Unntatt offentlighet")
    assert "avgjort" not in second
    assert "enighet:" not in second


def test_an_extract_of_a_sak_that_is_open_to_all_is_not_marked(with_an_exempt_sak: Table) -> None:
    table = with_an_exempt_sak
    for place, is_marked in ((1, False), (2, True)):
        order = Order(source(table.archive, table.uid), EXTRACTS, table.entry(place).item.uid)
        assert ("Intern utgave" in FORMATS["md"].write(order).decode()) is is_marked


def test_an_extract_tells_who_was_there_and_who_does_what_by_when(
    with_an_exempt_sak: Table,
) -> None:
    table = with_an_exempt_sak
    order = Order(source(table.archive, table.uid), EXTRACTS, table.entry().item.uid)
    made = document(order)
    told = facts(made)
    assert told["Dato"].startswith("tir 24.11.2026")
    assert told["Fagforbundet"] == "HTV Fagforbundet"
    task = "Oppgave 1: Innhente tilbud Personalrådgiver. Frist: fre 11.12.2026 (uke 50)"
    said = [b for b in under(made, "Sak 1/26 Vikarbyrå") if isinstance(b, Paragraph)]
    assert task in ["".join(run.text for run in block.stretches) for block in said]


def test_a_plan_of_a_series_is_called_by_the_series(archive: Archive) -> None:
    table = Table(archive)
    order = Order(source(archive, table.uid, of_series=True), "serieplan")
    assert document(order).title == "Handlingsplan for serien: Samarbeidsmøte, Kommunen"


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("fill", [fill_talk, fill_cooperation], ids=["ros", "samarbeid"])
def test_it_can_be_made_of_every_kind(
    talk: Room, cooperation: Room, name: str, fill: Callable[[Room], None]
) -> None:
    room = talk if fill is fill_talk else cooperation
    fill(room)
    assert FORMATS["docx"].write(Order(room.source, name))


@pytest.mark.parametrize("format_", [name for name, each in FORMATS.items() if each.holds_data])
def test_a_format_that_holds_data_takes_no_other_document(
    wheel: Room, tmp_path: Path, format_: str
) -> None:
    with pytest.raises(FileRefused, match="som Word, PDF, E-postutkast eller Markdown"):
        write_document(Order(wheel.source, "innkalling"), tmp_path, format_)
    assert not list(tmp_path.glob(f"*{FORMATS[format_].suffix}"))
