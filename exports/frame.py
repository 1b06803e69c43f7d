"""What every document of a meeting has around its contents."""

from collections.abc import Mapping

from exports.fields import fields
from exports.head_form import archived
from exports.outline import Block, Document, Heading, Paragraph
from exports.source import Source
from exports.wording import Wording
from store.norwegian_dates import prose

_BETWEEN = " · "

_TAKEN_OUT = (
    "Dette er den offentlige utgaven. Opplysninger som er unntatt offentlighet, er tatt ut, "
    "og der de sto, står hjemmelen."
)

_HOLDS_EXEMPT = (
    "Intern utgave: inneholder opplysninger som er unntatt offentlighet. "
    "Det som kan deles med alle, står i den offentlige utgaven."
)


def framed(
    source: Source,
    name: str,
    title: str,
    blocks: tuple[Block, ...],
    *,
    of_minutes: bool,
    fingerprint: str = "",
    holds_exempt: bool | None = None,
) -> Document:
    """A document under its title, with what is to be said over everything and at the foot.

    Args:
        source: The meeting.
        name: What the document is: «Referat».
        title: Its title; that it is the public version is added.
        blocks: All but the title.
        of_minutes: Whether it says what the minutes say, and is a draft as long as they are.
        fingerprint: Of what was approved.
        holds_exempt: Whether something exempt is in it; None where all of the meeting is.
    """
    meeting = source.meeting
    head, kind = meeting.head, meeting.kind
    whole_title = f"{title} – offentlig utgave" if source.public else title
    told = fields(source, name, whole_title, of_minutes=of_minutes, fingerprint=fingerprint)
    return Document(
        title=whole_title,
        subject=f"{name}, {kind.short.lower()}, {prose(meeting.first_day)}",
        author=source.municipality or head.unit or "referat",
        keywords=tuple(word for word in (name.lower(), kind.short, head.unit) if word),
        identifier=meeting.uid,
        version=str(head.version),
        saved=meeting.saved,
        draft=bool(dict(told)["utkast"]),
        blocks=(Heading(1, whole_title), *_exemption(source, holds_exempt), *blocks),
        header=head.unit,
        footer=_foot(archived(source, of_minutes=of_minutes), dict(told)),
        fingerprint=fingerprint,
        fields=told,
    )


def _foot(archive: tuple[str, ...], told: Mapping[str, str]) -> tuple[str, ...]:
    """What the archive asks for, and under it whose document it is and what it rests on."""
    approved = f", godkjent {told['godkjent']}" if told["godkjent"] else ""
    version = f"Versjon {told['versjon']}{approved}" if told["versjon"] else ""
    first = [part for part in (*archive, version) if part]
    second = [part for part in (told["kommune"], told["grunnlag"]) if part]
    return tuple(_BETWEEN.join(line) for line in (first, second) if line)


def _exemption(source: Source, holds_exempt: bool | None) -> tuple[Block, ...]:
    """A line over everything: that the whole is exempt, or that parts of it were taken out."""
    wording = Wording.of(source)
    exempt = source.meeting.head.exempt
    if exempt:
        return (Paragraph(f"Hele dokumentet er {wording.exemption(exempt)}.", "warning"),)
    if source.public:
        return (Paragraph(_TAKEN_OUT, "note"),)
    if source.holds_exempt if holds_exempt is None else holds_exempt:
        return (Paragraph(_HOLDS_EXEMPT, "warning"),)
    return ()
