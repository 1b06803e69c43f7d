"""An e-mail draft with the Word document attached: opened, read through, and sent from there.

What outsiders and journals see of an e-mail, its subject and the name of what is attached, tells
no title of a meeting that is exempt.
"""

import re
from collections.abc import Iterator
from email.header import Header
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from pathlib import Path

from exports import papers, seal, word_paper, word_properties
from exports.clean_text import clean_line
from exports.files import FileRefused
from exports.naming import name_of
from exports.order import MINUTES, Order
from exports.source import Source
from exports.wording import listed
from store.meeting import Meeting
from store.norwegian_dates import day_and_date, prose
from store.rows import ParticipantRow
from store.vocabulary import Status
from store.withheld import EXEMPT, Withheld

_WORD_TYPE = "vnd.openxmlformats-officedocument.wordprocessingml.document"
_MEETING, _CONTENT = "X-Referat-Id", "X-Referat-Innhold"
_SEAL = re.compile(rb"^%s: ([0-9a-f]{%d})\r$" % (_CONTENT.encode(), seal.LENGTH), re.MULTILINE)
# No part can hold it: both are base64, where «=» only ends a line.
_BOUNDARY = "=_referat_="
_WRITTEN = compat32.clone(linesep="\r\n", max_line_length=998)  # what the standard allows
_LONGEST_SUBJECT = 200  # characters
# What may stand in a header as it is; anything else could be taken for more than an address.
_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.ASCII | re.I)
_LONGEST_ADDRESS = 254  # characters
_BETWEEN_WORDS = re.compile(r"[\s<>()«»,;:]+")
_NO_ADDRESS = (
    "E-postadressen «{address}» til {name} kan ikke brukes; rett den under «addresses» i "
    "innstillingene, og prøv igjen."
)
_HOLDS_EXEMPT = (
    f"Intern utgave: dokumentet inneholder opplysninger som er {EXEMPT}. "
    "Send det bare til dem som skal ha dem, og ikke videre."
)
_PUBLIC = f"Dette er den offentlige utgaven; det som er {EXEMPT}, er tatt ut."


def write(order: Order) -> bytes:
    """The draft; the same meeting always gives the same bytes.

    Raises:
        FileRefused: An e-mail address in the settings is none.
    """
    source = order.source
    titled = source.public or not source.meeting.head.exempt
    # Python's newer way of writing headers begins a long subject with an empty line.
    mail = MIMEMultipart(boundary=_BOUNDARY)
    mail["X-Unsent"] = "1"  # Outlook opens it as a draft
    mail["Subject"] = Header(_subject(order), "utf-8", header_name="Subject").encode()
    if addresses := list(dict.fromkeys(_addresses(source))):
        mail["To"] = ", ".join(addresses)
    mail[_MEETING] = clean_line(source.meeting.uid)
    mail[_CONTENT] = seal.UNSET.decode()
    mail.attach(MIMEText(_body(order), "plain", "utf-8"))
    word = MIMEApplication(word_paper.write(order), _WORD_TYPE)
    name = name_of(order, ".docx", papers.about(order), titled=titled)
    word.add_header("Content-Disposition", "attachment", filename=("utf-8", "", name))
    mail.attach(word)
    return seal.sealed(mail.as_bytes(policy=_WRITTEN), _SEAL)


def remark(order: Order, folder: Path) -> str:
    """Who has no address, and whether somebody's own changes are not in what is attached.

    Args:
        order: What was written.
        folder: Where the Word document lies, if it was written too.
    """
    without = [who.name for who in _people(order.source) if not _address_of(who, order.source)]
    said = [f"Uten e-postadresse: {listed(without)}."] if without else []
    path = folder / name_of(order, ".docx", papers.about(order))
    there = path.read_bytes() if path.is_file() else b""
    uid = order.source.meeting.uid
    if word_properties.is_of(there, uid) and not word_properties.is_untouched(there, uid):
        said.append("Word-fila er endret for hånd, og endringene er ikke med i vedlegget.")
    return " ".join(said)


def is_untouched(there: bytes, uid: str) -> bool:
    """Whether a file is a draft for this meeting that nobody has changed since we wrote it."""
    mark = f"\r\n{_MEETING}: {clean_line(uid)}\r\n".encode()
    return mark in there and seal.is_sealed(there, _SEAL)


def _subject(order: Order) -> str:
    told = f"{_label(order)}: {_named(order.source.meeting)}"
    return told if len(told) <= _LONGEST_SUBJECT else told[: _LONGEST_SUBJECT - 1] + "…"


def _label(order: Order) -> str:
    return papers.paper(order.paper, order.source.meeting.kind).label


def _named(meeting: Meeting) -> str:
    """«Samarbeidsmøte, 24. november 2026»; the title too, unless it is exempt."""
    head, day = meeting.head, prose(meeting.first_day)
    title = "" if head.exempt else clean_line(head.title)
    kind = meeting.kind.title
    is_said = title.casefold().startswith(kind.casefold())
    name = title if is_said else ": ".join(part for part in (kind, title) if part)
    return f"{name}, {day}"


def _addresses(source: Source) -> Iterator[str]:
    """Where those who take part are reached, as far as it is known."""
    for who in _people(source):
        if address := _address_of(who, source):
            yield address


def _people(source: Source) -> list[ParticipantRow]:
    return [who for who in source.meeting.participants if not isinstance(who.name, Withheld)]


def _address_of(who: ParticipantRow, source: Source) -> str:
    """The address in somebody's name, or that of the name or role in the settings; or ""."""
    if written := _written_in(who.name):
        return written
    known = {name.casefold().strip(): address for name, address in source.addresses.items()}
    for name in (who.name, who.role):
        if address := known.get(name.casefold().strip()):
            return _checked(address.strip(), name)
    return ""


def _written_in(name: str) -> str:
    """The address of «Rektor <rektor@eksempel.no>»; empty where there is none."""
    words = (word.strip(".") for word in _BETWEEN_WORDS.split(name) if "@" in word)
    return next((word for word in words if _is_address(word)), "")


def _is_address(text: str) -> bool:
    return len(text) <= _LONGEST_ADDRESS and _ADDRESS.fullmatch(text) is not None


def _checked(address: str, name: str) -> str:
    if not _is_address(address):
        said = {"address": clean_line(address)[:80], "name": clean_line(name)[:80]}
        raise FileRefused(_NO_ADDRESS.format(**said))
    return address


def _body(order: Order) -> str:
    source, meeting = order.source, order.source.meeting
    head = meeting.head
    unit = clean_line(head.unit)
    what = _label(order).lower()
    sender = clean_line(source.municipality) or unit
    paragraphs = (
        "Hei!",
        f"Vedlagt er {what}:\n" + "\n".join(filter(None, (_named(meeting), unit))),
        _exemption(source),
        _remarks(order),
        "\n".join(filter(None, ("Med hilsen", sender))),
    )
    text = "\n\n".join(filter(None, paragraphs)) + "\n"
    return text.replace("\n", "\r\n")


def _exemption(source: Source) -> str:
    if source.public:
        return _PUBLIC
    return _HOLDS_EXEMPT if source.holds_exempt else ""


def _remarks(order: Order) -> str:
    """Until when remarks are received; nothing can be remarked on what is approved."""
    head = order.source.meeting.head
    if order.paper != MINUTES or not head.remarks_due or head.status is Status.APPROVED:
        return ""
    return f"Frist for merknader: {day_and_date(head.remarks_due)}."
