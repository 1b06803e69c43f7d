"""What rows and their columns are called in Norwegian, for whoever shows them column by column.

Every column has a word, or is one of `UNSAID`; a test holds that.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from store.item_rows import ItemRow, PositionRow, RemarkRow, StatementRow
from store.row import Row
from store.rows import (
    AnswerRow,
    ApprovalRow,
    AttendanceRow,
    CauseRow,
    ColumnStatusRow,
    ControlRow,
    DecisionRow,
    DeviationRow,
    EstimateRow,
    FigureRow,
    HeadValueRow,
    LegalBasisRow,
    MeetingRow,
    NoteRow,
    ParticipantRow,
    RiskRow,
    SittingRow,
    StatusChangeRow,
)
from store.task_rows import CarriedRow, FollowUpRow, ResponsibleRow, TaskRow


@dataclass(frozen=True, slots=True)
class Words:
    """What a type of row is called.

    Attributes:
        row: What one is: «Risiko».
        known_by: The column that tells which one it is.
        columns: What the columns are called that every type does not have.
    """

    row: str
    known_by: str
    columns: Mapping[str, str]


UNSAID = frozenset(
    {
        "uid",
        "rev",
        "meeting",
        "section",  # follows from the column, the figure, or the type of row
        "definition",  # the kind's file
        "missing",  # may name a text that was exempted later
        "content",  # the whole meeting
    }
)
"""Columns that the history passes by."""

_ANY = {"position": "Plass", "exempt": "Hjemmel for unntak", "text": "Tekst"}

_FRIST = {"deadline": "Frist", "deadline_kind": "Slags frist", "deadline_date": "Fristens dato"}

WORDS: Mapping[type[Row], Words] = {
    MeetingRow: Words(
        "Møteopplysninger",
        "title",
        {
            "kind": "Møtetype",
            "title": "Tittel",
            "series": "Møteserie",
            "unit": "Enhet",
            "place": "Sted",
            "chair": "Møteleder",
            "secretary": "Referent",
            "reason": "Begrunnelse",
            "status": "Status",
            "safety_representative": "Verneombud deltok",
            "papers_sent": "Papirer sendt",
            "next_meeting": "Neste møte",
            "next_meeting_note": "Om neste møte",
            "next_assessment": "Neste vurdering",
            "remarks_due": "Frist for merknader",
            "case_number": "Arkivsak",
            "journal_number": "Journalpost",
            "access_code": "Tilgangskode",
            "field_of_service": "Tjenesteområde",
            "version": "Versjon",
            "previous": "Fortsetter fra",
        },
    ),
    HeadValueRow: Words("Møteopplysning", "field", {"field": "Felt"}),
    SittingRow: Words("Dato og tid", "date", {"date": "Dato", "start": "Fra", "end": "Til"}),
    ParticipantRow: Words(
        "Deltaker", "name", {"name": "Navn", "role": "Rolle", "party": "For hvem"}
    ),
    AttendanceRow: Words(
        "Oppmøte",
        "participant",
        {
            "sitting": "Møtedag",
            "participant": "Deltaker",
            "presence": "Oppmøte",
            "came": "Kom",
            "left": "Gikk",
            "substitute_for": "Vara for",
            "only_for": "Bare i",
        },
    ),
    StatusChangeRow: Words(
        "Møtets gang",
        "status",
        {"status": "Status", "at": "Tidspunkt", "reason": "Begrunnelse"},
    ),
    ItemRow: Words(
        "Sak",
        "text",
        {
            "text": "Tittel",
            "type": "Sakstype",
            "number": "Nummer",
            "year": "År",
            "outcome": "Utfall",
            "decided_on": "Besluttet",
            "statement_offered": "Spurt om protokolltilførsel",
            "protocol": "Egen protokoll",
            "approves": "Godkjenner referatet fra",
            "carried_from": "Fortsetter saken",
        },
    ),
    NoteRow: Words(
        "Punkt",
        "text",
        {"column": "Står under", "about": "Sak", "reported": "Til rapporten"},
    ),
    AnswerRow: Words("Svar på punkt", "answer", {"answer": "Neste gang", "point": "Svarer på"}),
    ColumnStatusRow: Words("Status på tema", "column", {"column": "Tema", "status": "Status"}),
    FigureRow: Words(
        "Nøkkeltall",
        "figure",
        {"figure": "Nøkkeltall", "value": "Verdi", "last_year": "I fjor"},
    ),
    PositionRow: Words(
        "Standpunkt",
        "party",
        {
            "item": "Sak",
            "party": "Part",
            "stance": "Standpunkt",
            "text": "Partens ord",
            "said_at": "Klokkeslett",
        },
    ),
    StatementRow: Words(
        "Protokolltilførsel",
        "senders",
        {
            "item": "Sak",
            "senders": "Fra",
            "due": "Leveres innen",
            "delivered": "Levert",
            "reply": "Arbeidsgivers merknad",
        },
    ),
    RiskRow: Words(
        "Risiko",
        "text",
        {
            "important": "Viktig",
            "common": "Vanlig",
            "difficult": "Vanskelig",
            "varying": "Variasjon",
            "likelihood": "Sannsynlighet",
            "consequence": "Konsekvens",
            "consequence_types": "Typer konsekvens",
            "settled_by": "Tallene er",
            "dissent": "Dissens",
            "residual_likelihood": "Sannsynlighet etter",
            "residual_consequence": "Konsekvens etter",
            "enough": "Er det nok?",
            "accepted_by": "Godtatt av",
            "remark": "Merknad",
            "next_assessment": "Neste vurdering",
            "legal_requirement": "Lovkrav",
            "procedure": "Prosedyre",
        },
    ),
    CauseRow: Words("Årsak", "text", {"risk": "Risiko"}),
    ControlRow: Words("Kontroll", "text", {"risk": "Risiko"}),
    EstimateRow: Words(
        "Deltakernes tall",
        "risk",
        {
            "risk": "Risiko",
            "measure": "Gjelder",
            "residual": "Med dagens tiltak",
            "figures": "Tall",
        },
    ),
    DeviationRow: Words(
        "Avvik",
        "text",
        {
            "about": "Gjelder",
            "kind": "Slag",
            "cause": "Årsakstype",
            "number": "Nummer i avvikssystemet",
        },
    ),
    DecisionRow: Words(
        "Beslutning", "text", {"sitting": "Møtedag", "stop": "Stoppunkt", "about": "Gjelder"}
    ),
    TaskRow: Words(
        "Oppgave",
        "text",
        {
            "sitting": "Møtedag",
            "stop": "Stoppunkt",
            "about": "Gjelder",
            "responsible": "Ansvar",
            **_FRIST,
        },
    ),
    ResponsibleRow: Words("Ansvarlig", "name", {"task": "Oppgave", "name": "Navn"}),
    CarriedRow: Words(
        "Oppgave fra før",
        "text",
        {
            "task": "Oppgave",
            "from_meeting": "Fra møtet",
            "from_title": "Møtets tittel",
            "from_date": "Møtets dato",
            "responsible": "Ansvar",
            **_FRIST,
            "status": "Status",
            "remark": "Merknad",
        },
    ),
    FollowUpRow: Words(
        "Oppfølging",
        "task",
        {
            "task": "Oppgave",
            "said_on": "Sagt",
            "status": "Status",
            "remark": "Merknad",
            **_FRIST,
        },
    ),
    RemarkRow: Words(
        "Merknad til referatet",
        "text",
        {
            "about": "Sak",
            "sender": "Fra",
            "received": "Mottatt",
            "after_approval": "Etter godkjenning",
        },
    ),
    ApprovalRow: Words(
        "Godkjenning",
        "approved_by",
        {
            "at": "Tidspunkt",
            "approved_by": "Godkjent av",
            "format": "Skrivemåte",
            "fingerprint": "Fingeravtrykk",
        },
    ),
    LegalBasisRow: Words(
        "Hjemmel",
        "name",
        {"name": "Navn", "whole_document": "For hele dokumentet", "retired": "Ute av bruk"},
    ),
}
"""By the type of row."""


def word_of(row_type: type[Row], column: str) -> str | None:
    """What a column is called; None for one that is not shown.

    Args:
        row_type: The type of row.
        column: The column.
    """
    if column in UNSAID:
        return None
    return WORDS[row_type].columns.get(column) or _ANY[column]
