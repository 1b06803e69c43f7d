"""Opens the app on a file, and ends with the code that it ended with."""

import os
import sys
from pathlib import Path

from store.backups import BackupFailed
from store.opening import Refused
from tui import locations, terminal
from tui.app import ReferatApp
from tui.composition import Run, compose, compose_on_demo
from tui.crash_report import where_reported


def open_app(database: Path | None = None, *, demo: bool = False) -> int:
    """Run the app until it is left.

    Args:
        database: The file of meetings; None for REFERAT_DB or the usual one.
        demo: Open on a fresh demo file instead.

    Returns:
        The exit code: 0 done, 1 refused or stopped by an error, 2 where it can not be shown.
    """
    terminal.follow_the_window()
    terminal.write_utf_8()
    if unfit := terminal.why_unfit():
        sys.stderr.write(f"{unfit}\n")
        return 2
    terminal.read_stray_bytes()
    named = os.environ.get("REFERAT_DB")
    usual = database or (Path(named) if named else None)
    try:
        run = compose_on_demo() if demo else compose(usual)
    except Refused as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    except Exception as error:  # whatever it is, no traceback reaches the user
        report = where_reported(locations.locations().crashes, error)
        sys.stderr.write(f"referat startet ikke på grunn av en feil i programmet ({report}).\n")
        return 1
    app = ReferatApp(run, run.workplace)
    app.run()
    app.let_go()
    app.close_file()
    run.workplace.archive.close()  # another one where the demo was shown
    _keep_what_changed(run)
    return app.return_code or 0


def _keep_what_changed(run: Run) -> None:
    """The terminal is given back by now; the shell waits for the copy.

    Whoever will not wait presses Ctrl+C, and has the copy made at the next start.
    """
    backups = run.workplace.backups
    if backups is None:
        return
    try:
        backups.make_if_changed()
    except BackupFailed as failed:
        sys.stderr.write(f"{failed}\n")
    except KeyboardInterrupt:
        return
