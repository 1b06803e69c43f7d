"""How the screens look: one picture of each state that looks different.

`python -m pytest tests/pictures --snapshot-update` draws them all anew, the README's too. Look at
each changed picture before it is committed: the tests hold what has been looked at.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.pictures.drawing import At, Scene, play, without_unique_mark
from tui.app import ReferatApp
from tui.theme import LIGHT, PROJECTOR

WALL = (80, 24)
DESK = (160, 45)
README_SIZE = (110, 30)
README_PICTURE = Path(__file__).parents[2] / "docs" / "stoppunkt-2.svg"

UNDER_WAY = "Trygg mat"
FINISHED = "Turer og utflukter"
EVALUATION = "Leirskoletur"
COOPERATION = "Samarbeidsmøte nr. 8"
NEXT_COOPERATION = "Samarbeidsmøte nr. 9"
TO_THE_DISAGREEMENT = ("f8", "f8")

Looks = Callable[[Scene | None, tuple[int, int]], bool]


def test_home_on_the_wall(looks_as_before: Looks) -> None:
    """Home, 80 columns: the meeting under way, new meetings, recent ones and what is due."""
    assert looks_as_before(Scene(), WALL)


def test_home_on_a_large_screen(looks_as_before: Looks) -> None:
    """Home, 160 columns: the three lists side by side."""
    assert looks_as_before(Scene(), DESK)


def test_home_the_first_time(looks_as_before: Looks) -> None:
    """Home with an empty file: what the program is, and which keys begin."""
    assert looks_as_before(None, WALL)


@pytest.mark.parametrize("size", [WALL, DESK], ids=["wall", "desk"])
def test_the_task_register(looks_as_before: Looks, size: tuple[int, int]) -> None:
    """All open tasks by frist, with the filters on top: two lines a task, or one."""
    assert looks_as_before(Scene(acts=("o", "down")), size)


def test_the_task_register_with_filters(looks_as_before: Looks) -> None:
    """Only one role's tasks, all statuses, in one unit: what is set stands out."""
    acts = ("o", "a", "'inspek", "enter", "v", "2")
    assert looks_as_before(Scene(acts=acts), WALL)


def test_what_has_become_of_a_task(looks_as_before: Looks) -> None:
    """Status by a digit, with a remark and a new frist that is understood as it is typed."""
    acts = ("o", "s", "2", "tab", "'Venter på deler", "tab", "'uke 50")
    assert looks_as_before(Scene(acts=acts), WALL)


@pytest.mark.parametrize("size", [WALL, DESK], ids=["wall", "desk"])
def test_the_search(looks_as_before: Looks, size: tuple[int, int]) -> None:
    """Hits with their meeting and place, the words marked, the cursor on the second."""
    assert looks_as_before(Scene(acts=("f", "'feil lege", "enter", "down")), size)


def test_planning_a_meeting(looks_as_before: Looks) -> None:
    """A new wheel: the theme, the place and who takes part."""
    assert looks_as_before(Scene(acts=("h",)), WALL)


@pytest.mark.parametrize("stop", ["identifiser", "vurder", "tiltak", "nok", "oppfolging"])
def test_a_stop_of_the_wheel(looks_as_before: Looks, stop: str) -> None:
    """A meeting under way at one of the wheel's five stops, 80 columns."""
    assert looks_as_before(Scene(At(UNDER_WAY, stop)), WALL)


def test_a_score_just_typed(looks_as_before: Looks) -> None:
    """Stop 2 after «44», 80 columns: the cursor waits, the place of the next digit is marked."""
    assert looks_as_before(Scene(At(UNDER_WAY, "vurder"), ("4", "4")), WALL)


def test_who_accepts_what_is_left(looks_as_before: Looks) -> None:
    """Stop 4 after «j», 80 columns: a question with a proposed name, and what the keys answer."""
    assert looks_as_before(Scene(At(UNDER_WAY, "nok"), ("j",)), WALL)


def test_the_wheel_beside_what_was_agreed(looks_as_before: Looks) -> None:
    """Stop 1 at 160 columns: risks and causes, with the decisions beside them."""
    assert looks_as_before(Scene(At(UNDER_WAY, "identifiser")), DESK)


def test_controls_and_measures_of_a_finished_wheel(looks_as_before: Looks) -> None:
    """Stop 3 of a closed meeting at 160 columns: controls, measures, decisions and tasks."""
    assert looks_as_before(Scene(At(FINISHED, "tiltak")), DESK)


def test_before_and_after_of_a_finished_wheel(looks_as_before: Looks) -> None:
    """Stop 4 of a closed meeting, 80 columns: both scores of each risk and the answer."""
    assert looks_as_before(Scene(At(FINISHED, "nok")), WALL)


def test_before_and_after_beside_the_matrix(looks_as_before: Looks) -> None:
    """Stop 4 of a closed meeting at 160 columns: the matrix with the way of the chosen risk."""
    assert looks_as_before(Scene(At(FINISHED, "nok")), DESK)


def test_the_agenda(looks_as_before: Looks) -> None:
    """A planned samarbeidsmøte, 80 columns: the saker before they have numbers."""
    assert looks_as_before(Scene(At(NEXT_COOPERATION, "saksliste")), WALL)


@pytest.mark.parametrize("size", [WALL, DESK], ids=["wall", "desk"])
def test_a_sak_that_ended_in_disagreement(looks_as_before: Looks, size: tuple[int, int]) -> None:
    """One sak: where the parties stand, how it ended, and the protokolltilførsel."""
    scene = Scene(At(COOPERATION, "saker"), acts=TO_THE_DISAGREEMENT)
    assert looks_as_before(scene, size)


def test_the_participants_by_party(looks_as_before: Looks) -> None:
    """The details' second page: forfall, vara and one who left early, under their parties."""
    scene = Scene(At(COOPERATION, "saker"), acts=("ctrl+o", "f8"))
    assert looks_as_before(scene, WALL)


def test_what_could_have_been_better(looks_as_before: Looks) -> None:
    """«Bedre» of an evaluation, 80 columns: points, and which of them are deviations."""
    assert looks_as_before(Scene(At(EVALUATION, "bedre")), WALL)


def test_what_we_do_the_next_time(looks_as_before: Looks) -> None:
    """«Neste gang» of an evaluation at 160 columns: what each point answers, beside the tasks."""
    assert looks_as_before(Scene(At(EVALUATION, "neste")), DESK)


def test_the_closing_stop(looks_as_before: Looks) -> None:
    """«Oppfølging» of a closed wheel, 80 columns: tasks, and what is taken to the next round."""
    assert looks_as_before(Scene(At(FINISHED, "oppfolging")), WALL)


def test_a_frist_with_two_meanings(looks_as_before: Looks) -> None:
    """The task line when the frist can mean two days: both are shown, and a digit chooses."""
    acts = ("f3", "'Ny rutine for varmmat", "tab", "'Kjøkkensjef", "tab", "'neste fredag", "enter")
    assert looks_as_before(Scene(At(UNDER_WAY, "tiltak"), acts), WALL)


def test_the_check_before_closing(looks_as_before: Looks) -> None:
    """What is missing, before the meeting is closed."""
    assert looks_as_before(Scene(At(UNDER_WAY, "nok"), ("ctrl+l",)), WALL)


def test_reading_back(looks_as_before: Looks) -> None:
    """A decision alone on the screen, as it is read aloud."""
    assert looks_as_before(Scene(At(UNDER_WAY, "nok"), ("ctrl+l", "a")), WALL)


def test_the_details(looks_as_before: Looks) -> None:
    """The meeting's head, to be changed."""
    assert looks_as_before(Scene(At(UNDER_WAY, "nok"), ("ctrl+o",)), WALL)


@pytest.mark.parametrize("size", [WALL, DESK], ids=["wall", "desk"])
def test_the_history(looks_as_before: Looks, size: tuple[int, int]) -> None:
    """What was done in a meeting: a line a change, and one with before and after."""
    acts = ("ctrl+k", "down", "down", "down")
    assert looks_as_before(Scene(At(UNDER_WAY, "vurder"), acts), size)


@pytest.mark.parametrize("size", [WALL, DESK], ids=["wall", "desk"])
def test_what_was_deleted(looks_as_before: Looks, size: tuple[int, int]) -> None:
    """Deleted risks, the chosen one in full, and how it is brought back."""
    acts = ("delete", "delete", "ctrl+k", "s", "down")
    assert looks_as_before(Scene(At(UNDER_WAY, "vurder"), acts), size)


@pytest.mark.parametrize("size", [WALL, DESK], ids=["wall", "desk"])
def test_what_is_to_be_written(looks_as_before: Looks, size: tuple[int, int]) -> None:
    """The documents of a samarbeidsmøte where something is exempt: one sak, with its preview."""
    acts = ("ctrl+e", "1", "f10", "5", "tab", "tab", "3")
    assert looks_as_before(Scene(At(NEXT_COOPERATION, "saker"), acts), size)


def test_the_help(looks_as_before: Looks) -> None:
    """What the stop is for, and what each key does at it."""
    assert looks_as_before(Scene(At(UNDER_WAY, "vurder"), ("f1",)), WALL)


def test_the_palette(looks_as_before: Looks) -> None:
    """Everything that can be done at a stop, to search in."""
    assert looks_as_before(Scene(At(UNDER_WAY, "vurder"), ("f9",)), WALL)


def test_the_projector_theme(looks_as_before: Looks) -> None:
    """Stop 2 in black on white, 80 columns."""
    assert looks_as_before(Scene(At(UNDER_WAY, "vurder"), theme=PROJECTOR), WALL)


async def test_the_picture_in_the_readme(
    opened: Callable[[Scene], ReferatApp], pytestconfig: pytest.Config
) -> None:
    """Stop 2 of a rich wheel in the light theme, with half a score typed: the matrix follows."""
    scene = Scene(At(UNDER_WAY, "vurder"), ("3",), LIGHT)
    app = opened(scene)
    async with app.run_test(size=README_SIZE) as pilot:
        await play(scene)(pilot)
        drawn = without_unique_mark(app.export_screenshot())
    if pytestconfig.getoption("update_snapshots"):
        README_PICTURE.write_text(drawn, "utf-8", newline="\n")
    assert README_PICTURE.read_text("utf-8") == drawn
