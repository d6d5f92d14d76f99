"""Where the pages of this context are reached from."""

from django.utils.translation import gettext_lazy as _

from trigpoint.assurance.rules import may_read
from trigpoint.ui.panels import Tab, register_tab


def register() -> None:
    """Add the tab of a review."""
    register_tab(
        "review",
        Tab(
            order=90,
            label=_("How it went"),  # type: ignore[arg-type]
            url_name="assurance:process_feedback",
            shown=lambda scene: bool(may_read(scene)),
        ),
    )
