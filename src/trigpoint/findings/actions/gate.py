"""What the review's model has come before the release of its output."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from trigpoint.findings.queries import outputs
from trigpoint.findings.queries import profile as profiles
from trigpoint.findings.queries.outputs import Output
from trigpoint.kernel.errors import Refused
from trigpoint.reviews.queries import stages
from trigpoint.reviews.queries.scene import Scene


def require(scene: Scene, output: Output, versions: Mapping[str, int]) -> None:
    """
    Raises Refused while a stage that comes before the release is not done.

    A look by the programme counts for what was read then: after a change it is looked at again. Where only some of the
    reviews are looked at, the others do not wait.
    """
    for step in stages.stages(scene.review):
        if step.key not in output.after:
            continue
        if step.kind == outputs.CHECKED:
            _checked(scene, versions)
        elif not step.is_done:
            raise Refused(_("“%(stage)s” comes before the release, and is not done yet.") % {"stage": step.title})


def _checked(scene: Scene, versions: Mapping[str, int]) -> None:
    if not outputs.is_sampled(scene.review, scene.model):
        return
    found = profiles.checked(scene.review, profiles.standing(scene.review), versions)
    if found is None:
        raise Refused(_("The programme has still to look at it before it is released."))
    if not found.holds:
        raise Refused(_("It has changed since the programme looked at it: it is to be looked at again."))
    if not found.passed:
        raise Refused(_("The programme asks for a change first: %(text)s") % {"text": found.text})
