"""The e-mail draft: who it is for, what it says, and that no text becomes a header of it."""

import dataclasses
from collections.abc import Mapping
from datetime import date
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import docx
import pytest

from exports import FORMATS, mail
from exports.files import FileRefused
from exports.naming import name_of
from exports.order import Order
from exports.source import Source, for_the_public, source
from exports.writing import write_document
from store.database import Archive
from store.settings import Settings
from store.vocabulary import Status
from tests.exports.room import MUNICIPALITY, Room
from tests.exports.test_formats import filled_with
from tests.exports.test_public import MARKER, make_exempt
from tests.hostile_text import HOSTILE
from tests.store.cooperation import Table

HEADERS = ["MIME-Version", "X-Unsent", "Subject", "X-Referat-Id", "X-Referat-Innhold"]
INJECTION = "Møte\r\nBcc: noen@eksempel.no\r\n\r\n<b>x</b>"


def draft(source: Source, paper: str = "referat") -> EmailMessage:
    message = message_from_bytes(FORMATS["eml"].write(Order(source, paper)), policy=SMTP)
    assert isinstance(message, EmailMessage)
    return message


def said(message: EmailMessage) -> str:
    body = message.get_body()
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def attached(message: EmailMessage) -> tuple[str, bytes]:
    (part,) = message.iter_attachments()
    return str(part.get_filename()), part.get_content()


def with_addresses(source: Source, addresses: Mapping[str, str]) -> Source:
    return dataclasses.replace(source, addresses=addresses)


def test_it_is_a_draft_with_the_word_document_attached_under_its_own_name(wheel: Room) -> None:
    message = draft(wheel.source)
    assert message["X-Unsent"] == "1"
    assert message["Subject"] == (
        "Referat: Internkontrollhjulet: Legemiddelhåndtering, 24. november 2026"
    )
    order = Order(wheel.source)
    assert attached(message) == (name_of(order, ".docx", ""), FORMATS["docx"].write(order))
    assert message["Date"] is message["Message-ID"] is message["From"] is None


@pytest.mark.parametrize("title", ["Turer og utflukter i skolen og barnehagen", "Å være " * 20])
def test_a_long_subject_comes_whole_to_the_reader(wheel: Room, title: str) -> None:
    wheel.head(title=title.strip())
    written = FORMATS["eml"].write(Order(wheel.source))
    assert b"\r\nSubject: =?utf-8?" in written
    told = f"Referat: Internkontrollhjulet: {title.strip()}, 24. november 2026"
    assert draft(wheel.source)["Subject"] == told
    head = written.partition(b"\r\n\r\n")[0]
    assert max(map(len, head.split(b"\r\n"))) <= 78


def test_it_says_what_is_attached_the_frist_and_whom_it_comes_from(wheel: Room) -> None:
    wheel.head(unit="Hjemmetjenesten", remarks_due=date(2026, 12, 4))
    assert said(draft(wheel.source)) == (
        "Hei!\n\n"
        "Vedlagt er referat:\n"
        "Internkontrollhjulet: Legemiddelhåndtering, 24. november 2026\n"
        "Hjemmetjenesten\n\n"
        "Frist for merknader: fre 04.12.2026.\n\n"
        f"Med hilsen\n{MUNICIPALITY}\n"
    )


def test_no_remarks_are_asked_for_on_approved_minutes_or_a_notice(wheel: Room) -> None:
    wheel.head(remarks_due=date(2026, 12, 4))
    assert "merknader" not in said(draft(wheel.source, "innkalling"))
    wheel.head(status=Status.APPROVED)
    assert "merknader" not in said(draft(wheel.source))


def test_any_document_can_be_sent(wheel: Room) -> None:
    message = draft(wheel.source, "innkalling")
    assert str(message["Subject"]).startswith("Innkalling: ")
    assert attached(message)[0].endswith(" – innkalling.docx")


# Recipients


def test_those_who_take_part_get_it_where_their_address_is_known(wheel: Room) -> None:
    known = {"enhetsleder ": "leder@eksempel.no", "HTV": "htv@eksempel.no"}
    assert draft(with_addresses(wheel.source, known))["To"] == "leder@eksempel.no"


def test_an_address_can_stand_with_the_name_and_is_written_once(wheel: Room) -> None:
    row = wheel.meeting.participants[0]
    wheel.change(row, name="Rektor <rektor@eksempel.no>.")
    known = {"Fagsykepleier": "rektor@eksempel.no", "Verneombud": "vo@eksempel.no"}
    to = draft(with_addresses(wheel.source, known))["To"]
    assert to == "rektor@eksempel.no, vo@eksempel.no"


def test_nobody_known_leaves_the_field_to_the_sender(wheel: Room) -> None:
    assert draft(wheel.source)["To"] is None


@pytest.mark.parametrize(
    "address", ["", "rektor", "a@b\r\nBcc: c@d.no", "a@b.no, c@d.no", "å@b.no"]
)
def test_an_address_that_is_none_is_refused_by_name_or_passed_by(wheel: Room, address: str) -> None:
    source = with_addresses(wheel.source, {"Enhetsleder": address})
    if not address:
        assert draft(source)["To"] is None
        return
    with pytest.raises(FileRefused, match=r"^E-postadressen «.*» til Enhetsleder kan ikke brukes"):
        draft(source)


# Exempt


def test_an_internal_version_that_holds_something_exempt_warns(wheel: Room) -> None:
    assert "Intern utgave" not in said(draft(wheel.source))
    wheel.decide(MARKER)
    make_exempt(wheel, wheel.meeting.decisions[-1])
    assert "Intern utgave: dokumentet inneholder" in said(draft(wheel.source))
    assert "Dette er den offentlige utgaven" in said(draft(for_the_public(wheel.source)))


def test_what_outsiders_see_tells_no_title_of_an_exempt_meeting(wheel: Room) -> None:
    wheel.head(title=MARKER, exempt="basis-3")
    message = draft(wheel.source)
    assert message["Subject"] == "Referat: Internkontrollhjulet, 24. november 2026"
    name, content = attached(message)
    assert MARKER not in name
    assert MARKER not in said(message)
    assert content == FORMATS["docx"].write(Order(wheel.source))


def test_a_withheld_participant_is_no_recipient_of_the_public_version(wheel: Room) -> None:
    wheel.head(exempt="basis-3")
    known = with_addresses(wheel.source, {"Enhetsleder": "leder@eksempel.no"})
    assert draft(known)["To"] == "leder@eksempel.no"
    assert draft(for_the_public(known))["To"] is None


# Hostile text


@pytest.mark.parametrize("text", [*HOSTILE, INJECTION], ids=range(len(HOSTILE) + 1))
def test_no_text_becomes_a_header_or_a_part(wheel: Room, text: str) -> None:
    message = draft(filled_with(wheel.source, text))
    # An address in a participant's name is one to send to, and no more than that.
    assert message["To"] == ("noen@eksempel.no" if text == INJECTION else None)
    assert [name for name in message if name not in ("To", "Content-Type")] == HEADERS
    assert [part.get_content_type() for part in message.walk()][1:] == [
        "text/plain",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ]
    assert len(str(message["Subject"])) <= 200
    assert not message.defects


def test_a_name_that_is_too_long_for_an_address_is_none(wheel: Room) -> None:
    wheel.change(wheel.meeting.participants[0], name="a" * 100_000 + "@" + "a." * 50_000)
    assert draft(wheel.source)["To"] is None


# Whose it is


def test_it_is_known_again_until_somebody_changes_it(wheel: Room) -> None:
    written = FORMATS["eml"].write(Order(wheel.source))
    assert mail.is_untouched(written, wheel.uid)
    assert not mail.is_untouched(written, "en annen")
    assert not mail.is_untouched(written.replace(b"X-Unsent: 1", b"X-Unsent: 0"), wheel.uid)


def test_an_address_is_found_by_the_short_name_that_the_settings_have(archive: Archive) -> None:
    """A union's shop steward is written out in the meeting."""
    table = Table(archive)
    room = Room(archive, table.uid)
    who = next(each for each in room.meeting.participants if "Fagforbundet" in each.name)
    room.change(who, name="Hovedtillitsvalgt Fagforbundet")
    settings = Settings(addresses={"HTV Fagforbundet": "htv@eksempel.example"})
    assert "htv@eksempel.example" in draft(source(archive, table.uid, settings))["To"]


def test_who_has_no_address_is_told(wheel: Room, tmp_path: Path) -> None:
    told = with_addresses(wheel.source, {"Enhetsleder": "leder@eksempel.example"})
    said = "Uten e-postadresse: Fagsykepleier og Verneombud."
    assert FORMATS["eml"].remark(Order(told), tmp_path) == said


def test_it_is_told_that_changes_made_by_hand_are_not_attached(wheel: Room, tmp_path: Path) -> None:
    everybody = dict.fromkeys(("Enhetsleder", "Verneombud", "Fagsykepleier"), "a@b.example")
    order = Order(with_addresses(wheel.source, everybody))
    path = write_document(order, tmp_path)
    assert FORMATS["eml"].remark(order, tmp_path) == ""
    edited = docx.Document(str(path))
    edited.add_paragraph("Lagt til for hånd")
    edited.save(str(path))
    assert "endret for hånd" in FORMATS["eml"].remark(order, tmp_path)
