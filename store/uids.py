"""Where uids come from."""


def new_uid() -> str:
    """A uuid7: unique on every machine, and in the order of time."""
    from uuid_utils import uuid7  # noqa: PLC0415 - only a write needs it

    return str(uuid7())
