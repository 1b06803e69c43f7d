"""Why a file could not be read, in Norwegian: msgspec tells it in English."""

import re


def reason_in_norwegian(error: Exception) -> str:
    """What msgspec's English message says, in Norwegian, with the place that it names."""
    message = str(error)
    if syntax := re.search(r"\(at (?:line (\d+), column (\d+)|end of document)\)", message):
        line, column = syntax.groups()
        where = f"på linje {line}, tegn {column}" if line else "på slutten"
        return f"fila er ikke skrevet som TOML {where}."
    if message.startswith("Object contains unknown field"):
        return f"ukjent felt {message.split('`')[1]}{_place(message)}."
    if message.startswith("Object missing required field"):
        return f"feltet {message.split('`')[1]} mangler{_place(message)}."
    if message.startswith("Expected"):
        return f"feil slags verdi{_place(message)} ({message.split(' - at')[0]})."
    return f"{message.split(' - at')[0].rstrip('.')}{_place(message)}."


def _place(message: str) -> str:
    """« i stops[2].view», from msgspec's «at `$.stops[2].view`»."""
    if "at `$" not in message:
        return ""
    path = message.rsplit("at `$", 1)[1].rstrip("`").lstrip(".")
    return f" i {path}" if path else ""
