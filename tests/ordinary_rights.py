"""Lets a read-only file stop a test as it stops a user, also when root runs the tests."""

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

_CAPABILITY_VERSION_3 = 0x20080522
_ABOVE_RIGHTS = (1 << 1) | (1 << 2)
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH: what lets root pass a file's mode."""


@contextmanager
def ordinary_rights() -> Iterator[None]:
    """Do without root's power over files, on Linux; elsewhere root skips the test."""
    if sys.platform == "win32" or os.geteuid() != 0:
        yield
        return
    if sys.platform != "linux":
        pytest.skip("root writes in any file here")
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    held = (ctypes.c_uint32 * 6)()
    libc = ctypes.CDLL(None)
    libc.capget(header, held)
    fewer = (ctypes.c_uint32 * 6)(*held)
    fewer[0] &= ~_ABOVE_RIGHTS
    libc.capset(header, fewer)
    try:
        yield
    finally:
        libc.capset(header, held)
