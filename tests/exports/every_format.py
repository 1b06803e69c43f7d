"""The formats, for tests that try all of them."""

from exports import FORMATS

ALONE = [name for name, each in FORMATS.items() if not each.needs]
"""Those that need no other program; the others take seconds, and have tests of their own."""
