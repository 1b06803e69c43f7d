"""Everything that a line or a box can be for is named when it stands half written."""

from datetime import date

import pytest
from textual.widgets import Input

from screens.sections import item_purposes
from screens.sections.assess import AssessEditor
from screens.sections.controls import ControlsEditor
from screens.sections.identify import IdentifyEditor
from screens.sections.item import ItemEditor
from screens.sections.item_box import ItemBox
from screens.sections.item_purposes import Purpose as ItemPurpose
from screens.sections.residual import ResidualEditor
from screens.sections.risk_capture import COMMON, Purpose
from screens.widgets.capture import CaptureText
from store import draft_places, drafts, lifecycle, risk_edits, statement_edits
from store.database import Archive
from store.half_written import half_written
from store.journal import action
from store.vocabulary import ItemText, Outcome, Stance
from tests.screens.acts import do
from tests.screens.desk_host import EditorHost
from tests.store.cooperation import Table

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


# The box of a sak

PARTY = "Fagforbundet"


@pytest.fixture
def table(archive: Archive) -> Table:
    """A sak in disagreement, with a protokolltilførsel that was delivered."""
    found = Table(archive)
    found.add("Vikarbyrå")
    found.fix()
    found.stand(PARTY, Stance.DISAGREES)
    found.end(Outcome.DISAGREEMENT)
    found.act(statement_edits.announce(found.meeting, found.entry().item, (PARTY,)))
    statement = found.entry().statements[0]
    found.act(statement_edits.deliver(statement, "Vi er uenige.", date(2026, 11, 25)))
    return found


def of_sak(table: Table, named: str) -> ItemPurpose:
    statement = table.entry().statements[0].uid
    own = {
        draft_places.POSITION: item_purposes.of_position(PARTY),
        draft_places.STATEMENT: item_purposes.of_statement(statement),
        draft_places.REPLY: item_purposes.of_reply(statement),
        "til saken": item_purposes.of_remark(PARTY, about_all=False),
        "til hele": item_purposes.of_remark(PARTY, about_all=True),
    }
    return own.get(named) or item_purposes.of_text(ItemText(named), table.meeting, "saker")


AFTERWARDS = ("til saken", "til hele")
BOXES = (
    *ItemText,
    draft_places.POSITION,
    draft_places.STATEMENT,
    draft_places.REPLY,
    *AFTERWARDS,
)


@pytest.mark.parametrize("named", BOXES)
async def test_a_box_of_a_sak_is_named_and_opens_again_with_its_text(
    table: Table, named: str
) -> None:
    if named in AFTERWARDS:
        lifecycle.close(table.archive, table.meeting)
    purpose = of_sak(table, named)
    place = purpose.place("saker", table.entry().item.uid)
    drafts.save(table.archive, table.uid, place, "halvt")
    (found,) = half_written(table.meeting, {place: "halvt"})
    assert found.what.endswith("sak 1/26")
    assert (found.stop, found.row, found.place) == ("saker", table.entry().item.uid, place)
    host = EditorHost(table.archive, table.uid, "saker", ItemEditor)
    async with host.run_test(size=(80, 24)) as pilot:
        host.editor.open_again(place)
        await do(pilot)
        opened = host.query_one(ItemBox).purpose
        assert opened is not None
        assert opened.key == purpose.key
        assert focused_text(host) == "halvt"


ASKED = (
    draft_places.SENDERS,
    draft_places.DECIDED,
    draft_places.DUE,
    draft_places.DELIVERED,
    draft_places.SENDER,
)


@pytest.mark.parametrize("asked", ASKED)
async def test_a_question_about_a_sak_is_named_and_is_asked_again(table: Table, asked: str) -> None:
    item, statement = table.entry().item.uid, table.entry().statements[0].uid
    if asked == draft_places.SENDER:
        lifecycle.close(table.archive, table.meeting)
    of_statement = asked in (draft_places.DUE, draft_places.DELIVERED)
    what = f"{asked}/{statement}" if of_statement else asked
    place = draft_places.of_item("saker", item, what)
    drafts.save(table.archive, table.uid, place, "halvt")
    (found,) = half_written(table.meeting, {place: "halvt"})
    assert (found.stop, found.row, found.place) == ("saker", item, place)
    host = EditorHost(table.archive, table.uid, "saker", ItemEditor)
    async with host.run_test(size=(80, 24)) as pilot:
        host.editor.open_again(place)
        await do(pilot)
        assert focused_text(host) == "halvt"


def focused_text(host: EditorHost) -> str:
    box = host.focused
    if isinstance(box, CaptureText):
        return box.text
    assert isinstance(box, Input)
    return box.value
