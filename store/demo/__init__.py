"""The demo: an invented municipality, «Eksempeldal kommune», with meetings to look at.

`content` reads the texts from the TOML files beside it, `playing` lives the meetings through, act
by act, as the screens would.
"""

from store.demo.playing import fill

MUNICIPALITY = "Eksempeldal kommune"
"""Whose meetings they are."""

__all__ = ["MUNICIPALITY", "fill"]
