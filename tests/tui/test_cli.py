import json
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from store import meetings, settings
from store.journal import action
from store.risk import Level, Scale, Step
from tests.conftest import open_file
from tests.tui.command_line import CommandLine, listed
from tui.locations import Locations


def plan(referat: CommandLine, title: str = "Leirskole", kind_id: str = "evaluering") -> str:
    return referat.done("ny", kind_id, "--tittel", title, "--enhet", "Skole").strip()


def exempt(database: Path) -> None:
    """Exempt the first meeting as a whole."""
    archive = open_file(database)
    meeting = meetings.load(archive, meetings.uid_of(archive, 1))
    with action(archive, meeting.uid, "Unntatt") as writer:
        writer.change(meeting.head, replace(meeting.head, exempt="basis-1"))
    archive.close()


# ny, liste, vis


def test_a_new_meeting_answers_with_its_number_and_is_planned_for_today(
    referat: CommandLine,
) -> None:
    assert referat.done("ny", "evaluering", "--tittel", " Leirskole ") == "1\n"

    (meeting,) = listed(referat)
    assert meeting.pop("uid")
    assert meeting == {
        "number": 1,
        "kind": "evaluering",
        "title": "Leirskole",
        "unit": "",
        "date": "2026-11-24",
        "status": "planlagt",
        "exempt": False,
    }


def test_a_new_meeting_takes_its_day_as_people_write_it(referat: CommandLine) -> None:
    referat.done("ny", "evaluering", "--tittel", "T", "--dato", "1. des", "--enhet", "Skole")

    assert [(each["date"], each["unit"]) for each in listed(referat)] == [("2026-12-01", "Skole")]


def test_a_new_wheel_is_judged_on_the_municipalitys_scale(
    referat: CommandLine, places: Locations
) -> None:
    steps = tuple(Step(word=word) for word in ("Lite", "Noe", "Mye"))
    low = Level(word="Lav", colour_name="grønn", upto=3)
    high = Level(word="Høy", colour_name="rød", upto=9)
    scale = Scale(likelihood=steps, consequence=steps, levels=(low, high))
    settings.change(places.settings, scale=scale)

    number = plan(referat, kind_id="internkontroll")

    package = json.loads(referat.done("vis", number, "--json"))
    held_with = package["meeting"]["definition"]["sections"][0]["scale"]
    assert [step["word"] for step in held_with["likelihood"]] == ["Lite", "Noe", "Mye"]


def test_the_list_shows_the_newest_first_in_columns(referat: CommandLine) -> None:
    referat.done("ny", "evaluering", "--tittel", "Gammel", "--dato", "1.10.2026")
    referat.done("ny", "internkontroll", "--tittel", "Ny", "--enhet", "Skole")

    assert referat("liste").out == (
        "2  24.11.2026  planlagt  internkontroll  Ny      Skole\n"
        "1  01.10.2026  planlagt  evaluering      Gammel\n"
    )


def test_an_empty_list_says_how_to_begin(referat: CommandLine) -> None:
    answer = referat("liste")

    assert (answer.code, answer.out) == (0, "")
    assert "referat ny" in answer.err
    assert listed(referat) == []


def test_an_exempt_meetings_title_is_not_in_the_list(
    referat: CommandLine, places: Locations
) -> None:
    plan(referat, "Hemmelig sak")
    exempt(places.database)

    shown = referat.done("liste")
    assert "Hemmelig" not in shown
    assert "Unntatt offentlighet" in shown
    assert listed(referat)[0]["exempt"] is True


def test_a_meeting_is_shown_as_its_minutes(referat: CommandLine) -> None:
    shown = referat.done("vis", plan(referat))

    assert "# Evalueringsmøte: Leirskole" in shown
    assert "UTKAST" in shown


def test_a_meeting_as_json_is_the_package_that_is_exported(referat: CommandLine) -> None:
    number = plan(referat)
    path = Path(referat.done("eksport", number, "--format", "json", "--til", ".").strip())

    assert referat.done("vis", number, "--json") == path.read_text(encoding="utf-8")


# --db


def test_the_file_can_be_named_before_and_after_the_command(referat: CommandLine) -> None:
    referat.done("--db", "a.db", "ny", "evaluering", "--tittel", "A")

    assert [each["title"] for each in listed(referat, "--db", "a.db")] == ["A"]
    assert listed(referat, "--db", "b.db") == []
    assert listed(referat) == []


def test_the_file_named_after_the_command_wins_over_the_one_before(referat: CommandLine) -> None:
    referat.done("--db", "a.db", "ny", "evaluering", "--tittel", "A", "--db", "b.db")

    assert [each["title"] for each in listed(referat, "--db", "b.db")] == ["A"]
    assert not Path("a.db").exists()


def test_the_environment_names_the_file_where_nothing_else_does(
    referat: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    referat.done("ny", "evaluering", "--tittel", "A", "--db", "a.db")
    monkeypatch.setenv("REFERAT_DB", "a.db")

    assert [each["title"] for each in listed(referat)] == ["A"]
    assert listed(referat, "--db", "b.db") == []


def test_every_command_takes_the_file(referat: CommandLine) -> None:
    commands = (
        *("demo", "typer", "ny", "liste", "vis", "eksport", "importer", "frist"),
        *("kopi", "gjenopprett", "sjekk"),
    )
    for words in (*((command,) for command in commands), ("typer", "sjekk")):
        assert "--db FIL" in referat.done(*words, "--help")


# Documents and packages


def test_an_export_prints_each_path_in_the_order_that_was_asked_for(referat: CommandLine) -> None:
    first, second = plan(referat, "Første"), plan(referat, "Andre")

    paths = referat.done(
        "eksport", second, first, "--til", ".", "--format", "md,docx,json"
    ).splitlines()

    assert [Path(path).suffix for path in paths] == [".md", ".docx", ".json"] * 2
    assert "Andre" in paths[0]
    assert "Første" in paths[3]
    assert all(Path(path).stat().st_size for path in paths)


def test_an_export_without_a_folder_goes_to_the_documents(
    referat: CommandLine, places: Locations
) -> None:
    (path,) = referat.done("eksport", plan(referat)).splitlines()

    assert Path(path).parent == places.documents
    assert Path(path).suffix == ".docx"


def test_all_meetings_are_exported_each_to_a_file_of_its_own(referat: CommandLine) -> None:
    plan(referat)
    plan(referat)

    paths = referat.done("eksport", "--alle", "--til", ".", "--format", "docx,json").splitlines()

    assert len({*paths}) == len([path for path in paths if Path(path).is_file()]) == 4


def test_nothing_to_export_is_no_mistake(referat: CommandLine) -> None:
    answer = referat("eksport", "--alle")

    assert (answer.code, answer.out, answer.err) == (0, "", "Ingen møter å eksportere.\n")


def test_a_progress_bar_keeps_to_the_terminal_and_the_paths_come_after_it(
    referat: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan(referat, "Første")
    plan(referat, "Andre")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)

    several = referat("eksport", "--alle", "--til", ".")
    single = referat("eksport", "1", "--til", ".")

    assert "Skriver" in several.err
    assert [Path(path).suffix for path in several.out.splitlines()] == [".docx", ".docx"]
    assert single.err == ""


def test_an_imported_meeting_is_exported_as_the_same_bytes(referat: CommandLine) -> None:
    plan(referat)
    referat.done("eksport", "1", "--format", "json", "--til", ".")
    (path,) = Path().glob("*.json")
    before = path.read_bytes()

    referat.done("importer", path, "--db", "annen.db")
    Path("ut").mkdir()
    again = referat.done("eksport", "1", "--format", "json", "--til", "ut", "--db", "annen.db")

    assert Path(again.strip()).read_bytes() == before


def test_an_import_says_what_came_of_it_and_can_be_done_again(referat: CommandLine) -> None:
    plan(referat)
    referat.done("eksport", "1", "--format", "json", "--til", ".")
    (path,) = Path().glob("*.json")

    first = referat.done("importer", path, "--db", "annen.db")
    second = referat.done("importer", path, "--db", "annen.db")

    assert first == f"{path.name}: møte 1, «Leirskole», er tatt inn.\n"
    assert second == f"{path.name}: møte 1, «Leirskole», er uendret, for alt var her fra før.\n"
    assert len(listed(referat, "--db", "annen.db")) == 1


def test_an_import_tells_how_much_was_newer(referat: CommandLine) -> None:
    plan(referat)
    package = json.loads(referat.done("vis", "1", "--json"))
    package["meeting"].update(title="Leirskole i mai", rev=2)
    Path("nyere.json").write_text(json.dumps(package), encoding="utf-8")

    answer = referat.done("importer", "nyere.json")

    assert answer == "nyere.json: møte 1, «Leirskole i mai», er oppdatert: 1 endret.\n"


def test_an_import_does_not_tell_the_title_of_an_exempt_meeting(
    referat: CommandLine, places: Locations
) -> None:
    plan(referat, "Hemmelig sak")
    exempt(places.database)
    Path("p.json").write_text(referat.done("vis", "1", "--json"), encoding="utf-8")

    answer = referat.done("importer", "p.json", "--db", "annen.db")

    assert answer == "p.json: møte 1 (unntatt offentlighet) er tatt inn.\n"


def test_a_pattern_that_the_shell_left_stands_for_the_files_it_matches(
    referat: CommandLine,
) -> None:
    plan(referat, "Første")
    plan(referat, "Andre")
    referat.done("eksport", "--alle", "--format", "json", "--til", ".")

    answer = referat.done("importer", "*.json", "--db", "annen.db").splitlines()

    assert len(answer) == 3
    assert answer[2] == "Til sammen 2 møter: 2 tatt inn."


# typer, frist


def test_the_kinds_are_listed_by_the_names_that_a_new_meeting_takes(referat: CommandLine) -> None:
    kinds = json.loads(referat.done("typer", "--json"))

    assert [kind["id"] for kind in kinds][:2] == ["internkontroll", "evaluering"]
    assert all(kind["id"] in referat.done("typer") for kind in kinds)


def test_a_right_kind_file_is_told_to_be(referat: CommandLine) -> None:
    ours = Path(settings.__file__).parent / "kinds" / "evaluering.toml"

    answer = referat.done("typer", "sjekk", ours)

    assert answer.startswith("evaluering.toml er i orden: «Evalueringsmøte» (evaluering)")


def test_a_frist_is_told_as_it_is_understood(referat: CommandLine) -> None:
    answer = referat.done("frist", "uke 50", "--fra", "2026-11-18", "--json")

    assert list(json.loads(answer).items()) == [
        ("kind", "dato"),
        ("date", "2026-12-11"),
        ("shown", "fre 11.12.2026 (uke 50)"),
        ("warnings", []),
        ("candidates", []),
    ]
    assert referat.done("frist", "uke 50", "--fra", "2026-11-18") == "fre 11.12.2026 (uke 50)\n"


def test_an_ambiguous_frist_shows_its_candidates(referat: CommandLine) -> None:
    words = ("frist", "neste fredag", "--fra", "2026-11-18")

    answer = json.loads(referat.done(*words, "--json"))

    assert (answer["kind"], answer["date"]) == ("tvetydig", None)
    assert answer["candidates"] == [
        {"date": "2026-11-20", "shown": "fre 20.11.2026 (uke 47)"},
        {"date": "2026-11-27", "shown": "fre 27.11.2026 (uke 48)"},
    ]
    assert "  fre 27.11.2026 (uke 48)\n" in referat.done(*words)


def test_a_frist_on_a_sunday_is_warned_about(referat: CommandLine) -> None:
    words = ("frist", "29.11", "--fra", "2026-11-18")

    assert json.loads(referat.done(*words, "--json"))["warnings"] == ["29.11.2026 er en søndag."]
    assert "Obs: 29.11.2026 er en søndag." in referat.done(*words)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("løpende", "løpende"),
        ("straks", "snarest"),
        ("neste møte", "neste_møte"),
        ("hver måned", "gjentas"),
        ("", "mangler"),
    ],
)
def test_a_frist_without_a_day_has_its_kind(referat: CommandLine, typed: str, kind: str) -> None:
    answer = json.loads(referat.done("frist", typed, "--fra", "2026-11-18", "--json"))

    assert (answer["kind"], answer["date"]) == (kind, None)


def test_a_refused_frist_is_an_answer_to_a_program_and_a_refusal_to_a_person(
    referat: CommandLine,
) -> None:
    words = ("frist", "31.2", "--fra", "2026-11-18")
    sentence = "31. februar finnes ikke. Skriv for eksempel 18.11.2026."

    told = json.loads(referat.done(*words, "--json"))
    refused = referat(*words)

    assert (told["kind"], told["shown"]) == ("avvist", sentence)
    assert (refused.code, refused.out, refused.err) == (1, "", f"{sentence}\n")
