"""Names of exported files, and their way to the disk."""

import errno
import os
import sys
from datetime import date
from pathlib import Path

import pytest

from exports.files import FileRefused, file_name, free_name, without_name, write_atomically

NEW = b"det nye innholdet"


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def refuse_with(monkeypatch: pytest.MonkeyPatch, call: str, number: int) -> None:
    def refuse(*arguments: object, **named: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, call, refuse)


def test_a_new_file_holds_what_was_written_and_nothing_lies_beside_it(tmp_path: Path) -> None:
    write_atomically(tmp_path / "Møte.docx", NEW)
    assert (tmp_path / "Møte.docx").read_bytes() == NEW
    assert names_in(tmp_path) == ["Møte.docx"]


def test_an_existing_file_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "a.docx"
    target.write_bytes(b"gammelt og mye lengre enn det nye" * 9)
    write_atomically(target, NEW)
    assert target.read_bytes() == NEW


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no such modes")
def test_a_replaced_file_keeps_who_may_read_it(tmp_path: Path) -> None:
    target = tmp_path / "a.docx"
    target.write_bytes(b"")
    target.chmod(0o640)
    write_atomically(target, NEW)
    assert target.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(sys.platform == "win32", reason="making links needs a right on Windows")
def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    real = tmp_path / "real.docx"
    real.write_bytes(b"")
    link = tmp_path / "link.docx"
    link.symlink_to(real)
    write_atomically(link, NEW)
    assert link.is_symlink()
    assert real.read_bytes() == NEW


def test_a_missing_folder_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match=r"borte» finnes ikke; lag den først"):
        write_atomically(tmp_path / "borte" / "a.docx", NEW)


def test_a_target_that_is_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.docx").mkdir()
    with pytest.raises(FileRefused, match=r"«a\.docx» er en mappe"):
        write_atomically(tmp_path / "a.docx", NEW)


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "fil").write_bytes(b"")
    with pytest.raises(FileRefused, match="er en fil og ingen mappe"):
        write_atomically(tmp_path / "fil" / "a.docx", NEW)


def test_a_read_only_file_is_left_alone_and_another_name_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.docx"
    target.write_bytes(b"gammelt")
    # Root may write to anything, so the system's answer is given for it.
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(FileRefused, match=r"skrivebeskyttet; lagre som «a \(2\)\.docx»"):
        write_atomically(target, NEW)
    assert target.read_bytes() == b"gammelt"


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="root may write to every folder"
)
def test_a_closed_folder_is_told_by_name(tmp_path: Path) -> None:
    folder = tmp_path / "lukket"
    folder.mkdir(mode=0o555)
    with pytest.raises(FileRefused, match="lukket» kan ikke skrives i; velg en annen mappe"):
        write_atomically(folder / "a.docx", NEW)


@pytest.mark.parametrize(
    ("call", "number", "sentence"),
    [
        ("fsync", errno.ENOSPC, "Disken er full"),
        ("replace", errno.ENOSPC, "Disken er full"),
        ("fsync", errno.EROFS, "kan ikke skrives i; velg en annen mappe"),
        ("fsync", errno.EIO, "kunne ikke skrives"),
        ("replace", errno.EACCES, r"åpen i et annet program.*lagre som «a \(2\)\.docx»"),
        ("replace", errno.EBUSY, "åpen i et annet program"),
    ],
)
def test_a_refusal_of_the_system_is_one_sentence_and_the_old_file_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, sentence: str
) -> None:
    target = tmp_path / "a.docx"
    target.write_bytes(b"gammelt")
    refuse_with(monkeypatch, call, number)
    with pytest.raises(FileRefused, match=sentence) as refused:
        write_atomically(target, NEW)
    assert str(refused.value).endswith(".")
    assert "\n" not in str(refused.value)
    assert target.read_bytes() == b"gammelt"
    assert names_in(tmp_path) == ["a.docx"]


def test_a_name_too_long_for_the_system_is_told_as_that(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match=r"for langt; velg et kortere\.$|kunne ikke skrives"):
        write_atomically(tmp_path / ("x" * 400 + ".docx"), NEW)
    assert names_in(tmp_path) == []


def test_a_name_tells_date_kind_unit_and_title() -> None:
    name = file_name(date(2026, 11, 24), "Evaluering", "Blåbærlia skole", "Brannøvelse", ".docx")
    assert name == "2026-11-24 Evaluering – Blåbærlia skole – Brannøvelse.docx"


def test_empty_parts_leave_no_gap() -> None:
    assert file_name(None, "Evaluering", "", " ", "md") == "Evaluering.md"


def test_a_name_of_nothing_is_still_a_name() -> None:
    assert file_name(None, "", "...", "/", ".docx") == "Referat.docx"


def test_decomposed_letters_are_composed() -> None:
    assert file_name(None, "Møte", "", "A\u030aret", ".docx") == "Møte – Året.docx"


@pytest.mark.parametrize(
    "title",
    [
        "a/b",
        "a\\b",
        "a:b",
        'a"b',
        "a<b",
        "a|b",
        "a?b",
        "a*b",
        "a\x00b",
        "a\nb",
        "a\x1bb",
        "a\ud800b",
    ],
)
def test_what_no_file_system_takes_becomes_a_space(title: str) -> None:
    assert file_name(None, "M", "", title, ".docx") == "M – a b.docx"


def test_characters_that_turn_the_reading_direction_are_left_out() -> None:
    assert file_name(None, "M", "", "a\u202ecod.exe", ".docx") == "M – acod.exe.docx"


@pytest.mark.parametrize("word", ["CON", "nul", "Com1", "LPT9", "aux.tekst", "COM¹", "PRN ."])
def test_windows_devices_are_never_named(word: str) -> None:
    assert file_name(None, word, "", "", ".docx").startswith("_")


def test_a_word_that_only_begins_like_a_device_is_kept() -> None:
    assert file_name(None, "Konsert", "", "console", ".docx") == "Konsert – console.docx"


@pytest.mark.parametrize("letter", ["x", "å", "語", "😀", "ab. "])
def test_a_long_name_is_cut_at_a_character_within_150_bytes(letter: str) -> None:
    name = file_name(date(2026, 1, 2), "Møte", "", letter * 200, ".docx")
    assert 140 < len(name.encode()) <= 150
    assert name.endswith(".docx")
    assert not name.removesuffix(".docx").endswith((".", " "))
    assert set(name.removeprefix("2026-01-02 Møte – ").removesuffix(".docx")) <= set(letter)


def test_a_free_name_is_the_name_itself(tmp_path: Path) -> None:
    assert free_name(tmp_path / "a.docx") == tmp_path / "a.docx"


def test_a_taken_name_is_counted_from_two(tmp_path: Path) -> None:
    for name in ("kl. 9.docx", "kl. 9 (2).docx"):
        (tmp_path / name).write_bytes(b"")
    assert free_name(tmp_path / "kl. 9.docx").name == "kl. 9 (3).docx"


@pytest.mark.parametrize("name", ["Om en ansatt.docx", "Om «en» ansatt (2).pdf"])
def test_a_sentence_about_a_file_can_be_said_without_its_name(name: str) -> None:
    sentence = f"«{name}» er trolig åpen i et annet program; lagre som «{name}»."
    assert without_name(sentence) == ("Filen er trolig åpen i et annet program; lagre som filen.")
