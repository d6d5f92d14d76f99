"""Who may open the home page."""

from tests.architecture.access import ANYBODY, Row

TABLE = [
    Row(name="home:my_work", rule="Everybody sees the own list; a stranger reads what this is", parts=ANYBODY),
]
