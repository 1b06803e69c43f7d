"""One editor for each view of a section."""

from collections.abc import Mapping

from screens.sections.agenda import AgendaEditor
from screens.sections.assess import AssessEditor
from screens.sections.controls import ControlsEditor
from screens.sections.editor import Editor
from screens.sections.figures import FiguresEditor
from screens.sections.follow_up import FollowUpEditor
from screens.sections.identify import IdentifyEditor
from screens.sections.item import ItemEditor
from screens.sections.points import PointsEditor
from screens.sections.residual import ResidualEditor
from screens.sections.since_last import SinceLastEditor
from store.definitions import (
    FiguresDefinition,
    FollowUpDefinition,
    ItemsDefinition,
    PointsDefinition,
    RisksDefinition,
    SectionDefinition,
    SinceLastDefinition,
    Stop,
)
from store.kind import Kind

_EDITORS: Mapping[type[SectionDefinition], Mapping[str, type[Editor]]] = {
    RisksDefinition: {
        "identify": IdentifyEditor,
        "assess": AssessEditor,
        "controls": ControlsEditor,
        "residual": ResidualEditor,
    },
    ItemsDefinition: {"agenda": AgendaEditor, "items": ItemEditor},
    FiguresDefinition: {"figures": FiguresEditor},
    SinceLastDefinition: {"since_last": SinceLastEditor},
    FollowUpDefinition: {"follow_up": FollowUpEditor},
}
"""By section type and view; a section of points has one editor for all of its columns."""


def editor_for(kind: Kind, stop: Stop) -> type[Editor]:
    """The editor that shows a stop's section from the stop's side."""
    definition = kind.section(stop.section)
    if isinstance(definition, PointsDefinition):
        return PointsEditor
    return _EDITORS[type(definition)][stop.view]
