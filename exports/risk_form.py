"""The wheel's form, «Risiko- og kontrollmatrise», and what leads up to it and on from it.

The column texts of stops 1–3 are the form's own (handbook, chapter 8); «er gjort» and «må gjøres»
are kept apart inside the joint column. What stands for stops 4 and 5, which the form lacks, is
ours.
"""

from collections import Counter
from collections.abc import Sequence

from exports import risk_matrix
from exports.outline import (
    Block,
    Bullets,
    Cell,
    Column,
    Heading,
    Item,
    Landscape,
    Numbered,
    PageContent,
    Paragraph,
    Run,
    Table,
)
from exports.risk_figures import assessed, consequence_types, four_v, heat, own_figures, scale
from exports.wording import UNSAID, Wording, counted, listed, stacked
from store.norwegian_dates import show
from store.risk import Scale
from store.sections import RiskEntry, Risks, all_risks
from store.task_rows import TaskRow
from store.vocabulary import Enough, SettledBy

TITLE = "Risiko- og kontrollmatrise"
TITLE_AFTER = "Er det nok? Ny vurdering og oppfølging"

# Where S, K and risk stand in columns of their own the form has a heading over all three; a table
# that can be read aloud has no merged cells, so they share one column here.
_COLUMNS = (
    Column("Nr.", 0.5, "center"),
    Column("1. Hva kan gå galt?\nIDENTIFISER RISIKO\n4V: Viktig Vanlig Vanskelig Variasjon", 3.7),
    Column("2. Hvor galt?\nVURDERT RISIKO\nSan. × Kon. = Risiko", 1.65, "center"),
    Column(
        "3. Hva er gjort / hva må gjøres for å forebygge fare og problemer?\n"
        "IVERKSETT TILTAK / ENDRINGER eller kontrollrutiner for å redusere risiko",
        4.6,
    ),
    Column("Ansv.", 2.1),
    Column("Frist", 1.6),
)
_DESCRIPTION = (
    "En rad for hver risiko: hva som kan gå galt, hvor galt det kan gå uten tiltakene, hva som er "
    "gjort og må gjøres, og hvem som har ansvaret til når."
)
_COLUMNS_AFTER = (
    Column("Nr.", 0.5, "center"),
    Column("Risiko", 3.4),
    Column("Uten tiltak\nSan. × Kon. = Risiko", 1.6, "center"),
    Column("Med dagens tiltak\nSan. × Kon. = Restrisiko", 1.7, "center"),
    Column("4. Er det nok?", 1.1),
    Column("Godtatt av", 1.9),
    Column("Merknad", 3.0),
    Column("5. Oppfølging\nNeste vurdering", 1.6),
)
_DESCRIPTION_AFTER = (
    "En rad for hver risiko: risikoen uten tiltak og med tiltakene som er på plass, om det er nok, "
    "hvem som har godtatt restrisikoen, og når den vurderes på nytt."
)


def form(wording: Wording, section: Risks) -> tuple[Block, ...]:
    """Stops 1–3 as the form has them, stops 4 and 5, the room's own figures and the scale."""
    if not section.entries:
        return (Heading(2, TITLE), Paragraph("Ingen risikoer er ført opp."))
    rows = tuple(_row(wording, entry) for entry in section.entries)
    after = tuple(_row_after(wording, entry) for entry in section.entries)
    found: list[PageContent] = [
        Heading(2, TITLE),
        Table(_COLUMNS, rows, TITLE, _DESCRIPTION),
        Heading(3, TITLE_AFTER),
        Table(_COLUMNS_AFTER, after, TITLE_AFTER, _DESCRIPTION_AFTER),
        *own_figures(wording, section),
        *scale(section.definition.scale),
    ]
    return (*risk_matrix.form(section), Landscape(tuple(found)))


# Stops 1 to 3


def _row(wording: Wording, entry: RiskEntry) -> tuple[Cell | str, ...]:
    risk, tasks = entry.risk, wording.by_deadline(entry.tasks)
    return (
        Cell(runs=(Run(str(entry.number), anchor=risk.uid),)),
        Cell(runs=_identified(wording, entry)),
        UNSAID if entry.is_withheld else assessed(entry.scale, risk.likelihood, risk.consequence),
        Cell(runs=_done_and_to_do(wording, entry, tasks)),
        _beside(tasks, [wording.responsible(task) for task in tasks]),
        _beside(tasks, [wording.deadline(task) for task in tasks]),
    )


def _identified(wording: Wording, entry: RiskEntry) -> tuple[Run, ...]:
    risk = entry.risk
    labelled = (
        ("4V", four_v(risk)),
        ("Konsekvens for", consequence_types(risk)),
        ("Lovkrav", risk.legal_requirement),
        ("Prosedyre", risk.procedure),
    )
    lines = [
        *(f"– {cause.text}" for cause in entry.causes),
        *(f"{label}: {said}" for label, said in labelled if said),
        *_settled(entry),
    ]
    title = Run(wording.marked(risk.text, risk.exempt), bold=True)
    return stacked([title, *map(Run, lines)])


def _settled(entry: RiskEntry) -> list[str]:
    """How the figures came to be, where it was not by agreement."""
    risk = entry.risk
    if risk.settled_by is SettledBy.AGREEMENT:
        return [f"Dissens: {risk.dissent}"] if risk.dissent else []
    said = f": {risk.dissent}" if risk.dissent else ""
    return [f"Risikotallene er {_SETTLED[risk.settled_by]}{said}"]


_SETTLED = {SettledBy.CHAIR: "avgjort av leder", SettledBy.DISSENT: "satt med dissens"}


def _done_and_to_do(
    wording: Wording, entry: RiskEntry, tasks: Sequence[TaskRow]
) -> tuple[Run, ...]:
    done = [f"– {control.text}" for control in entry.controls]
    to_do = [
        f"{_mark(tasks, number)} {wording.marked(task.text, task.exempt)}"
        for number, task in enumerate(tasks, start=1)
    ]
    parts = [("Er gjort", done), ("Må gjøres", to_do)]
    parts += [
        (deviation.kind.capitalize(), [wording.marked(deviation.text, deviation.exempt)])
        for deviation in entry.deviations
    ]
    lines = [
        run
        for label, texts in parts
        if texts
        for run in (Run(f"{label}:", bold=True), *map(Run, texts))
    ]
    return stacked(lines or [Run(UNSAID)])


def _beside(tasks: Sequence[TaskRow], texts: Sequence[str]) -> str:
    """One line for each task, numbered as the tasks are where there are several."""
    if len(tasks) < 2:
        return "".join(texts) or UNSAID
    return "\n".join(f"{_mark(tasks, number)} {text}" for number, text in enumerate(texts, start=1))


def _mark(tasks: Sequence[TaskRow], number: int) -> str:
    return f"{number})" if len(tasks) > 1 else "–"


# Stops 4 and 5


def _row_after(wording: Wording, entry: RiskEntry) -> tuple[Cell | str, ...]:
    risk = entry.risk
    again = risk.next_assessment or wording.meeting.head.next_assessment
    if entry.is_withheld:
        return (str(entry.number), risk.text, *[UNSAID] * (len(_COLUMNS_AFTER) - 2))
    return (
        str(entry.number),
        wording.marked(risk.text, risk.exempt),
        assessed(entry.scale, risk.likelihood, risk.consequence),
        assessed(entry.scale, risk.residual_likelihood, risk.residual_consequence),
        str(risk.enough).capitalize() or "Ikke besvart",
        risk.accepted_by or UNSAID,
        "\n".join(_remarks(entry)) or UNSAID,
        show(again) if again else UNSAID,
    )


def _remarks(entry: RiskEntry) -> list[str]:
    worse = ["Høyere med tiltakene enn uten."] if entry.worse_after else []
    return [text for text in (entry.risk.remark, *worse) if text]


def carried_over(wording: Wording) -> tuple[Block, ...]:
    """«Tas med til neste runde»: the risks that are not at rest, and the open tasks."""
    entries = all_risks(wording.meeting)
    if not entries:
        return ()
    items: list[Item] = [
        (*_named(wording, entry), Run(why))
        for entry in entries
        if not entry.is_withheld and (why := ", ".join(_unrest(entry)))
    ]
    numbers = [
        str(wording.number(task))
        for task in wording.meeting.tasks
        if wording.meeting.state_of(task).open
    ]
    if numbers:
        items.append(f"Åpne oppgaver: nr. {listed(numbers)}")
    content = Bullets(tuple(items)) if items else Paragraph(_AT_REST)
    return (Heading(2, "Tas med til neste runde"), content)


def _named(wording: Wording, entry: RiskEntry) -> tuple[Run, ...]:
    """«Risiko 3, Feil dose: », with its number leading to its row."""
    number = Run(f"Risiko {entry.number}", to=entry.risk.uid)
    return (number, Run(f", {wording.marked(entry.risk.text, entry.risk.exempt)}: "))


_AT_REST = "Ingenting: alle risikoene er godtatt, og ingen oppgaver er åpne."


def _unrest(entry: RiskEntry) -> list[str]:
    """Why a risk must be looked at again."""
    residual, reasons = entry.residual_score, []
    if entry.risk.enough is Enough.NO:
        reasons.append("det som er gjort, er ikke nok")
    if entry.risk.enough is Enough.UNANSWERED:
        reasons.append("«Er det nok?» er ikke besvart")
    if residual is not None and heat(entry.scale, residual) == "high":
        shown = entry.scale.shown(entry.risk.residual_likelihood, entry.risk.residual_consequence)
        reasons.append(f"restrisikoen er {shown}")
    return reasons


# The first page


def summary(wording: Wording, section: Risks) -> tuple[Block, ...]:
    """How many risks lie on each level, how many are enough, the worst, and who accepted what."""
    entries = [entry for entry in section.entries if not entry.is_withheld]
    if not entries:
        return ()
    before = [entry.score for entry in entries]
    after = [entry.residual_score for entry in entries]
    levels = section.definition.scale.levels
    columns = (
        Column("Risikoer", 2.4),
        *(Column(f"{level.word} ({level.colour_name})", 1.2, "center") for level in levels),
        Column("Ikke vurdert", 1.2, "center"),
    )
    rows = (
        _counts(section.definition.scale, "Uten tiltak", before),
        _counts(section.definition.scale, "Med dagens tiltak", after),
    )
    description = "To rader: hvor mange risikoer det er på hvert nivå, uten og med tiltakene."
    return (
        Paragraph(" ".join((_answers(entries), *_withheld(section)))),
        Table(columns, rows, "Risikoer på hvert nivå", description),
        *_worst(wording, entries),
        Bullets((*_accepted(entries), _safety_representative(wording))),
    )


def _worst(wording: Wording, entries: Sequence[RiskEntry]) -> tuple[Block, ...]:
    """The three highest, with how high they were and are."""
    worst = risk_matrix.worst(entries)
    if not worst:
        return ()
    said = tuple((*_named(wording, entry), Run(_before_and_after(entry))) for entry in worst)
    heading = "Den høyeste risikoen" if len(worst) == 1 else "De høyeste risikoene"
    return (Heading(3, heading), Numbered(said))


def _before_and_after(entry: RiskEntry) -> str:
    """«16 Høy uten tiltak, 6 Middels med dagens tiltak»."""
    scores = ((entry.score, "uten tiltak"), (entry.residual_score, "med dagens tiltak"))
    return ", ".join(
        f"{product} {entry.scale.level(product).word} {words}"
        for product, words in scores
        if product is not None
    )


def _accepted(entries: Sequence[RiskEntry]) -> tuple[str, ...]:
    """Who has accepted what is left of how many risks."""
    counts = Counter(e.risk.accepted_by for e in entries if e.risk.accepted_by)
    said = [f"{who} ({counted(n, 'risiko', 'risikoer')})" for who, n in counts.most_common()]
    return (f"Restrisikoen er godtatt av {listed(said)}.",) if said else ()


def _safety_representative(wording: Wording) -> str:
    took_part = wording.meeting.head.safety_representative
    return "Verneombud deltok." if took_part else "Verneombud deltok ikke."


def _withheld(section: Risks) -> tuple[str, ...]:
    """What is not counted, so that nobody takes it for what was not done."""
    count = sum(entry.is_withheld for entry in section.entries)
    said = counted(count, "risiko er unntatt", "risikoer er unntatt")
    return (f"{said} offentlighet og ikke regnet med.",) if count else ()


def _counts(scale: Scale, label: str, scores: Sequence[int | None]) -> tuple[Cell | str, ...]:
    """One row: how many scores there are on each level, and how many are missing."""
    cells: list[Cell | str] = [label]
    lower = 1
    for level in scale.levels:
        count = sum(1 for score in scores if score is not None and lower <= score <= level.upto)
        cells.append(Cell(str(count), heat(scale, lower) if count else ""))
        lower = level.upto + 1
    return (*cells, str(sum(score is None for score in scores)))


def _answers(entries: Sequence[RiskEntry]) -> str:
    """How many risks have which answer: «12 risikoer: 7 godtatt og 5 uten svar …»."""
    answers = Counter(entry.risk.enough for entry in entries)
    said = [f"{answers[answer]} {words}" for answer, words in _ANSWERS.items() if answers[answer]]
    return f"{counted(len(entries), 'risiko', 'risikoer')}: {listed(said)}."


_ANSWERS = {
    Enough.YES: "godtatt",
    Enough.NO: "der det som er gjort, ikke er nok",
    Enough.UNANSWERED: "uten svar på «Er det nok?»",
}
