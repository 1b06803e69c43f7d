"""`referat oppgaver`: the task register on the command line."""

import json
from pathlib import Path
from typing import Any

import pytest

from store import meetings, task_register
from store.vocabulary import TaskStatus
from tests.agreeing import agree_on_task
from tests.conftest import open_file
from tests.tui.command_line import CommandLine
from tui.locations import Locations


@pytest.fixture
def tasks(referat: CommandLine, places: Locations) -> Path:
    """A task over its frist, one that is done, and an exempt one."""
    referat.done("ny", "evaluering", "--tittel", "Leirskole", "--enhet", "Skole")
    referat.done("ny", "ros", "--tittel", "Samtale", "--enhet", "Hjemmetjenesten")
    archive = open_file(places.database)
    for number, (text, frist, name, exempt) in enumerate(
        (
            ("Ny pakkeliste", "20.11.2026", "Inspektør", ""),
            ("Melde avvik", "uke 50", "Rektor", ""),
            ("Hemmelig", "snarest", "Hemmelig navn", "basis-1"),
            ("Ny prognose", "uke 49", "Enhetsleder", ""),
        )
    ):
        meeting = meetings.load(archive, meetings.uid_of(archive, 2 if number == 3 else 1))
        agree_on_task(
            archive, meeting.uid, text, frist, name, uid=f"t{number}", stop="", exempt=exempt
        )
    task_register.follow_up(archive, "t1", TaskStatus.DONE)
    archive.close()
    return places.database


def texts(referat: CommandLine, *words: str) -> list[str]:
    found: list[dict[str, Any]] = json.loads(referat.done("oppgaver", "--json", *words))
    return [each["text"] for each in found]


def test_open_tasks_are_listed_by_frist_and_late_ones_say_so(
    referat: CommandLine, tasks: Path
) -> None:
    lines = referat.done("oppgaver").splitlines()
    assert [line.split()[0] for line in lines] == ["1", "1", "2"]
    assert "Unntatt offentlighet" in lines[0]
    assert "! over fristen  fre 20.11.2026 (uke 47)  ikke startet  Inspektør" in lines[1]
    assert "Hemmelig" not in "".join(lines)


def test_each_option_narrows_the_list(referat: CommandLine, tasks: Path) -> None:
    assert texts(referat) == ["", "Ny pakkeliste", "Ny prognose"]
    assert texts(referat, "--forfalt") == ["Ny pakkeliste"]
    assert texts(referat, "--ansvar", "inspek") == ["Ny pakkeliste"]
    assert texts(referat, "--ansvar", "Hemmelig navn") == []
    assert texts(referat, "--enhet", "hjemmetj") == ["Ny prognose"]
    assert texts(referat, "--type", "ros") == ["Ny prognose"]
    assert texts(referat, "--status", "utført") == ["Melde avvik"]
    assert len(texts(referat, "--status", "alle")) == 4


def test_json_tells_what_another_program_needs(referat: CommandLine, tasks: Path) -> None:
    (task,) = json.loads(referat.done("oppgaver", "--forfalt", "--json"))
    assert task == {
        "uid": "t0",
        "text": "Ny pakkeliste",
        "responsible": "Inspektør",
        "unit": "Skole",
        "kind": "evaluering",
        "status": "ikke startet",
        "remark": "",
        "deadline": "20.11.2026",
        "deadline_kind": "dato",
        "due": "2026-11-20",
        "overdue": True,
        "meeting": 1,
        "exempt": False,
    }


def test_nothing_found_is_a_sentence_and_no_error(referat: CommandLine, tasks: Path) -> None:
    answer = referat("oppgaver", "--ansvar", "Ingen")
    assert (answer.code, answer.out) == (0, "")
    assert "Ingen oppgaver passer" in answer.err


@pytest.mark.parametrize("words", [("--type", "fest"), ("--status", "snart")])
def test_what_does_not_exist_is_refused_with_what_does(
    referat: CommandLine, tasks: Path, words: tuple[str, str]
) -> None:
    answer = referat("oppgaver", *words)
    assert answer.code == 1
    assert "finnes ikke. Velg en av" in answer.err
