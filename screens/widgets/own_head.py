"""The fields of the head that a kind has of its own, such as level and period."""

from collections.abc import Callable, Sequence

from screens.widgets.field import Field, FieldHelp
from store.definitions import HeadField


def own_field(
    name: str, field: HeadField, text: str, save_draft: Callable[[str], None] | None
) -> Field:
    """A line for one of them; its choices are suggested, and a part of one will do.

    Args:
        name: Names the line in its form.
        field: The field.
        text: What stands there to begin with.
        save_draft: Keeps the text at every change.
    """
    help_ = FieldHelp(
        understand=lambda typed: _understood(field, typed),
        suggestions=lambda typed: _matching(field, typed),
        placeholder=_example(field),
    )
    return Field(name, field.label, text, help_, save_draft=save_draft)


def chosen(field: HeadField, typed: str) -> str:
    """The choice that was meant, or the text itself where the field holds any.

    Raises:
        ValueError: It is none of the choices, or could be several; a Norwegian sentence.
    """
    if not typed or not field.choices:
        return typed
    for choice in field.choices:
        if choice.casefold() == typed.casefold():
            return choice
    found = _matching(field, typed)
    if len(found) == 1:
        return found[0]
    raise ValueError(f"Velg blant: {' · '.join(found or field.choices)}.")


def _understood(field: HeadField, typed: str) -> str:
    meant = chosen(field, typed)
    return "" if meant == typed else meant


def _matching(field: HeadField, typed: str) -> Sequence[str]:
    sought = typed.strip().casefold()
    if not sought:
        return field.choices
    return [choice for choice in field.choices if choice.casefold().startswith(sought)]


def _example(field: HeadField) -> str:
    shown = " · ".join(field.choices)
    if len(shown) <= 60:
        return shown
    return " · ".join(f"{choice.split()[0]} …" for choice in field.choices)
