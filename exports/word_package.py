"""The zip that a Word document is: the same parts always give the same bytes."""

import io
import zipfile

# The zip format knows no earlier date, and a real one would make two equal exports differ.
_NO_DATE = (1980, 1, 1, 0, 0, 0)


def zipped(parts: dict[str, bytes]) -> bytes:
    """Zip parts in the order of their names, which puts «[Content_Types].xml» first."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name in sorted(parts):
            entry = zipfile.ZipInfo(name, date_time=_NO_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # else it would tell Windows from the rest
            package.writestr(entry, parts[name])
    return buffer.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    """Every part of a package by its name."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}
