"""Frist: what a person typed, and the date it is taken to mean.

The rules are the municipality's own way of speaking; each has a function of its own:

- `without_day`: løpende, snarest, neste møte, gjentas, mangler
- `days`: a date, a weekday, «om 14 dager», a named day, «før jul»
- `weeks`: «uke 50», «onsdag i uke 49», «neste uke»
- `periods`: the end of a month, a quarter, a year; «siste fredag i november»
- `vague`: what names no day, and therefore asks
- `reading`: the order in which they are tried, and the warnings
"""

from store.deadline.answer import Candidate, Deadline, DeadlineKind, in_words
from store.deadline.order import sort_key
from store.deadline.reading import understand

__all__ = ["Candidate", "Deadline", "DeadlineKind", "in_words", "sort_key", "understand"]
