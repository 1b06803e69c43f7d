"""The public version: nothing exempt is in the bytes of any format."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path
from typing import Any

import pytest

from exports import FORMATS
from exports.order import Order
from exports.package import read
from exports.package_check import PackageRefused
from exports.source import for_the_public, source
from exports.writing import write_document
from store import risk_edits
from store.exemption import exemptions
from store.item_rows import ItemRow, PositionRow, RemarkRow, StatementRow
from store.meeting import FIELD_OF
from store.row import Row
from store.rows import DeviationRow, NoteRow
from store.task_rows import CarriedRow
from store.vocabulary import Enough, Stance, TaskStatus
from tests.exports.every_format import ALONE
from tests.exports.room import Room

MARKER = "HEMMELIGHET"
BASIS = "basis-1"
JURIDICAL = "offl. § 13 jf. fvl. § 13 første ledd nr. 1"


def make_exempt(room: Room, row: Row) -> None:
    room.change(row, exempt=BASIS)


def with_secrets(room: Room) -> None:
    """Put the marker in every field that an exempt row, or a row that hangs on one, can hold."""
    secret = {"meeting": room.uid, "exempt": BASIS, "text": MARKER}
    room.add(NoteRow(**secret, section="temaer", column="kvalitet"))
    room.add(NoteRow(**secret, section="saker", column="bakgrunn", about=""))
    room.add(ItemRow(**secret, section="saker"))
    item = room.meeting.items[-1].uid
    below = {"meeting": room.uid, "text": MARKER}
    room.add(NoteRow(**below, section="saker", column="forslag", about=item))
    room.add(PositionRow(**below, item=item, party="Delta", stance=Stance.DISAGREES))
    room.add(StatementRow(**below, item=item, senders=MARKER, reply=MARKER))
    room.add(RemarkRow(**below, about=item, sender=MARKER, received=date(2026, 12, 1)))
    room.decide(MARKER)
    make_exempt(room, room.meeting.decisions[-1])
    task = room.task(MARKER, MARKER, "uke 50")
    room.follow_up(task, TaskStatus.UNDER_WAY, date(2026, 12, 1), remark=MARKER)
    make_exempt(room, room.meeting.tasks[-1])
    carried = {"task": "annen", "from_meeting": "før", "from_date": date(2026, 5, 19)}
    room.add(CarriedRow(**secret, **carried, from_title=MARKER, responsible=MARKER, remark=MARKER))


def everything_in(content: bytes) -> bytes:
    """The bytes of a file, and of each file in it or attached to it."""
    if b"\r\nX-Unsent: 1\r\n" in content[:300]:
        parts = [
            part.get_content()
            for part in message_from_bytes(content, policy=SMTP).walk()
            if not part.is_multipart()
        ]
        return content + b"".join(
            everything_in(part if isinstance(part, bytes) else part.encode()) for part in parts
        )
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        names = "\n".join(packed.namelist()).encode()
        return content + names + b"".join(packed.read(name) for name in packed.namelist())


@pytest.fixture(params=["ros", "samarbeid", "evaluering"])
def secretive(
    request: pytest.FixtureRequest, plan_meeting: Callable[..., str], archive: Any
) -> Room:
    room = Room(archive, plan_meeting(request.param, unit="Skole"))
    with_secrets(room)
    return room


@pytest.mark.parametrize("name", ALONE)
def test_nothing_exempt_is_in_the_bytes_of_the_public_version(secretive: Room, name: str) -> None:
    internal = FORMATS[name].write(Order(secretive.source))
    public = FORMATS[name].write(Order(for_the_public(secretive.source)))
    # No kind here assesses risks, so the list of them has only its headings.
    assert (MARKER.encode() in everything_in(internal)) is (name != "risiko")
    assert MARKER.encode() not in everything_in(public)


@pytest.mark.parametrize("name", ["docx", "md"])
def test_where_something_was_taken_out_the_document_says_on_what_ground(
    secretive: Room, name: str
) -> None:
    public = FORMATS[name].write(Order(for_the_public(secretive.source)))
    said = everything_in(public).decode("utf-8", "ignore").replace("\\", "")
    assert f"Unntatt offentlighet, jf. {JURIDICAL}" in said


@pytest.mark.parametrize("name", ALONE)
def test_what_hangs_on_an_exempt_risk_is_gone_too(wheel: Room, name: str) -> None:
    risk = wheel.risk(MARKER, dissent=MARKER, remark=MARKER, accepted_by=MARKER)
    wheel.add(DeviationRow(meeting=wheel.uid, about=risk.uid, text=MARKER, number=MARKER))
    wheel.do(risk_edits.add_cause(risk, MARKER), risk_edits.add_control(risk, MARKER))
    wheel.decide(MARKER, risk.uid)
    wheel.task(MARKER, MARKER, "uke 50", risk.uid)
    make_exempt(wheel, wheel.meeting.risks[-1])
    public = FORMATS[name].write(Order(for_the_public(wheel.source)))
    assert MARKER.encode() not in everything_in(public)


@pytest.mark.parametrize("name", ALONE)
def test_a_meeting_that_is_exempt_as_a_whole_tells_nothing(
    secretive: Room, name: str, tmp_path: Path
) -> None:
    secretive.head(title=MARKER, unit=MARKER, place=MARKER, exempt="basis-3")
    public = for_the_public(secretive.source)
    path = write_document(Order(public), tmp_path, name)
    assert MARKER not in path.name
    assert MARKER.encode() not in everything_in(path.read_bytes())
    assert "offl. § 14" in everything_in(path.read_bytes()).decode("utf-8", "ignore")


def test_the_title_of_an_exempt_meeting_is_not_told_by_the_one_that_goes_on_from_it(
    wheel: Room, plan_meeting: Callable[..., str]
) -> None:
    wheel.head(title=MARKER, exempt=BASIS)
    later = plan_meeting("internkontroll", previous=wheel.uid)
    assert MARKER not in source(wheel.archive, later).previous


def test_the_public_file_has_a_name_of_its_own(evaluation: Room, tmp_path: Path) -> None:
    internal = write_document(Order(evaluation.source), tmp_path)
    public = write_document(Order(for_the_public(evaluation.source)), tmp_path)
    assert internal.name != public.name
    assert "(offentlig)" in public.name


def test_the_public_package_is_marked_and_never_taken_in(secretive: Room) -> None:
    written = FORMATS["json"].write(Order(for_the_public(secretive.source)))
    assert json.loads(written)["public"] is True
    with pytest.raises(PackageRefused, match="en offentlig utgave"):
        read(written)


def test_the_public_version_of_a_meeting_without_secrets_has_all_of_it(evaluation: Room) -> None:
    evaluation.point("bra", "Alle kom ut")
    assert exemptions(evaluation.meeting) == {}
    assert for_the_public(evaluation.source).meeting == evaluation.meeting


def test_every_table_with_an_exemption_of_its_own_is_tried(
    plan_meeting: Callable[..., str], archive: Any
) -> None:
    room = Room(archive, plan_meeting("samarbeid", unit="Skole"))
    with_secrets(room)
    exempt = exemptions(room.meeting)
    tried = {
        row_type
        for row_type, field in FIELD_OF.items()
        for row in getattr(room.meeting, field)
        if row.uid in exempt
    }
    can_be = {row_type for row_type in FIELD_OF if "exempt" in row_type.__struct_fields__}
    assert {row.__name__ for row in can_be - tried} == {"RiskRow", "DeviationRow"}


def test_tasks_have_the_same_number_in_both_versions_and_a_withheld_one_says_only_that(
    evaluation: Room,
) -> None:
    point = evaluation.point("neste", "Bestille tidligere")
    evaluation.task(MARKER, MARKER, "uke 49", point.uid)
    make_exempt(evaluation, evaluation.meeting.tasks[-1])
    evaluation.task("Ringe", "Rektor", "uke 50", point.uid)
    internal = FORMATS["md"].write(Order(evaluation.source)).decode()
    public = FORMATS["md"].write(Order(for_the_public(evaluation.source))).decode()
    assert all("Oppgave 2: Rektor" in text for text in (internal, public))
    assert f"Oppgave 1: {MARKER}" in internal
    assert "Oppgave 1: Unntatt offentlighet" in public
    assert "Oppgave 1: –" not in public


def test_a_withheld_risk_is_not_told_as_one_that_lacks_something(wheel: Room) -> None:
    scored = {
        "likelihood": 2,
        "consequence": 3,
        "residual_likelihood": 1,
        "residual_consequence": 3,
    }
    wheel.risk("Åpen", **scored, enough=Enough.YES)
    wheel.risk(MARKER, **scored, enough=Enough.YES)
    make_exempt(wheel, wheel.meeting.risks[-1])
    public = FORMATS["md"].write(Order(for_the_public(wheel.source))).decode()
    assert "1 risiko er unntatt offentlighet og ikke regnet med." in public
    assert "1 risiko: 1 godtatt." in public
    for lacking in ("Ikke besvart", "ikke besvart", "uten svar"):
        assert lacking not in public
    assert public.count("Ikke vurdert") == 1  # the heading of the column that counts them
