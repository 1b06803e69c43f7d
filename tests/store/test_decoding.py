"""What msgspec says of a file is told in Norwegian, the same for a kind, settings and a package."""

from pathlib import Path

import msgspec
import pytest

from exports.package import read as read_package
from exports.package_check import PackageRefused
from store import kind, settings
from store.decoding import reason_in_norwegian


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "theme = 3",
            "{path}, linje 1: «theme» brukes ikke, for verdien er av feil slag, og skal være en "
            "tekst; velg blant lys, mørk, prosjektor.",
        ),
        (
            "[retention]\nros = 0",
            "{path}, linje 2: «retention.ros» brukes ikke, for verdien skal være minst 1.",
        ),
        (
            "[retention]\nros = 1000",
            "{path}, linje 2: «retention.ros» brukes ikke, for verdien skal være høyst 999.",
        ),
        ("tall = 'x'", "{path}, linje 1: «tall» brukes ikke, for en slik innstilling finnes ikke."),
        ("theme = ", "{path} kan ikke brukes (fila er ikke skrevet som TOML på slutten)."),
        (
            "theme = x",
            "{path} kan ikke brukes (fila er ikke skrevet som TOML på linje 1, tegn 9).",
        ),
        (
            '"[b]\\u001b\\u202e" = 1',
            "{path}: «[b]» brukes ikke, for en slik innstilling finnes ikke.",
        ),
    ],
    ids=[
        "feil slag",
        "too small",
        "too large",
        "ukjent",
        "ikke ferdig",
        "ikke TOML",
        "fiendtlig navn",
    ],
)
def test_a_mistake_in_the_settings_is_told_with_its_place(
    tmp_path: Path, text: str, sentence: str
) -> None:
    path = tmp_path / "innstillinger.toml"
    path.write_text(text, encoding="utf-8")
    (told,) = settings.load(path).mistakes
    assert told.removesuffix(" Standardene gjelder.") == f"Innstillingene i {sentence}".format(
        path=path
    )


def test_a_kind_and_a_package_are_told_of_in_the_same_words() -> None:
    with pytest.raises(kind.Refused) as in_kind:
        kind.read("id = 3", "egen.toml")
    with pytest.raises(PackageRefused) as in_package:
        read_package(b'{"format": "referat-package", "version": 1, "meeting": 3}')
    assert str(in_kind.value) == (
        "egen.toml: verdien i «id» er av feil slag, og skal være en tekst. Rett fila og prøv igjen."
    )
    assert "verdien i «meeting» er av feil slag, og skal være et objekt" in str(in_package.value)


def test_the_place_of_a_value_is_short() -> None:
    long = "æ" * 5000
    with pytest.raises(msgspec.ValidationError) as error:
        msgspec.json.decode(f'{{"{long}": 1}}', type=kind.Kind)
    assert len(reason_in_norwegian(error.value)) < 200
