"""What came of taking a meeting in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did, in numbers of rows.

    Attributes:
        meeting: uid of the meeting.
        number: Its number here.
        title: Its title as it stands here now.
        exempt: Whether the whole meeting is, so that the title is not for everybody.
        first_time: Whether the meeting was not here before.
        new: Written for the first time, or back after a deletion.
        newer: Changed here, because the other version stands.
        deleted: Deleted here, because they are deleted there.
        same: Alike.
        older: Left, because the version here (or its deletion) is known to be the newer one.
        clashes: What may have been written independently of each other, a Norwegian sentence each.
        shared_numbers: Numbers that saker of the meeting share with others of its series.
    """

    meeting: str
    number: int
    title: str
    exempt: bool
    first_time: bool
    new: int
    newer: int
    deleted: int
    same: int
    older: int
    clashes: tuple[str, ...] = ()
    shared_numbers: tuple[str, ...] = ()

    @property
    def is_changed(self) -> bool:
        """Whether anything of the meeting was written."""
        return bool(self.new or self.newer or self.deleted)

    def sentence(self, *, only_try: bool = False) -> str:
        """What happened, in Norwegian: «er tatt inn», «er oppdatert: 2 nye rader, 1 endret».

        Args:
            only_try: Whether nothing was written, so that it «blir» and not «er».
        """
        became = "blir" if only_try else "er"
        if self.first_time:
            return f"{became} tatt inn"
        rows = "ny rad" if self.new == 1 else "nye rader"
        parts = ((self.new, rows), (self.newer, "endret"), (self.deleted, "slettet"))
        changes = ", ".join(f"{count} {word}" for count, word in parts if count)
        if changes:
            return f"{became} oppdatert: {changes}"
        return "er som det var" if self.clashes else "er uendret, for alt var her fra før"
