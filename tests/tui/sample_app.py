"""The program that the terminal tests run: two stops to write in, and every way to go wrong.

F9 stalls the event loop, F7 holds it for ever, F8 goes to the second stop. What is captured, and
what stands where at the end, is written to the file that the environment names.
"""

import json
import os
import sys
import time
from pathlib import Path
from queue import Queue
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from screens.widgets.capture import Captured, CaptureLine, CaptureText
from tui.shield import ShieldedApp

FOLDER = Path(os.environ["SAMPLE_FOLDER"])


class SampleApp(ShieldedApp):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9", "stall", priority=True),
        Binding("f8", "next_stop"),
        Binding("f7", "wait_for_ever"),
        Binding("f2", "crash('action')"),
        Binding("f3", "crash('task')"),
        Binding("f4", "crash('thread')"),
        Binding("f6", "crash('panic')"),
        Binding("f5", "report"),
    ]

    def __init__(self) -> None:
        self.captured: list[str] = []
        super().__init__(crash_folder=FOLDER / "krasj", kitty_protocol="NO_KITTY" not in os.environ)

    def compose(self) -> ComposeResult:
        with Vertical():
            yield CaptureLine(save_draft=None, id="first", placeholder="Klar")
            yield CaptureLine(save_draft=None, id="second")
            yield CaptureText(save_draft=None, id="third")

    def on_mount(self) -> None:
        self.query_one("#first").focus()

    @on(Captured)
    def keep(self, message: Captured) -> None:
        self.captured.append(f"{message.line.id}:{message.text}")

    def action_stall(self) -> None:
        (FOLDER / "stalled").touch()
        time.sleep(0.5)

    def action_wait_for_ever(self) -> None:
        """As a frame does that nobody takes out of the queue to the terminal."""
        queue: Queue[str] = Queue(1)
        queue.put("frame")
        (FOLDER / "held").touch()
        queue.put("frame")

    def action_next_stop(self) -> None:
        self.query_one("#second").focus()

    def action_report(self) -> None:
        self.write("report")

    def on_unmount(self) -> None:
        (FOLDER / "ended").touch()

    def write(self, name: str) -> None:
        state = {
            "captured": self.captured,
            **{box.id or "": box.value for box in self.query(CaptureLine)},
            "third": self.query_one(CaptureText).text,
        }
        (FOLDER / f"{name}.new").write_text(json.dumps(state), encoding="utf-8")
        (FOLDER / f"{name}.new").replace(FOLDER / name)

    def action_crash(self, where: str) -> None:
        if where == "task":
            self.crash_in_a_task()
        elif where == "thread":
            self.crash_in_a_thread()
        elif where == "panic":
            self.panic("hemmelig melding")
        else:
            crash()

    @work
    async def crash_in_a_task(self) -> None:
        crash()

    @work(thread=True)
    def crash_in_a_thread(self) -> None:
        crash()


def crash() -> None:
    secret = "hemmelig verdi"
    raise ValueError(f"hemmelig melding {secret}")


if __name__ == "__main__":
    app = SampleApp()
    app.run()
    sys.exit(app.return_code or 0)
