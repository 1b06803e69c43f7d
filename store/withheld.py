"""What stands where an exempt text was. It holds nothing of the text, so nobody can leak it."""

EXEMPT = "unntatt offentlighet"
"""What is said of a text that is exempt from public access."""

HIDDEN = EXEMPT.capitalize()
"""Stands for a text that is hidden on a shared screen until it is asked for."""

ERASED = "[slettet]"
"""Stands where a person's name was erased for good."""


class Withheld(str):
    """Stands for an exempt text, and says only that."""

    __slots__ = ()


def mark(basis: str = "") -> Withheld:
    """«Unntatt offentlighet, jf. offl. § 23»; without a basis, only that it is exempt.

    Args:
        basis: The legal basis' name.
    """
    return Withheld(f"{HIDDEN}, jf. {basis}" if basis else HIDDEN)
