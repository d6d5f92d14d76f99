import pytest
from tests.factories.reviews import Whole, whole

FOCUS = ["OI1", "OI2", "LI1"]


@pytest.fixture
def w(db: None, monkeypatch: pytest.MonkeyPatch) -> Whole:
    """A review at its visit, with three aspects in focus."""
    return made(monkeypatch)


def made(monkeypatch: pytest.MonkeyPatch) -> Whole:
    from trigpoint.evidence.queries import plans

    found = whole(state="under_way")
    aspects = plans.tree(found.review.framework_id).aspects
    monkeypatch.setattr(plans, "in_focus", lambda review: tuple(aspects[code] for code in FOCUS))
    return found
