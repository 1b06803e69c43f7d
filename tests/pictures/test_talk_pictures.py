"""How a talk looks; see `test_pictures`."""

from collections.abc import Callable

from tests.pictures.drawing import At, Scene

WALL = (80, 24)
DESK = (160, 45)
BESIDE = (110, 30)

HELD = "Skole, høsten"
PLANNED = "Skole, årsslutt"

Looks = Callable[[Scene | None, tuple[int, int]], bool]


def test_what_was_agreed_last_time(looks_as_before: Looks) -> None:
    """«Siden sist», 80 columns: one status said, and a new frist being typed."""
    acts = ("3", "n", "'15.2")
    assert looks_as_before(Scene(At(PLANNED, "siden_sist"), acts), WALL)


def test_what_the_unit_has_open_besides(looks_as_before: Looks) -> None:
    """«Siden sist» at 160 columns with the unit's tasks and red risks from other meetings."""
    assert looks_as_before(Scene(At(PLANNED, "siden_sist"), ("a",)), DESK)


def test_the_figures_of_the_year(looks_as_before: Looks) -> None:
    """«Nøkkeltall», 80 columns, with a text that is no figure."""
    acts = ("'91,2", "enter", "'mange", "enter")
    assert looks_as_before(Scene(At(PLANNED, "tall"), acts), WALL)


def test_a_theme_on_the_wall(looks_as_before: Looks) -> None:
    """A theme, 80 columns: its status, a point, and last time on one line."""
    acts = ("f4", "f4", "'Prognosen er bedre", "enter")
    assert looks_as_before(Scene(At(PLANNED, "økonomi"), acts), WALL)


def test_a_theme_beside_last_time(looks_as_before: Looks) -> None:
    """A closed talk's theme at 110 columns, the same theme last time beside it."""
    assert looks_as_before(Scene(At(HELD, "økonomi")), BESIDE)


def test_a_theme_beside_last_time_and_what_was_agreed(looks_as_before: Looks) -> None:
    """Theme 5 of a closed talk at 160 columns: avvik, plan, last time, and what was agreed."""
    assert looks_as_before(Scene(At(HELD, "avvik")), DESK)


def test_planning_a_talk_in_a_series(looks_as_before: Looks) -> None:
    """A new talk: what it takes over, its own fields, and who was there last time."""
    acts = ("r", "'Skole, vår", "enter", "'Skole")
    assert looks_as_before(Scene(acts=acts), WALL)
