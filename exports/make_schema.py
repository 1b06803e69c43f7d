"""Writes docs/package.schema.json from the types: `python -m exports.make_schema`.

A test fails when the file is not what the types say.
"""

from pathlib import Path

from exports.package import schema

SCHEMA_FILE = Path(__file__).parent.parent / "docs" / "package.schema.json"
"""In the source tree; the installed program does not need it."""

if __name__ == "__main__":
    SCHEMA_FILE.parent.mkdir(exist_ok=True)
    SCHEMA_FILE.write_bytes(schema())
