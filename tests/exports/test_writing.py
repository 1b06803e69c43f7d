"""The document in its folder: found again, replaced when it is ours, never over others' work."""

import errno
import io
import os
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from exports import FORMATS
from exports.files import FileRefused
from exports.order import Order
from exports.writing import Place, make, place, write_document
from store.database import Archive
from tests.exports.every_format import ALONE
from tests.exports.room import Room

NAME = "2026-11-24 Internkontroll – Legemiddelhåndtering"


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "referater"
    made.mkdir()
    return made


def name_of(name: str, again: str = "") -> str:
    """What the file is called; what is not the minutes says what it is."""
    about = f" – {FORMATS[name].about}" if FORMATS[name].about else ""
    return f"{NAME}{about}{again}{FORMATS[name].suffix}"


def edit_by_hand(path: Path) -> None:
    if path.suffix == ".docx":
        document = docx.Document(io.BytesIO(path.read_bytes()))
        document.add_paragraph("Lagt til for hånd")
        document.save(str(path))
    else:
        path.write_bytes(path.read_bytes() + "Lagt til for hånd".encode())


@pytest.mark.parametrize("name", ALONE)
def test_the_file_is_named_after_the_meeting(wheel: Room, folder: Path, name: str) -> None:
    path = write_document(Order(wheel.source), folder, name)
    assert path == folder / name_of(name)
    assert path.read_bytes() == FORMATS[name].write(Order(wheel.source))


def test_word_is_what_one_gets_unasked(wheel: Room, folder: Path) -> None:
    assert write_document(Order(wheel.source), folder).suffix == ".docx"


@pytest.mark.parametrize("name", ALONE)
def test_an_unchanged_meeting_is_the_same_file_again(wheel: Room, folder: Path, name: str) -> None:
    first = write_document(Order(wheel.source), folder, name)
    before = first.read_bytes()
    assert write_document(Order(wheel.source), folder, name) == first
    assert first.read_bytes() == before
    assert len(names_in(folder)) == 1


@pytest.mark.parametrize("name", ["docx", "eml", "json"])
def test_a_changed_meeting_takes_its_old_documents_place(
    wheel: Room, folder: Path, name: str
) -> None:
    first = write_document(Order(wheel.source), folder, name)
    before = first.read_bytes()
    wheel.decide("Vi går videre.")
    assert write_document(Order(wheel.source), folder, name) == first
    assert first.read_bytes() != before
    assert len(names_in(folder)) == 1


@pytest.mark.parametrize("name", ALONE)
def test_a_document_that_was_edited_by_hand_is_left(wheel: Room, folder: Path, name: str) -> None:
    first = write_document(Order(wheel.source), folder, name)
    edit_by_hand(first)
    edited = first.read_bytes()
    second = write_document(Order(wheel.source), folder, name)
    assert second.name == name_of(name, " (2)")
    assert first.read_bytes() == edited
    assert second.read_bytes() == FORMATS[name].write(Order(wheel.source))


def test_the_second_document_is_found_again_too(wheel: Room, folder: Path) -> None:
    edit_by_hand(write_document(Order(wheel.source), folder))
    second = write_document(Order(wheel.source), folder)
    wheel.decide("Vi går videre.")
    assert write_document(Order(wheel.source), folder) == second
    assert names_in(folder) == [f"{NAME} (2).docx", f"{NAME}.docx"]


def test_where_nothing_stands_a_document_is_in_nobodys_way(wheel: Room, folder: Path) -> None:
    wanted = folder / f"{NAME}.docx"
    assert place(make(Order(wheel.source)), folder) == Place(wanted, wanted)
    assert names_in(folder) == []


def test_a_document_that_was_edited_by_hand_is_told_of_before_anything_is_written(
    wheel: Room, folder: Path
) -> None:
    edit_by_hand(write_document(Order(wheel.source), folder))
    there = place(make(Order(wheel.source)), folder)
    assert there.path.name == f"{NAME} (2).docx"
    assert there.obstacle == "er endret etter at den ble skrevet"
    assert names_in(folder) == [f"{NAME}.docx"]


def test_of_plain_text_it_is_only_said_that_it_may_have_been_edited(
    wheel: Room, folder: Path
) -> None:
    edit_by_hand(write_document(Order(wheel.source), folder, "md"))
    there = place(make(Order(wheel.source), "md"), folder)
    assert there.obstacle == "finnes fra før, og kan være endret etter at den ble skrevet"


def test_a_document_of_another_meeting_is_not_ours_to_offer_to_replace(
    archive: Archive, wheel: Room, plan_meeting: Callable[..., str], folder: Path
) -> None:
    edit_by_hand(write_document(Order(wheel.source), folder))
    other = Room(archive, plan_meeting())
    assert place(make(Order(other.source)), folder).obstacle == ""


def test_plain_text_bears_no_mark_so_an_older_one_is_left(wheel: Room, folder: Path) -> None:
    write_document(Order(wheel.source), folder, "md")
    wheel.decide("Vi går videre.")
    assert write_document(Order(wheel.source), folder, "md").name == f"{NAME} (2).md"


@pytest.mark.parametrize("name", ALONE)
def test_another_meeting_of_the_same_name_is_left(
    archive: Archive,
    wheel: Room,
    plan_meeting: Callable[..., str],
    folder: Path,
    name: str,
) -> None:
    first = write_document(Order(wheel.source), folder, name)
    before = first.read_bytes()
    other = Room(archive, plan_meeting())
    other.decide("Noe annet.")
    other.task("Noe annet")
    other.risk("Noe annet")
    assert write_document(Order(other.source), folder, name).name == name_of(name, " (2)")
    assert first.read_bytes() == before


@pytest.mark.parametrize("name", ALONE)
def test_a_file_of_somebody_elses_is_left(wheel: Room, folder: Path, name: str) -> None:
    there = folder / f"{NAME}{FORMATS[name].suffix}"
    there.write_bytes(b"noe helt annet")
    assert write_document(Order(wheel.source), folder, name) != there
    assert there.read_bytes() == b"noe helt annet"


def test_a_folder_with_the_documents_name_is_stepped_around(wheel: Room, folder: Path) -> None:
    (folder / f"{NAME}.docx").mkdir()
    assert write_document(Order(wheel.source), folder).name == f"{NAME} (2).docx"


def test_a_folder_that_does_not_exist_is_refused(wheel: Room, tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match=r"^Mappen «.*borte» finnes ikke; .*\.$"):
        write_document(Order(wheel.source), tmp_path / "borte")


def test_a_file_in_the_folders_place_is_refused(wheel: Room, tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("x", "utf-8")
    with pytest.raises(FileRefused, match=r"er en fil og ingen mappe; .*\.$"):
        write_document(Order(wheel.source), tmp_path / "fil")


def test_a_folder_that_can_not_be_written_in_is_refused(
    wheel: Room, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*arguments: object, **named: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(FileRefused, match=r"^Mappen «.*» kan ikke skrives i; .*\.$"):
        write_document(Order(wheel.source), folder)
    assert names_in(folder) == []
