"""What kinds of pupils a school has, as far as its register says: what decides which parts of a framework apply to it."""

from trigpoint.organisations.models import School

__all__ = ["features"]

RECEPTION = 4
SIXTH_FORM = 18
SIGNS = {
    "primary": ("primary", "all-through"),
    "secondary": ("secondary", "all-through", "middle"),
    "special": ("special",),
    "alternative_provision": ("alternative provision", "pupil referral"),
}


def features(school: School) -> frozenset[str]:
    """
    Among early_years, primary, secondary, sixth_form, special and alternative_provision, those that the school has.

    Where the register says nothing, neither ages nor phase nor type, all count as there: nothing is kept from anybody
    because a field is empty.
    """
    phase, kind = school.phase.casefold(), f"{school.type_group} {school.type_name}".casefold().strip()
    if not phase and not kind and school.age_low is None and school.age_high is None:
        return frozenset({*SIGNS, "early_years", "sixth_form"})
    found = {name for name, signs in SIGNS.items() if any(sign in phase or sign in kind for sign in signs)}
    if _has_early_years(school, phase):
        found.add("early_years")
    if _has_sixth_form(school, phase):
        found.add("sixth_form")
    return frozenset(found)


def _has_early_years(school: School, phase: str) -> bool:
    if school.age_low is not None:
        return school.age_low <= RECEPTION
    return not phase or any(sign in phase for sign in ("nursery", "primary", "all-through"))


def _has_sixth_form(school: School, phase: str) -> bool:
    said = school.sixth_form.casefold()
    if said.startswith(("has", "does not")):
        return said.startswith("has")
    if school.age_high is not None:
        return school.age_high >= SIXTH_FORM
    return not phase or any(sign in phase for sign in ("secondary", "all-through", "16 plus"))
