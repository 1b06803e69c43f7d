"""Why a file could not be read, in Norwegian: msgspec tells it in English."""

import re

from store.text import clean

_LONGEST_PLACE = 120

_KINDS_OF_VALUE = {
    "int": "et heltall",
    "float": "et tall",
    "str": "en tekst",
    "bool": "true eller false",
    "array": "en liste",
    "object": "et objekt",
    "date": "en dato (ÅÅÅÅ-MM-DD)",
    "null": "null",
}

_BOUNDS = {">=": "minst", "<=": "høyst"}


def reason_in_norwegian(error: Exception) -> str:
    """What msgspec's English message says, with the place that it names; without a full stop."""
    message = str(error)
    if syntax := re.search(r"\(at (?:line (\d+), column (\d+)|end of document)\)", message):
        line, column = syntax.groups()
        where = f"på linje {line}, tegn {column}" if line else "på slutten"
        return f"fila er ikke skrevet som TOML {where}"
    said, _, path = message.partition(" - at `$")
    place = path.rstrip("`").lstrip(".")
    return _reason(said, f" i {shown(place)}" if place else "")


def _reason(said: str, where: str) -> str:
    names = re.findall("`([^`]*)`", said)
    if said.startswith("Object missing required field"):
        return f"feltet {shown(names[0])} mangler{where}"
    if said.startswith("Object contains unknown field"):
        return f"feltet {shown(names[0])}{where} er ukjent for denne versjonen"
    if bound := re.match(r"Expected `(?:int|float)` (>=|<=) (\d+)", said):
        return f"verdien{where} skal være {_BOUNDS[bound[1]]} {bound[2]}"
    if said.startswith("Expected") and names:
        wanted = [_KINDS_OF_VALUE.get(each, each) for each in names[0].split(" | ")]
        return f"verdien{where} er av feil slag, og skal være {' eller '.join(wanted)}"
    if said.startswith("Invalid RFC3339") or "date" in said:
        return f"verdien{where} er ikke en dato (ÅÅÅÅ-MM-DD)"
    if said.startswith("Invalid"):
        return f"verdien{where} er ikke blant dem som kan stå der"
    return f"{_on_one_line(said).rstrip('.')}{where}"


def shown(place: str) -> str:
    """A place or a name from the file, safe to show and short."""
    return f"«{_on_one_line(place)[:_LONGEST_PLACE]}»"


def _on_one_line(text: str) -> str:
    return " ".join(clean(text).split())
