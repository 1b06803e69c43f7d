"""One of a meeting's documents in Word: the file itself, and what PDF and e-mail are made from."""

from exports import papers, word
from exports.order import Order


def write(order: Order) -> bytes:
    """The document that was asked for, as a .docx file."""
    return word.write(papers.document(order), order.template)
