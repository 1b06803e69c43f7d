"""Reads every byte that lies in a folder."""

from pathlib import Path


def holding(text: str, folder: Path) -> list[Path]:
    """The files under a folder that hold a text, in any of the ways that it could be written."""
    forms = [text.encode("utf-8"), text.encode("utf-16-le"), text.upper().encode("utf-8")]
    forms.append(text.lower().encode("utf-8"))  # as the search index has its words
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and any(form in path.read_bytes() for form in forms)
    )
