"""One editor for each view of a section."""

from screens.sections.assess import AssessEditor
from screens.sections.controls import ControlsEditor
from screens.sections.editor import Editor
from screens.sections.follow_up import FollowUpEditor
from screens.sections.identify import IdentifyEditor
from screens.sections.points import PointsEditor
from screens.sections.residual import ResidualEditor
from store.kind import FollowUpDefinition, Kind, PointsDefinition, RisksDefinition, Stop

_RISK_EDITORS: dict[str, type[Editor]] = {
    "identify": IdentifyEditor,
    "assess": AssessEditor,
    "controls": ControlsEditor,
    "residual": ResidualEditor,
}


def editor_for(kind: Kind, stop: Stop) -> type[Editor]:
    """The editor that shows a stop's section from the stop's side."""
    match kind.section(stop.section):
        case RisksDefinition():
            return _RISK_EDITORS[stop.view]
        case PointsDefinition():
            return PointsEditor
        case FollowUpDefinition():
            return FollowUpEditor
