"""One of a meeting's documents in Word: the file itself, and what PDF and e-mail are made from."""

from exports import papers, word
from exports.order import Order
from exports.template import TemplateRefused


def write(order: Order) -> bytes:
    """The document that was asked for, as a .docx file.

    Raises:
        TemplateRefused: Its template is of a make that it can not be written on.
    """
    document = papers.document(order)
    if order.template is None:
        return word.write(document)
    try:
        return word.write(document, order.template)
    except Exception as error:  # files of all the world's programs come here
        raise TemplateRefused(
            f"Malen «{order.template.name}» kan ikke skrives på; lagre den på nytt i Word, "
            "og prøv igjen."
        ) from error
