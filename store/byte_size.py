"""How much room a file takes, as people say it."""

_UNITS = ("kB", "MB", "GB", "TB")


def shown(size: int) -> str:
    """Say a number of bytes: «640 kB», «1,2 MB», «14 GB»."""
    amount, unit = size / 1000, 0
    while amount >= 999.5 and unit + 1 < len(_UNITS):
        amount, unit = amount / 1000, unit + 1
    digits = 1 if unit and amount < 9.95 else 0
    return f"{amount:.{digits}f} {_UNITS[unit]}".replace(".", ",")
