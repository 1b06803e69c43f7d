"""The municipality's own Word templates: `mal` and `mal sjekk`."""

from pathlib import Path
from typing import Annotated

import typer

from tui.commands.database import Database, opened
from tui.commands.output import say
from tui.commands.refusal import refusing

_USE = """\
Feltene skrives slik i malen, også i topp- og bunntekst: {{tittel}}
Sett en innholdskontroll med feltets navn som tagg, om du heller vil det.

"""


def list_fields(context: typer.Context, database: Database = None) -> None:
    """Print the fields that a template can have, and the templates that the settings name."""
    if context.invoked_subcommand:
        return
    from exports.template.fields import CONTENT, FIELDS  # noqa: PLC0415 - `--help` answers at once

    with opened(database, only_to_read=True) as run:
        templates = run.workplace.settings.templates
    told = {CONTENT: "her kommer selve dokumentet; på en linje for seg", **FIELDS}
    width = max(map(len, told)) + len("{{}}")
    say(_USE + "\n".join(f"{f'{{{{{name}}}}}':{width}}  {about}" for name, about in told.items()))
    if templates:
        say("\nMaler i innstillingene:")
        say("\n".join(f"{kind_id}: {path}" for kind_id, path in templates.items()))


def check(
    file: Annotated[
        Path, typer.Argument(metavar="FIL", help="En Word-fil: .docx, .dotx, .docm, .dotm.")
    ],
    database: Database = None,  # noqa: ARG001 - every command takes --db
) -> None:
    """Tell what a template holds and what will be done with it, or why it can not be used."""
    from exports.template import TemplateRefused, read_template  # noqa: PLC0415 - as above
    from exports.template_check import findings  # noqa: PLC0415 - as above

    with refusing(TemplateRefused):
        template = read_template(file)
    say("\n".join(findings(template)))
