"""Tells what a template holds and what will be done with it, for the one who makes templates."""

import io

import docx
from docx.oxml.ns import qn

from exports.template import FOOTER, HEADER, TEXT, Template, filled
from exports.template.fields import CONTENT, FIELDS
from exports.template.unpacking import parsed
from exports.word_styles import Styles
from exports.wording import listed

_PLACES = {TEXT: "teksten", HEADER: "toppteksten", FOOTER: "bunnteksten"}
_EDGES = {HEADER: "Toppteksten", FOOTER: "Bunnteksten"}
_MOST_STYLES = 6


def findings(template: Template) -> tuple[str, ...]:
    """What a template holds, in Norwegian sentences.

    Args:
        template: One that can be used.
    """
    return (
        f"Malen «{template.name}» kan brukes.",
        *_content(template),
        *_fields(template),
        *_edges(template),
        *_styles(template),
        *_taken_out(template),
    )


def _content(template: Template) -> tuple[str, ...]:
    where = (
        f"Innholdet settes inn der malen har {{{{{CONTENT}}}}}."
        if template.has_marker
        else f"Malen har ikke {{{{{CONTENT}}}}}, så innholdet settes inn etter det som står der."
    )
    title = "Tittelen står i malen, og gjentas ikke over innholdet." if template.has_title else ""
    return tuple(sentence for sentence in (where, title) if sentence)


def _fields(template: Template) -> tuple[str, ...]:
    said = [
        f"{listed([name for name in FIELDS if name in names])} i {_PLACES[place]}"
        for place, names in template.fields.items()
        if names
    ]
    found = f"Felt som fylles ut: {'; '.join(said)}." if said else "Malen har ingen felt."
    if not template.unknown:
        return (found,)
    unknown = listed([f"{{{{{name}}}}}" for name in template.unknown])
    return (found, f"Ukjent, og blir stående som det er: {unknown}.")


def _edges(template: Template) -> tuple[str, ...]:
    text, said = parsed(template.parts[template.main], template.name), []
    for place, edge in _EDGES.items():
        is_theirs = next(text.iter(qn(f"w:{place}Reference")), None) is not None
        whose = "malens egen" if is_theirs else "programmets, for malen har ingen"
        marked = place == HEADER and is_theirs and not {"utkast", "status"} & template.every_field
        draft = ", med «UTKAST» til dokumentet er godkjent" if marked else ""
        said.append(f"{edge} er {whose}{draft}.")
    return tuple(said)


def _styles(template: Template) -> tuple[str, ...]:
    lacking = Styles(docx.Document(io.BytesIO(filled(template, {})))).lacking
    if not lacking:
        return ("Malen har alle stilene.",)
    shown, more = lacking[:_MOST_STYLES], len(lacking) - _MOST_STYLES
    named = ", ".join(shown) + (f" og {more} til" if more > 0 else "")
    return (f"Stiler som malen mangler, og som tas fra programmets egne: {named}.",)


def _taken_out(template: Template) -> tuple[str, ...]:
    if not template.taken_out:
        return ()
    said = listed([f"{what} ({count})" for what, count in template.taken_out.items()])
    return (f"Følger ikke med i dokumentene: {said}.",)
