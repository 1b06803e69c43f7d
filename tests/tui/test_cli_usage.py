"""Typer's own words, which the user reads in Norwegian."""

import pytest

from tests.tui.command_line import CommandLine


@pytest.mark.parametrize(
    ("words", "usage", "mistake"),
    [
        (["vis"], "referat vis [VALG] NR", "Argumentet NR mangler."),
        (
            ["vis", "to"],
            "referat vis [VALG] NR",
            "«to» er ikke et møtenummer. Se «referat liste».",
        ),
        (
            ["vis", "²"],
            "referat vis [VALG] NR",
            "«²» er ikke et møtenummer. Se «referat liste».",
        ),
        (["vis", "-1"], "referat vis [VALG] NR", "Valget -1 finnes ikke."),
        (["ny", "evaluering"], "referat ny [VALG] TYPE", "Valget --tittel mangler."),
        (["liste", "alle"], "referat liste [VALG]", "For mange ord: alle."),
        (["liste", "--all"], "referat liste [VALG]", "Valget --all finnes ikke."),
        (
            ["liste", "--jsn"],
            "referat liste [VALG]",
            "Valget --jsn finnes ikke. Mente du --json?",
        ),
        (
            ["lister"],
            "referat [VALG] [KOMMANDO …]",
            "Kommandoen lister finnes ikke. Mente du liste?",
        ),
        (["x"], "referat [VALG] [KOMMANDO …]", "Kommandoen x finnes ikke."),
        (["liste", "--db"], "", "Valget --db mangler en verdi."),
        (["liste", "--json=ja"], "", "Valget --json tar ingen verdi."),
        (
            ["eksport"],
            "referat eksport [VALG] [NR…]",
            "Skriv enten møtenes numre eller --alle.",
        ),
        (
            ["eksport", "1", "--alle"],
            "referat eksport [VALG] [NR…]",
            "Skriv enten møtenes numre eller --alle.",
        ),
        (
            ["eksport", "1", "to"],
            "referat eksport [VALG] [NR…]",
            "«to» er ikke et møtenummer. Se «referat liste».",
        ),
        (["importer"], "referat importer [VALG] FIL…", "Argumentet FIL… mangler."),
        (["frist", "uke 50"], "referat frist [VALG] FRIST", "Valget --fra mangler."),
        (["typer", "sjekk"], "referat typer sjekk [VALG] FIL", "Argumentet FIL mangler."),
    ],
)
def test_wrong_usage_is_explained_in_norwegian(
    referat: CommandLine, words: list[str], usage: str, mistake: str
) -> None:
    answer = referat(*words)

    command = usage.split(" [")[0]
    how = f"Bruk: {usage}\nSkriv «{command} --help» for hjelp.\n\n" if usage else ""
    assert (answer.code, answer.out, answer.err) == (2, "", f"{how}Feil: {mistake}\n")
    assert list(referat.folder.iterdir()) == []


def test_no_help_page_holds_a_word_of_english(referat: CommandLine) -> None:
    commands = (
        *("demo", "typer", "ny", "liste", "vis", "eksport", "importer", "frist"),
        *("kopi", "gjenopprett", "sjekk"),
    )
    for words in ((), *((command,) for command in commands), ("typer", "sjekk")):
        page = referat.done(*words, "--help")
        assert page.startswith(f"Bruk: {' '.join(('referat', *words))} [VALG]")
        assert "--help" in page
        english = ("Usage", "Options", "Arguments", "Commands", "Show", "OPTIONS", "<", "required")
        assert not [word for word in english if word in page]
