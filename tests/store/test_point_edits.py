from collections.abc import Callable

import pytest

from store import point_edits, sections
from store.agreed_edits import Where, add_decision
from store.database import Archive
from store.definitions import PointsDefinition
from store.edits import Edit
from store.journal import action
from store.meeting import Meeting
from store.rows import NoteRow
from store.sections import Points
from store.undo import undo

Load = Callable[[str], Meeting]


class Board:
    """An evaluation under way, with its points in sight."""

    def __init__(self, archive: Archive, uid: str, load: Load) -> None:
        self.archive, self.uid, self._load = archive, uid, load

    @property
    def meeting(self) -> Meeting:
        return self._load(self.uid)

    @property
    def points(self) -> Points:
        definition = self.meeting.kind.section("punkter")
        assert isinstance(definition, PointsDefinition)
        return sections.points(self.meeting, definition)

    def act(self, edit: Edit | None) -> None:
        assert edit is not None
        with action(self.archive, self.uid, "Prøve") as writer:
            edit.apply(writer)

    def add(self, column: str, *texts: str) -> None:
        for text in texts:
            self.act(point_edits.add(self.meeting, "punkter", column, text))

    def note(self, text: str) -> NoteRow:
        return next(row for row in self.meeting.notes if row.text == text)

    def texts(self, column: str) -> list[str]:
        return [point.note.text for point in self.points.column(column).points]


@pytest.fixture
def board(archive: Archive, plan_meeting: Callable[..., str], load: Load) -> Board:
    return Board(archive, plan_meeting("evaluering"), load)


def test_points_stand_in_the_order_they_were_said_column_by_column(board: Board) -> None:
    board.add("bra", "god plan", "godt vær")
    board.add("bedre", "sen buss")
    assert board.texts("bra") == ["god plan", "godt vær"]
    assert board.texts("bedre") == ["sen buss"]


def test_a_point_can_be_worded_anew(board: Board) -> None:
    board.add("bra", "god plan")
    board.act(point_edits.change_text(board.note("god plan"), "god og kjent plan"))
    assert board.texts("bra") == ["god og kjent plan"]


def test_a_point_changes_places_with_its_neighbour(board: Board) -> None:
    board.add("bra", "a", "b", "c")
    points = board.points.column("bra").points
    board.act(point_edits.move(points, board.note("c"), -1))
    assert board.texts("bra") == ["a", "c", "b"]


@pytest.mark.parametrize(("text", "step"), [("a", -1), ("c", 1)])
def test_a_point_at_the_end_stays_there(board: Board, text: str, step: int) -> None:
    board.add("bra", "a", "b", "c")
    assert point_edits.move(board.points.column("bra").points, board.note(text), step) is None


def test_a_point_that_is_moved_to_another_column_stands_last_there(board: Board) -> None:
    board.add("bra", "a")
    board.add("bedre", "b", "c")
    board.act(point_edits.move_to_column(board.meeting, board.note("a"), "bedre"))
    assert board.texts("bra") == []
    assert board.texts("bedre") == ["b", "c", "a"]


def test_an_answer_is_seen_from_both_sides_and_taken_back(board: Board) -> None:
    board.add("bedre", "sen buss")
    board.add("neste", "annet selskap")
    answer, point = board.note("annet selskap"), board.note("sen buss")
    board.act(point_edits.toggle_answer(board.meeting, answer, point))
    assert board.points.column("neste").points[0].answers == (point,)
    assert board.points.column("bedre").points[0].answered_by == (answer,)
    board.act(point_edits.toggle_answer(board.meeting, answer, point))
    assert board.meeting.answers == ()


def test_what_a_point_answers_is_set_in_one_act(board: Board) -> None:
    board.add("bedre", "a", "b", "c")
    board.add("neste", "svar")
    for text in ("a", "b"):
        board.act(point_edits.toggle_answer(board.meeting, board.note("svar"), board.note(text)))
    answer = board.points.column("neste").points[0]
    wanted = {board.note("b").uid, board.note("c").uid}
    board.act(point_edits.set_answers(board.meeting, answer, wanted))
    assert {row.point for row in board.meeting.answers} == wanted
    undo(board.archive, board.uid)
    before = {board.note("a").uid, board.note("b").uid}
    assert {row.point for row in board.meeting.answers} == before


def test_answering_what_is_answered_already_is_no_act(board: Board) -> None:
    board.add("neste", "svar")
    answer = board.points.column("neste").points[0]
    assert point_edits.set_answers(board.meeting, answer, ()) is None


def test_a_link_that_still_makes_sense_follows_the_point_to_its_new_column(board: Board) -> None:
    board.add("bedre", "sen buss")
    board.add("neste", "annet selskap")
    board.act(
        point_edits.toggle_answer(
            board.meeting, board.note("annet selskap"), board.note("sen buss")
        )
    )
    board.act(point_edits.move_to_column(board.meeting, board.note("sen buss"), "bra"))
    assert [row.point for row in board.meeting.answers] == [board.note("sen buss").uid]


def test_a_link_that_makes_no_sense_goes_when_the_point_is_moved(board: Board) -> None:
    board.add("bedre", "sen buss")
    board.add("neste", "annet selskap")
    board.act(
        point_edits.toggle_answer(
            board.meeting, board.note("annet selskap"), board.note("sen buss")
        )
    )
    board.act(point_edits.move_to_column(board.meeting, board.note("annet selskap"), "bedre"))
    assert board.meeting.answers == ()


def test_a_deleted_point_takes_its_links_along_and_undo_brings_all_back(board: Board) -> None:
    board.add("bedre", "sen buss")
    board.add("neste", "annet selskap")
    board.act(
        point_edits.toggle_answer(
            board.meeting, board.note("annet selskap"), board.note("sen buss")
        )
    )
    board.act(point_edits.remove(board.meeting, board.note("sen buss")))
    assert (board.texts("bedre"), board.meeting.answers) == ([], ())
    undo(board.archive, board.uid)
    assert board.texts("bedre") == ["sen buss"]
    assert [row.point for row in board.meeting.answers] == [board.note("sen buss").uid]


def test_what_was_agreed_about_a_deleted_point_stays(board: Board) -> None:
    board.add("bedre", "sen buss")
    note = board.note("sen buss")
    board.act(add_decision(board.meeting, Where("bedre", note.uid), "Bytte selskap"))
    board.act(point_edits.add_deviation(note))
    board.act(point_edits.remove(board.meeting, note))
    assert [(row.text, row.about) for row in board.meeting.decisions] == [("Bytte selskap", "")]
    assert [(row.text, row.about) for row in board.meeting.deviations] == [("sen buss", "")]


def test_an_avvik_made_of_an_exempt_point_is_exempt_too(board: Board) -> None:
    board.act(
        point_edits.Add(
            NoteRow(
                meeting=board.uid, section="punkter", column="bedre", text="om navn", exempt="h1"
            )
        )
    )
    board.act(point_edits.add_deviation(board.note("om navn")))
    assert [row.exempt for row in board.meeting.deviations] == ["h1"]
