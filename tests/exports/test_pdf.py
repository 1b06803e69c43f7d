"""PDF through LibreOffice: what the file is, whose it is, and what is said when none comes."""

import io
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest

from exports import FORMATS, libreoffice, pdf
from exports.files import FileRefused
from exports.order import Order
from exports.source import for_the_public
from exports.writing import write_document
from store.database import Archive
from tests.exports.room import Room
from tests.exports.test_public import MARKER, make_exempt

needs_libreoffice = pytest.mark.skipif(
    libreoffice.find() is None, reason="LibreOffice is not installed"
)
is_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows starts no script by itself")


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files lie, and nothing else."""
    folder = tmp_path / "midlertidig"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Put a program in LibreOffice's place."""

    def install(script: str) -> None:
        program = tmp_path / "soffice"
        program.write_text(f"#!{sys.executable}\nimport sys\n{script}\n", "utf-8")
        program.chmod(0o755)
        monkeypatch.setattr(libreoffice, "find", lambda: program)

    return install


@pytest.fixture
def child() -> Iterator[socket.socket]:
    """Hears from a program for as long as it lives."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(30)
        yield listening


def refused(room: Room) -> str:
    with pytest.raises(FileRefused) as told:
        FORMATS["pdf"].write(Order(room.source))
    assert "\n" not in str(told.value)
    assert str(told.value).endswith(".")
    return str(told.value)


def words_of(content: bytes, folder: Path) -> str:
    path = folder / "les.pdf"
    path.write_bytes(content)
    read = "import sys, pymupdf; print(*(page.get_text() for page in pymupdf.open(sys.argv[1])))"
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", read, str(path)], capture_output=True, check=True
    )
    return done.stdout.decode()


# Without another program


def test_where_libreoffice_is_missing_it_says_what_to_do(
    wheel: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libreoffice, "find", lambda: None)
    assert "LibreOffice, som ikke finnes på maskinen; installer det, eller åpne" in refused(wheel)


def test_it_is_found_where_windows_installs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "LibreOffice" / "program" / "soffice.com"
    program.parent.mkdir(parents=True)
    program.write_bytes(b"")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("ProgramFiles", str(tmp_path))
    assert libreoffice.find() == program


@is_posix
def test_a_program_that_makes_nothing_is_told_of_and_leaves_nothing(
    wheel: Room, stand_in: Callable[[str], None], scratch: Path
) -> None:
    stand_in("sys.exit(1)")
    assert refused(wheel).startswith("LibreOffice laget ingen PDF av dokumentet; ")
    assert list(scratch.iterdir()) == []


@is_posix
def test_a_program_that_never_ends_is_ended_with_its_children(
    wheel: Room,
    stand_in: Callable[[str], None],
    child: socket.socket,
    scratch: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(libreoffice, "_LONGEST_START", 1)
    monkeypatch.setattr(libreoffice, "_LONGEST_DOCUMENT", 1)
    talk = f"import socket, time; s = socket.create_connection({child.getsockname()}); "
    stand_in(
        f"import subprocess\nsubprocess.run([sys.executable, '-c', {talk!r} 'time.sleep(600)'])"
    )
    assert "ble ikke ferdig med PDF-en og er stoppet; " in refused(wheel)
    heard, _address = child.accept()
    with heard:
        heard.settimeout(30)
        assert heard.recv(1) == b""
    assert list(scratch.iterdir()) == []


@is_posix
def test_a_program_that_can_not_be_started_is_told_of(
    wheel: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libreoffice, "find", lambda: tmp_path)
    assert refused(wheel).startswith("LibreOffice lar seg ikke starte; ")


@is_posix
def test_a_full_disk_for_temporary_files_is_told_of(
    wheel: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libreoffice, "find", lambda: Path(sys.executable))
    monkeypatch.setattr(tempfile, "tempdir", "/dev/full")
    assert refused(wheel).startswith("PDF-en kunne ikke lages (")


@is_posix
def test_one_that_was_not_made_does_not_take_the_others_with_it(
    wheel: Room, stand_in: Callable[[str], None]
) -> None:
    stand_in("open(sys.argv[-1].replace('.docx', '.pdf'), 'wb').write(b'%PDF-1.7')")
    first, second = pdf.write_many([Order(wheel.source), Order(wheel.source, "handlingsplan")])
    assert isinstance(first, FileRefused)
    assert second == b"%PDF-1.7"


# With LibreOffice


@needs_libreoffice
def test_it_is_tagged_for_the_archive_in_norwegian_and_bears_its_title(
    wheel: Room, scratch: Path
) -> None:
    wheel.risk("Feil dose", likelihood=4, consequence=5)
    content = FORMATS["pdf"].write(Order(wheel.source))
    with pikepdf.open(io.BytesIO(content)) as opened:
        assert opened.Root.MarkInfo.Marked
        assert str(opened.Root.Lang) == "nb-NO"
        assert opened.Root.ViewerPreferences.DisplayDocTitle
        with opened.open_metadata() as metadata:
            assert metadata["dc:title"] == "Internkontrollhjulet: Legemiddelhåndtering"
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "B")
            assert metadata["pdfuaid:part"] == "1"
    assert "Feil dose" in words_of(content, scratch)


@needs_libreoffice
def test_the_public_version_tells_nothing_exempt(wheel: Room, scratch: Path) -> None:
    wheel.decide(MARKER)
    make_exempt(wheel, wheel.meeting.decisions[-1])
    orders = [Order(wheel.source), Order(for_the_public(wheel.source))]
    internal, public = (
        words_of(content, scratch)
        for content in pdf.write_many(orders)
        if isinstance(content, bytes)
    )
    assert MARKER in internal
    assert MARKER not in public
    assert "Unntatt offentlighet, jf. offl. § 13" in public


@needs_libreoffice
def test_ours_is_replaced_and_one_that_was_changed_is_left(
    wheel: Room, archive: Archive, plan_meeting: Callable[..., str], tmp_path: Path
) -> None:
    first = write_document(Order(wheel.source), tmp_path, "pdf")
    written = first.read_bytes()
    assert pdf.is_untouched(written, wheel.uid)
    assert not pdf.is_untouched(written, Room(archive, plan_meeting()).uid)
    wheel.decide("Vi går videre.")
    assert write_document(Order(wheel.source), tmp_path, "pdf") == first
    assert first.read_bytes() != written
    first.write_bytes(first.read_bytes() + b"% merknad")
    assert write_document(Order(wheel.source), tmp_path, "pdf").stem.endswith(" (2)")
