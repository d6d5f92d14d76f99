"""Who may say how the process went, and who reads it."""

from trigpoint.access.decision import Decision, only_if
from trigpoint.programmes.language.speech import gettext_lazy as _
from trigpoint.reviews.queries.scene import Part, Scene


def may_answer(scene: Scene) -> Decision:
    """The host's senior team."""
    return only_if(
        scene.plays(Part.HOST_HEAD, Part.HOST_LEADER),
        _("The leaders of the {school} that was reviewed say how the process went."),
    )


def may_read(scene: Scene) -> Decision:
    """The host, the review team, the facilitator and the programme's staff. A partnership lead sees only totals."""
    return only_if(
        scene.plays(
            Part.HOST_HEAD, Part.HOST_LEADER, Part.HOST_CHAMPION, Part.LEAD, Part.REVIEWER,
            Part.FACILITATOR, Part.PROGRAMME_STAFF,
        ),
        _("What the {school} says of the process is read by the {review_team}, the {facilitator} and the programme's staff."),
    )  # fmt: skip
