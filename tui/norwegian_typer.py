"""Typer's own words in Norwegian: help, usage and what is wrong with a command line.

Headings are written by the public hooks of Typer's classes. Its sentences have no such hook and
are recognized by their wording; one that is not known is shown as it is. The tests walk them.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from tui.commands.output import remark

if TYPE_CHECKING:
    from typer._click.core import Command, Context
    from typer._click.formatting import HelpFormatter

_HELP_TEXT = "Viser denne hjelpen."


class NorwegianCommand(TyperCommand):
    """A command whose help is in Norwegian."""

    def format_usage(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        """Write the line that tells how the command is written."""
        formatter.write_usage(ctx.command_path, _usage(self, ctx), prefix="Bruk: ")

    def format_options(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        """Write what the command takes."""
        _write_parameters(self, ctx, formatter)


class NorwegianGroup(TyperGroup):
    """A group of commands whose help is in Norwegian."""

    def format_usage(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        """Write the line that tells how the commands are written."""
        usage = f"{_usage(self, ctx)} [KOMMANDO …]"
        formatter.write_usage(ctx.command_path, usage, prefix="Bruk: ")

    def format_options(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        """Write what the group takes, and its commands."""
        _write_parameters(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        """Write the commands."""
        with formatter.section("Kommandoer"):
            formatter.write_dl(
                [(name, self.commands[name].help or "") for name in self.list_commands(ctx)]
            )


def _usage(command: "Command", context: "Context") -> str:
    arguments = [each for each in command.get_params(context) if isinstance(each, TyperArgument)]
    names = [each.metavar or each.name for each in arguments]
    shown = [
        name if each.required else f"[{name}]" for each, name in zip(arguments, names, strict=True)
    ]
    return " ".join(["[VALG]", *shown])


def _write_parameters(command: "Command", context: "Context", formatter: "HelpFormatter") -> None:
    arguments: list[tuple[str, str]] = []
    options: list[tuple[str, str]] = []
    for each in command.get_params(context):
        if isinstance(each, TyperArgument):
            arguments.append((each.metavar or each.name, each.help or ""))
        elif isinstance(each, TyperOption):
            options.append((_written(each), _about(each)))
    _write_list("Argumenter", arguments, formatter)
    _write_list("Valg", options, formatter)


def _write_list(heading: str, rows: Sequence[tuple[str, str]], formatter: "HelpFormatter") -> None:
    if rows:
        with formatter.section(heading):
            formatter.write_dl(rows)


def _written(option: TyperOption) -> str:
    return " ".join([", ".join(option.opts), *([option.metavar] if option.metavar else [])])


def _about(option: TyperOption) -> str:
    if "--help" in option.opts:
        return _HELP_TEXT
    return f"{option.help or ''}{' Må være med.' if option.required else ''}"


def explain(error: typer.TyperException) -> None:
    """Tell on stderr what is wrong with a command line, how it is written, and where help is."""
    context = getattr(error, "ctx", None)
    if context is not None:
        for line in context.get_usage().splitlines():
            remark(line)
        remark(f"Skriv «{context.command_path} --help» for hjelp.")
        remark("")
    remark(f"Feil: {in_norwegian(error.format_message())}")


_NEAR = r"(?:\.? (?:\(Possible options: |Did you mean )(?P<near>[^)?]*)[)?])?"
_SENTENCES = {
    r"Missing argument '(?P<what>.*)'\.": "Argumentet {what} mangler.",
    r"Missing option '(?P<what>.*)'\.": "Valget {what} mangler.",
    r"Missing command\.": "Kommandoen mangler.",
    rf"No such option: (?P<what>.*?){_NEAR}": "Valget {what} finnes ikke.{near}",
    rf"No such command '?(?P<what>.*?)'?\.?{_NEAR}": "Kommandoen {what} finnes ikke.{near}",
    r"Got unexpected extra arguments?(?:\(s\))? \((?P<what>.*)\)": "For mange ord: {what}.",
    r"Option '?(?P<what>.*?)'? requires an argument\.": "Valget {what} mangler en verdi.",
    r"Option '?(?P<what>.*?)'? does not take a value\.": "Valget {what} tar ingen verdi.",
    r"Invalid value(?: for '?(?P<what>.*?)'?)?: (?P<why>.*)": "{why}",
}


def in_norwegian(message: str) -> str:
    """One of Typer's sentences in Norwegian; one that is not known, as it is.

    Args:
        message: What Typer says is wrong with the command line.
    """
    for pattern, sentence in _SENTENCES.items():
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            said = {name: value or "" for name, value in found.groupdict().items()}
            near = said.get("near", "").replace("'", "")
            said["near"] = f" Mente du {near}?" if near else ""
            return sentence.format(**said)
    return message
