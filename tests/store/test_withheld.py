import ast
from pathlib import Path

from store.withheld import EXEMPT

ROOT = Path(__file__).parents[2]


def says_it(path: Path) -> bool:
    """Whether a file has the words as a text of its own; a docstring may tell of them."""
    return any(
        isinstance(node, ast.Constant) and str(node.value).casefold().strip(" ()") == EXEMPT
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
    )


def test_the_words_for_what_is_exempt_are_written_in_one_place() -> None:
    sources = [
        path
        for floor in ("tui", "screens", "exports", "store")
        for path in (ROOT / floor).rglob("*.py")
    ]
    found = [path.relative_to(ROOT).as_posix() for path in sources if says_it(path)]
    assert found == ["store/withheld.py"]
