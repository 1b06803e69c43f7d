from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from store import check
from store.agreed_edits import Where, add_task, follow_up
from store.database import Archive
from store.deadline import understand as read_deadline
from store.edits import Add, Change
from store.head_edits import set_attendance
from store.responsible import understand as read_responsible
from store.rows import AttendanceRow, NoteRow, RiskRow
from store.vocabulary import Presence, SettledBy, TaskStatus
from tests.store.meeting_room import Load, MeetingRoom

TODAY = date(2026, 11, 24)


class Room(MeetingRoom):
    """A meeting whose head is in order, in which things are said."""

    @property
    def texts(self) -> list[str]:
        return [finding.text for finding in check.findings(self.meeting)]

    def risk(self, **said: Any) -> str:
        """A risk that lacks nothing but what is said."""
        complete = RiskRow(
            meeting=self.uid,
            section="risikoer",
            text="Feil medisin",
            likelihood=3,
            consequence=3,
            residual_likelihood=2,
            residual_consequence=3,
            enough="ja",
        )
        self.act(Add(replace(complete, **said), ("section",)))
        return self.meeting.risks[-1].uid

    def point(self, column: str, text: str, exempt: str = "") -> str:
        row = NoteRow(meeting=self.uid, section="punkter", column=column, text=text, exempt=exempt)
        self.act(Add(row, ("column",)))
        return self.meeting.notes[-1].uid

    def task(
        self, responsible: str, deadline: str, *, text: str = "Rydde", about: str = ""
    ) -> None:
        where = Where("oppfolging", about)
        said = read_responsible(responsible), read_deadline(deadline, TODAY)
        self.act(add_task(self.meeting, where, text, *said))

    def send_away(self, name: str) -> None:
        who = next(row for row in self.meeting.participants if row.name == name)
        away = AttendanceRow(meeting="", sitting="", participant="", presence=Presence.ABSENT)
        self.act(set_attendance(self.meeting, self.meeting.sitting, who, away))


Open = Callable[[str], Room]


@pytest.fixture
def room(archive: Archive, plan_meeting: Callable[..., str], load: Load) -> Open:
    def make(kind: str, **said: Any) -> Room:
        uid = plan_meeting(kind, **{"chair": "Enhetsleder", "secretary": "Verneombud", **said})
        return Room(archive, uid, load)

    return make


@pytest.fixture
def wheel(room: Open) -> Room:
    return room("internkontroll")


@pytest.fixture
def evaluation(room: Open) -> Room:
    return room("evaluering")


def test_a_wheel_with_everything_in_place_lacks_nothing(wheel: Room) -> None:
    wheel.risk()
    wheel.task("Enhetsleder", "uke 50")
    assert wheel.texts == []


def test_an_empty_meeting_is_named_at_its_first_stop(wheel: Room) -> None:
    (finding,) = check.findings(wheel.meeting)
    assert finding == check.Finding("Det er ikke skrevet noe i møtet", "identifiser")


def test_a_meeting_without_chair_and_secretary_says_so_first(room: Open) -> None:
    opened = room("internkontroll", chair="", secretary="")
    opened.risk(likelihood=None)
    found = check.findings(opened.meeting)
    assert [finding.text for finding in found[:2]] == [
        "Møtet mangler møteleder",
        "Møtet mangler referent",
    ]
    assert [finding.stop for finding in found] == ["", "", "vurder"]


def test_a_meeting_where_nobody_was_there_says_so(room: Open) -> None:
    opened = room("internkontroll", participants=["Enhetsleder"])
    opened.risk()
    opened.send_away("Enhetsleder")
    assert opened.texts == ["Ingen er ført opp som til stede"]


def test_a_meeting_that_is_not_held_yet_is_remarked_on_when_the_day_is_known(wheel: Room) -> None:
    wheel.risk()
    yesterday = TODAY - timedelta(days=1)
    assert [found.text for found in check.findings(wheel.meeting, yesterday)] == [
        "Møtets dato er ikke kommet ennå"
    ]
    assert check.findings(wheel.meeting, TODAY) == ()


def test_a_sitting_of_an_earlier_day_without_its_hours_is_remarked_on(wheel: Room) -> None:
    wheel.risk()
    tomorrow = TODAY + timedelta(days=1)
    (sitting,) = wheel.meeting.sittings
    wheel.act(Change(sitting, replace(sitting, start="09:00")))
    assert [found.text for found in check.findings(wheel.meeting, tomorrow)] == [
        "Møtet 24.11.2026 mangler klokkeslett for slutt"
    ]
    (sitting,) = wheel.meeting.sittings
    wheel.act(Change(sitting, replace(sitting, end="10:30")))
    assert check.findings(wheel.meeting, tomorrow) == ()


@pytest.mark.parametrize(
    ("said", "text", "stop"),
    [
        ({"likelihood": None}, "Risiko 1 er ikke vurdert", "vurder"),
        ({"enough": ""}, "Risiko 1 mangler «Er det nok?»", "nok"),
        ({"residual_consequence": None}, "Risiko 1 er ikke vurdert på nytt", "nok"),
        (
            {"residual_likelihood": 3, "consequence": 2},
            "Risiko 1 er høyere etter tiltakene enn før (6 → 9)",
            "nok",
        ),
        (
            {"likelihood": 5, "residual_likelihood": 5},
            "Risiko 1 er godtatt på nivået Høy (rød) uten merknad",
            "nok",
        ),
        ({"enough": "nei"}, "Risiko 1 har svaret «nei», men ikke noe tiltak", "nok"),
    ],
)
def test_what_a_risk_lacks_is_named_at_the_stop_where_it_is_mended(
    wheel: Room, said: dict[str, object], text: str, stop: str
) -> None:
    uid = wheel.risk(**said)
    assert check.findings(wheel.meeting) == (check.Finding(text, stop, uid),)


def test_a_red_rest_with_a_remark_and_a_no_with_a_tiltak_lack_nothing(wheel: Room) -> None:
    wheel.risk(likelihood=5, residual_likelihood=5, remark="Godtatt til nytt system er på plass")
    uid = wheel.risk(enough="nei")
    wheel.task("Enhetsleder", "uke 50", about=uid)
    assert wheel.texts == []


def test_a_dissent_that_is_not_written_down_is_asked_for(wheel: Room) -> None:
    wheel.risk(settled_by=SettledBy.DISSENT)
    assert "Risiko 1 er satt med dissens, som ikke er skrevet ned" in wheel.texts


def test_a_dissent_that_is_written_down_lacks_nothing(wheel: Room) -> None:
    wheel.risk(settled_by=SettledBy.DISSENT, dissent="Verneombud mener 5")
    assert not any("dissens" in text for text in wheel.texts)


def test_a_risk_is_named_by_its_number_in_the_list(wheel: Room) -> None:
    wheel.risk()
    wheel.risk(enough="")
    assert wheel.texts == ["Risiko 2 mangler «Er det nok?»"]


def test_a_task_without_ansvar_and_frist_is_named_with_both(wheel: Room) -> None:
    wheel.task("", "", text="Kjøpe signalfløyter")
    (task,) = wheel.meeting.tasks
    assert check.findings(wheel.meeting) == (
        check.Finding("Oppgaven «Kjøpe signalfløyter» har ingen ansvarlig", "oppfolging", task.uid),
        check.Finding("Oppgaven «Kjøpe signalfløyter» har ingen frist", "oppfolging", task.uid),
    )


@pytest.mark.parametrize("deadline", ["uke 50", "løpende", "snarest", "neste møte"])
def test_a_frist_without_a_day_is_a_frist_all_the_same(wheel: Room, deadline: str) -> None:
    wheel.task("Enhetsleder", deadline)
    assert wheel.texts == []


def test_a_task_for_everybody_asks_who_is_responsible(wheel: Room) -> None:
    wheel.task("Alle", "uke 50")
    assert wheel.texts == [
        "Oppgaven «Rydde» er gitt til «Alle»: navngi den som er ansvarlig",
    ]


def test_a_task_for_somebody_absent_must_be_confirmed(wheel: Room) -> None:
    wheel.send_away("Fagsykepleier")
    wheel.task("Fagsykepleier", "uke 50")
    assert wheel.texts == [
        "Oppgaven «Rydde» må bekreftes av Fagsykepleier, som ikke var til stede",
    ]


def test_a_task_for_somebody_who_was_never_invited_is_left_alone(wheel: Room) -> None:
    wheel.task("Rektor", "uke 50")
    assert wheel.texts == []


@pytest.mark.parametrize("status", [TaskStatus.DONE, TaskStatus.DROPPED])
def test_a_task_that_is_over_lacks_nothing(wheel: Room, status: TaskStatus) -> None:
    wheel.task("", "")
    task = wheel.meeting.tasks[0]
    wheel.act(follow_up(wheel.meeting, task, status, said_on=TODAY))
    assert wheel.texts == []


def test_a_neste_gang_point_without_a_task_is_named(evaluation: Room) -> None:
    evaluation.point("bra", "God plan")
    uid = evaluation.point("neste", "Ta med fløyter")
    assert check.findings(evaluation.meeting) == (
        check.Finding("Neste gang 1 «Ta med fløyter» er ikke blitt en oppgave", "neste", uid),
    )
    evaluation.task("Enhetsleder", "uke 50", about=uid)
    assert evaluation.texts == []


def test_exempt_rows_are_named_without_their_text(evaluation: Room) -> None:
    evaluation.point("neste", "HEMMELIG punkt", exempt="h1")
    evaluation.send_away("Fagsykepleier")
    evaluation.task("Fagsykepleier", "", text="HEMMELIG oppgave")
    (task,) = evaluation.meeting.tasks
    evaluation.act(Change(task, replace(task, exempt="h1")))
    assert evaluation.texts == [
        "Neste gang 1 (unntatt offentlighet) er ikke blitt en oppgave",
        "Oppgave 1 (unntatt offentlighet) har ingen frist",
        "Oppgave 1 (unntatt offentlighet) må bekreftes av den ansvarlige, som ikke var til stede",
    ]


def test_a_long_text_is_named_by_its_beginning(evaluation: Room) -> None:
    evaluation.task("", "uke 50", text="å" * 5000)
    assert evaluation.texts == [f"Oppgaven «{'å' * 59}…» har ingen ansvarlig"]
