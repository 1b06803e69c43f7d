"""PDF for the archive, of the Word document: tagged, PDF/A-2b and PDF/UA-1, through LibreOffice.

Two files of an unchanged meeting are not the same bytes: LibreOffice writes the moment of the
conversion into them, also into a packed colour profile, and has no way to be told another. So the
file's own identifiers are set to what tells us that it is ours and as we wrote it.
"""

import hashlib
import re
from collections.abc import Sequence

from exports import seal, word_paper
from exports.files import FileRefused
from exports.libreoffice import NOTHING_CAME, pdfs
from exports.order import Order

_HEX = rb"[0-9A-Fa-f]{%d}" % seal.LENGTH
# The first stands for the document through its life, the second for what it holds now.
_IDS = re.compile(rb"(?<=/ID \[ <)(%s)(?=>\s*<%s>)" % (_HEX, _HEX))
_SEAL = re.compile(rb"/ID \[ <%s>\s*<(%s)>" % (_HEX, _HEX))


def write(order: Order) -> bytes:
    """The document that was asked for.

    Raises:
        FileRefused: LibreOffice is not installed, or made no PDF.
    """
    (made,) = write_many([order])
    if isinstance(made, FileRefused):
        raise made
    return made


def write_many(orders: Sequence[Order]) -> list[bytes | FileRefused]:
    """Several documents in one start of LibreOffice, which takes most of the time.

    Returns:
        For each the file, or why there is none.

    Raises:
        FileRefused: LibreOffice is not installed, does not start or does not end.
    """
    made = pdfs([word_paper.write(order) for order in orders])
    return [
        _marked(content, order.source.meeting.uid) if content else FileRefused(NOTHING_CAME)
        for content, order in zip(made, orders, strict=True)
    ]


def is_untouched(there: bytes, uid: str) -> bool:
    """Whether a file is a document of this meeting that nobody has changed since we wrote it."""
    return _IDS.findall(there) == [_mark(uid)] and seal.is_sealed(there, _SEAL)


def _marked(content: bytes, uid: str) -> bytes:
    """The file with marks that tell whose it is; nothing is moved, so places in it still hold.

    A version of LibreOffice that writes identifiers in another way leaves it nobody's.
    """
    return seal.sealed(_IDS.sub(_mark(uid), content), _SEAL)


def _mark(uid: str) -> bytes:
    return hashlib.sha256(uid.encode()).hexdigest()[: seal.LENGTH].encode()
