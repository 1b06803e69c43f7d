"""The package: nothing is lost on the way, and what is none of ours is told in one sentence."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from exports.make_schema import SCHEMA_FILE
from exports.package import LARGEST, PackageRefused, Rows, import_package, pack, read, schema, write
from store import kind, meetings, point_edits, risk_edits
from store.database import Archive
from store.demo import fill
from store.edits import Add, Change, Edit
from store.journal import action
from store.merge_contents import collect
from store.rows import CONTENT, JOURNALED, NoteRow, RiskRow
from store.text import MAX_TEXT
from tests.conftest import open_file
from tests.hostile_text import HOSTILE

FORMAT_FILE = Path(__file__).parents[2] / "docs" / "format.md"
TODAY = date(2026, 11, 24)


def exported(archive: Archive, uid: str) -> bytes:
    return write(pack(meetings.load(archive, uid), collect(archive, uid)))


def do(archive: Archive, uid: str, edit: Edit) -> None:
    with action(archive, uid, "Prøve") as writer:
        edit.apply(writer)


def everything_in(archive: Archive) -> list[list[tuple[object, ...]]]:
    names = ("action", "change", "tombstone", "legal_basis", *(row.table for row in JOURNALED))
    return [
        [tuple(record) for record in archive.connection.execute(f'SELECT * FROM "{name}"')]
        for name in names
    ]


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Archive]:
    opened = open_file(tmp_path / "en annen.db")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """Filled once, and only read."""
    opened = open_file(tmp_path_factory.mktemp("demo") / "demo.db")
    fill(opened, kind.load(), TODAY)
    yield opened
    opened.close()


def titled(archive: Archive, start: str) -> str:
    return next(line.uid for line in meetings.recent(archive) if line.title.startswith(start))


@pytest.fixture
def wheel(demo: Archive) -> dict[str, Any]:
    """A finished wheel's package as plain JSON, to be spoilt."""
    package: dict[str, Any] = json.loads(exported(demo, titled(demo, "Legemiddel")))
    return package


def test_every_demo_meeting_comes_back_as_the_same_bytes(demo: Archive, other: Archive) -> None:
    for line in meetings.recent(demo):
        data = exported(demo, line.uid)
        import_package(other, data, "møte.json")
        assert exported(other, line.uid) == data


def test_an_imported_meeting_is_the_meeting_that_was_exported(
    demo: Archive, other: Archive
) -> None:
    uid = titled(demo, "Strømbrudd")
    import_package(other, exported(demo, uid), "møte.json")
    there, here = meetings.load(demo, uid), meetings.load(other, uid)
    for name in ("head", "kind", "sittings", "attendance", "notes", "answers", "deviations"):
        assert getattr(here, name) == getattr(there, name)
    assert {row.uid: row for row in here.follow_ups} == {row.uid: row for row in there.follow_ups}


def storable(text: str) -> bool:
    """Lone surrogates never reach the database; the longest text has a test of its own."""
    return len(text) < 1000 and text.encode("utf-8", "ignore").decode() == text


writable = st.one_of(
    st.sampled_from([text for text in HOSTILE if storable(text)]),
    st.text(st.characters(codec="utf-8"), max_size=60),
)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(texts=st.lists(writable, min_size=6, max_size=6), remark=writable, exempt=st.booleans())
def test_hostile_texts_make_the_round_trip(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], remark: str, exempt: bool
) -> None:
    folder = tmp_path_factory.mktemp("runde")
    first, second = open_file(folder / "en.db"), open_file(folder / "to.db")
    try:
        uid = hostile_meeting(first, texts, remark, exempt)
        data = exported(first, uid)
        import_package(second, data, "møte.json")
        assert exported(second, uid) == data
        assert (
            import_package(second, data, "møte.json").sentence()
            == "er uendret, for alt var her fra før"
        )
        assert "\x1b" not in data.decode()
    finally:
        first.close()
        second.close()


def hostile_meeting(archive: Archive, texts: list[str], remark: str, exempt: bool) -> str:
    made = meetings.Plan(
        kind=kind.load().by_id["internkontroll"],
        title=f"Tema {texts[0]}",
        date=TODAY,
        unit=texts[1],
        participants=[f"Leder {texts[2]}"],
    )
    uid = meetings.plan(archive, made)
    do(archive, uid, risk_edits.add(meetings.load(archive, uid), "risikoer", texts[3]))
    risk = meetings.load(archive, uid).risks[0]
    do(archive, uid, risk_edits.add_cause(risk, texts[4]))
    do(archive, uid, risk_edits.add_control(risk, texts[5]))
    basis = "basis-1" if exempt else ""
    do(archive, uid, Change(risk, replace(risk, remark=remark, exempt=basis)))
    return uid


def test_the_longest_text_makes_the_round_trip(
    archive: Archive, other: Archive, plan_meeting: Callable[..., str]
) -> None:
    uid = plan_meeting()
    do(archive, uid, risk_edits.add(meetings.load(archive, uid), "risikoer", "å" * MAX_TEXT))
    data = exported(archive, uid)
    import_package(other, data, "møte.json")
    assert exported(other, uid) == data


def test_the_package_holds_a_list_for_each_table_of_a_meeting() -> None:
    assert Rows.__struct_fields__ == tuple(row.table for row in CONTENT)


def test_the_kind_stands_as_an_object_and_not_as_a_text(wheel: dict[str, Any]) -> None:
    assert wheel["meeting"]["definition"]["id"] == "internkontroll"


def test_neither_local_numbers_nor_drafts_nor_the_time_of_export_are_in_it(
    archive: Archive, plan_meeting: Callable[..., str]
) -> None:
    uid = plan_meeting()
    before = exported(archive, uid)
    archive.connection.execute("INSERT INTO draft VALUES (?, 'x', 'halvskrevet')", (uid,))
    assert exported(archive, uid) == before
    assert b'"id":' not in json.dumps(json.loads(before)["rows"]).encode()


def test_only_the_legal_bases_in_use_are_in_it(
    archive: Archive, plan_meeting: Callable[..., str]
) -> None:
    uid = plan_meeting("evaluering")
    note = NoteRow(meeting=uid, section="punkter", column="bra", text="Hemmelig", exempt="basis-2")
    do(archive, uid, Add(note))
    package = json.loads(exported(archive, uid))
    assert [basis["uid"] for basis in package["legal_bases"]] == ["basis-2"]


def test_a_deleted_row_leaves_its_uid_and_rev_and_no_word_of_it(
    archive: Archive, plan_meeting: Callable[..., str], load: Callable[[str], meetings.Meeting]
) -> None:
    uid = plan_meeting("evaluering")
    do(archive, uid, point_edits.add(load(uid), "punkter", "bra", "Angres på"))
    note = load(uid).notes[0]
    do(archive, uid, point_edits.remove(load(uid), note))
    data = exported(archive, uid)
    assert json.loads(data)["tombstones"] == [{"uid": note.uid, "table": "note", "rev": 2}]
    assert "Angres på" not in data.decode()


def spoil(path: str, value: object) -> Callable[[dict[str, Any]], None]:
    """Set what stands at «rows.risk.0.text»; None takes it away."""

    def at(package: dict[str, Any]) -> None:
        place: Any = package
        *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
        for step in way:
            place = place[step]
        if value is None:
            del place[last]
        else:
            place[last] = value

    return at


SPOILT = {
    "a newer version": (spoil("version", 2), "nyere versjon av referat"),
    "an unknown version": (spoil("version", 0), "«version»"),
    "no version": (spoil("version", None), "«version» mangler"),
    "another program's": (spoil("format", "kalender"), "ikke et møte fra referat"),
    "a public one": (spoil("public", True), "offentlig utgave"),
    "a missing field": (spoil("meeting.title", None), "«title» mangler i «meeting»"),
    "a missing table": (spoil("rows.cause", None), "«cause» mangler i «rows»"),
    "a wrong type": (spoil("rows.risk.3.likelihood", "fire"), "«rows.risk[3].likelihood»"),
    "a wrong date": (spoil("rows.sitting.0.date", "2026-02-30"), "ikke en dato"),
    "an unknown field": (spoil("rows.risk.0.farge", "rød"), "«farge» i «rows.risk[0]» er ukjent"),
    "an unknown word": (spoil("rows.risk.0.enough", "kanskje"), "«rows.risk[0].enough»"),
    "a foreign row": (spoil("rows.risk.0.meeting", "et-annet"), "hører til et annet møte"),
    "a cause of nothing": (
        spoil("rows.cause.0.risk", "finnes-ikke"),
        "«rows.cause[0].risk» viser til en rad som ikke er med",
    ),
    "a task about nothing": (spoil("rows.task.0.about", "borte"), "«rows.task[0].about»"),
    "an unknown basis": (spoil("rows.risk.1.exempt", "basis-9"), "«rows.risk[1].exempt»"),
    "a row twice": (spoil("rows.risk.1.uid", "MEETING"), "brukt av noe annet"),
    "a row without uid": (spoil("rows.risk.1.uid", None), "«uid» mangler"),
    "a rev of nothing": (spoil("rows.risk.1.rev", 0), "«rev» i «rows.risk[1]»"),
    "a number too large": (spoil("rows.risk.1.rev", 10**30), "for stort"),
    "a score outside the scale": (
        spoil("rows.risk.0.consequence", 6),
        "«rows.risk[0].consequence»",
    ),
    "no such section": (spoil("rows.risk.0.section", "hjulet"), "«rows.risk[0].section»"),
    "figures outside the scale": (spoil("rows.estimate.0.figures", "239"), "figures»"),
    "no such clock time": (spoil("rows.sitting.0.start", "25:00"), "«rows.sitting[0].start»"),
    "an unknown frist": (spoil("rows.task.0.deadline_kind", "en gang"), "deadline_kind"),
    "no sitting": (spoil("rows.sitting.0.position", 7), "«rows.sitting»"),
    "an empty title": (spoil("meeting.title", " "), "«meeting.title» er tom"),
    "another kind": (spoil("meeting.kind", "evaluering"), "«meeting.kind»"),
    "a broken kind": (spoil("meeting.definition.stops.0.section", "x"), "som ikke finnes"),
    "an unknown tombstone": (
        spoil("tombstones", [{"uid": "x", "table": "meeting", "rev": 1}]),
        "«tombstones[0]»",
    ),
    "a text of a novel": (spoil("rows.risk.0.text", "a" * 100_001), "lengre enn 100000 tegn"),
}


@pytest.mark.parametrize("name", SPOILT)
def test_a_bad_package_gets_its_sentence_and_nothing_is_written(
    name: str, wheel: dict[str, Any], other: Archive
) -> None:
    spoiling, expected = SPOILT[name]
    spoiling(wheel)
    text = json.dumps(wheel).replace('"MEETING"', json.dumps(wheel["meeting"]["uid"]))
    before = everything_in(other)
    with pytest.raises(PackageRefused) as refused:
        import_package(other, text.encode(), "møte.json")
    sentence = str(refused.value)
    assert expected in sentence
    assert sentence.startswith("«møte.json»: Pakken kan ikke brukes: ")
    assert sentence.endswith(".")
    assert "Expected" not in sentence
    assert "Invalid" not in sentence
    assert everything_in(other) == before


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"PK\x03\x04", b"\xff\xfe{}", b"[" * 200_000, b'{"format": "referat-package"'],
    ids=["empty", "half", "zip", "no utf-8", "deep", "cut off"],
)
def test_what_is_no_json_is_told_so(data: bytes) -> None:
    with pytest.raises(PackageRefused, match="ikke JSON"):
        read(data)


@pytest.mark.parametrize("data", [b"[]", b"1", b"null", b'"x"', b"{}"])
def test_json_that_is_no_package_is_told_so(data: bytes) -> None:
    with pytest.raises(PackageRefused, match="ikke et møte fra referat"):
        read(data)


def test_a_file_too_large_is_not_even_read() -> None:
    with pytest.raises(PackageRefused, match="større enn 50 MB"):
        read(b" " * (LARGEST + 1))


def test_a_package_cut_anywhere_is_refused(wheel: dict[str, Any]) -> None:
    whole = json.dumps(wheel).encode()
    for length in range(0, len(whole), 997):
        with pytest.raises(PackageRefused):
            read(whole[:length])


def test_escape_sequences_in_a_package_are_taken_away(
    wheel: dict[str, Any], other: Archive
) -> None:
    wheel["meeting"]["status"] = "avsluttet"
    wheel["rows"]["risk"][0]["text"] = "Rød\x1b[31m \x1b]52;c;aGVp\x07risiko\u202e"
    import_package(other, json.dumps(wheel).encode(), "møte.json")
    texts = [row.text for row in meetings.load(other, wheel["meeting"]["uid"]).risks]
    assert "Rød risiko" in texts


def test_the_files_own_name_can_not_write_to_the_terminal(other: Archive) -> None:
    with pytest.raises(PackageRefused) as refused:
        import_package(other, b"", "møte\x1b[2J.json")
    assert "\x1b" not in str(refused.value)


def test_the_checked_in_schema_is_what_the_types_say() -> None:
    assert SCHEMA_FILE.read_bytes().replace(b"\r\n", b"\n") == schema(), (
        "Run: python -m exports.make_schema"
    )


def test_a_real_package_obeys_the_schema(wheel: dict[str, Any]) -> None:
    described = json.loads(SCHEMA_FILE.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(described)
    jsonschema.validate(wheel, described)


def test_the_schema_refuses_a_field_that_it_does_not_know(wheel: dict[str, Any]) -> None:
    wheel["rows"]["risk"][0]["farge"] = "rød"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wheel, json.loads(SCHEMA_FILE.read_text("utf-8")))


def test_every_table_and_field_is_documented() -> None:
    sections = {
        found[1]: found[2]
        for found in re.finditer(
            r"^### `(\w+)`\n(.*?)(?=^##|\Z)", FORMAT_FILE.read_text("utf-8"), re.M | re.S
        )
    }
    common = {"uid", "rev", "meeting", "position"}
    for row in JOURNALED:
        told = set(re.findall(r"^\| `(\w+)`", sections[row.table], re.M))
        assert told | common == {*row.__struct_fields__} | common


def test_a_risk_of_the_package_has_every_column_of_its_table(wheel: dict[str, Any]) -> None:
    assert set(wheel["rows"]["risk"][0]) == set(RiskRow.__struct_fields__)
