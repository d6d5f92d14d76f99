"""Where the pages of this context are reached from."""


def register() -> None:
    """Nothing yet."""
