"""Everything that the wheel's line can be for is named when it stands half written."""

import pytest

from screens.sections.assess import AssessEditor
from screens.sections.controls import ControlsEditor
from screens.sections.identify import IdentifyEditor
from screens.sections.residual import ResidualEditor
from screens.sections.risk_capture import COMMON, Purpose
from store import risk_edits
from store.half_written import half_written
from store.journal import action

EDITORS = (IdentifyEditor, AssessEditor, ControlsEditor, ResidualEditor)
PURPOSES = {each.key: each for editor in EDITORS for each in (*COMMON, *editor.own_purposes)}


@pytest.mark.parametrize("purpose", PURPOSES.values(), ids=PURPOSES)
def test_a_line_is_named_by_what_it_is_for(purpose: Purpose, archive, plan_meeting, load) -> None:  # type: ignore[no-untyped-def]
    uid = plan_meeting()
    with action(archive, uid, "Prøve") as writer:
        risk_edits.add(load(uid), "risikoer", "Feil liste").apply(writer)
    meeting = load(uid)
    place = purpose.place("risikoer", meeting.risks[0].uid)
    (found,) = half_written(meeting, {place: "halvt"})
    assert found.place == place
    assert found.opening is not None
    assert found.opening[1].partition("|")[0] == purpose.key
