"""Who may open the pages of ui."""

from tests.architecture.access import ANYBODY, Row

TABLE = [Row(name="ui:gallery", rule="Anybody may look at the components; nothing on it is true", parts=ANYBODY)]
