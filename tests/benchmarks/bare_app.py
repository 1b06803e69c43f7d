"""The floor: a Textual app with one line to type in, and nothing of ours."""

from textual.app import App, ComposeResult
from textual.widgets import Input


class BareApp(App[None]):
    def compose(self) -> ComposeResult:
        yield Input(placeholder="Klar")


if __name__ == "__main__":
    BareApp().run()
