"""Every test that a document leans on is there."""

import re
from pathlib import Path

_ROOT = Path(__file__).parents[2]


def test_each_test_that_the_table_of_faults_names_is_there() -> None:
    told = (_ROOT / "docs" / "reliability.md").read_text("utf-8")
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", told)
    assert named
    assert [
        f"{file}::{name}"
        for file, name in named
        if f"def {name}(" not in (_ROOT / file).read_text("utf-8")
    ] == []
