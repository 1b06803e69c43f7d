"""Every stop of every kind has an editor of its own to be led in."""

import pytest

from screens.sections import editor_for
from screens.sections.editor import Editor
from store import kind
from store.definitions import Stop
from store.kind import Kind

STOPS = [(each, stop) for each in kind.load().by_id.values() for stop in each.stops]
NEEDED = ("show", "about", "choose", "take_focus")


@pytest.mark.parametrize(("of", "stop"), STOPS, ids=[f"{of.id}-{stop.key}" for of, stop in STOPS])
def test_a_stop_has_an_editor_that_does_what_every_editor_must(of: Kind, stop: Stop) -> None:
    editor = editor_for(of, stop)
    assert issubclass(editor, Editor)
    inherited = [name for name in NEEDED if getattr(editor, name) is getattr(Editor, name)]
    assert inherited == []
