"""A fingerprint inside the file that it is of: tells whether somebody has changed it since."""

import hashlib
import re

LENGTH = 32
"""Hexadecimal digits of a seal."""

UNSET = b"0" * LENGTH
"""Stands where the seal will be, until the rest is written."""


def sealed(content: bytes, place: "re.Pattern[bytes]") -> bytes:
    """Put the seal in its place.

    Args:
        content: A whole file.
        place: Where the seal stands, as the first group of every match.
    """
    bare = _with(content, place, UNSET)
    return _with(bare, place, _seal(bare))


def is_sealed(content: bytes, place: "re.Pattern[bytes]") -> bool:
    """Whether a file is as it was when it was sealed."""
    found = {match[1] for match in place.finditer(content)}
    return found == {_seal(_with(content, place, UNSET))}


def _seal(bare: bytes) -> bytes:
    return hashlib.sha256(bare).hexdigest()[:LENGTH].encode()


def _with(content: bytes, place: "re.Pattern[bytes]", seal: bytes) -> bytes:
    def put(match: "re.Match[bytes]") -> bytes:
        start, end = match.start(1) - match.start(), match.end(1) - match.start()
        return match[0][:start] + seal + match[0][end:]

    return place.sub(put, content)
