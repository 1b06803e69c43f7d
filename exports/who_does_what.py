"""The open tasks once more, each under everybody who has a part in it («Hvem gjør hva»)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from exports.outline import Block, Bullets, Heading
from store.norwegian_order import sort_key

_NOBODY = "Uten ansvarlig"


@dataclass(frozen=True, slots=True)
class Share:
    """A task, as those who have a part in it find it under their names.

    Attributes:
        names: Who has it, the responsible first; the others take part.
        task: What it is.
        deadline: Its frist.
    """

    names: Sequence[str]
    task: str
    deadline: str


def by_name(shares: Iterable[Share]) -> tuple[Block, ...]:
    """The tasks by the name of who has them, in the order in which they are given."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for share in shares:
        for place, name in enumerate(share.names or (_NOBODY,)):
            part = ", medvirkende" if place else ""
            groups[name].append(f"{share.task}{part}. Frist: {share.deadline}")
    if not groups:
        return ()
    found: list[Block] = [Heading(2, "Hvem gjør hva")]
    for name in sorted(groups, key=lambda name: (name == _NOBODY, sort_key(name))):
        found += [Heading(3, name), Bullets(tuple(groups[name]))]
    return tuple(found)
