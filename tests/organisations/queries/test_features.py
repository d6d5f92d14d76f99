"""What kinds of pupils a school has, from what its register says."""

import pytest

from trigpoint.organisations.models import School
from trigpoint.organisations.queries.features import features


@pytest.mark.parametrize(
    "said, found",
    [
        ({"phase": "Primary", "age_low": 4, "age_high": 11}, {"primary", "early_years"}),
        ({"phase": "Primary", "age_low": 7, "age_high": 11}, {"primary"}),
        ({"phase": "Primary"}, {"primary", "early_years"}),
        ({"phase": "Secondary", "age_low": 11, "age_high": 16}, {"secondary"}),
        (
            {"phase": "Secondary", "age_low": 11, "age_high": 16, "sixth_form": "Has a sixth form"},
            {"secondary", "sixth_form"},
        ),
        (
            {"phase": "Secondary", "age_low": 11, "age_high": 18, "sixth_form": "Does not have a sixth form"},
            {"secondary"},
        ),
        ({"phase": "Secondary"}, {"secondary", "sixth_form"}),
        ({"phase": "All-through", "age_low": 3, "age_high": 19}, {"primary", "secondary", "early_years", "sixth_form"}),
        ({"phase": "Middle deemed secondary", "age_low": 9, "age_high": 13}, {"secondary"}),
        ({"phase": "Not applicable", "type_group": "Special schools", "age_low": 11, "age_high": 16}, {"special"}),
        (
            {"phase": "Not applicable", "type_name": "Pupil referral unit", "age_low": 11, "age_high": 15},
            {"alternative_provision"},
        ),
        ({}, {"primary", "secondary", "special", "alternative_provision", "early_years", "sixth_form"}),
    ],
)
def test_a_school_has_what_its_register_says(said: dict[str, object], found: set[str]) -> None:
    assert features(School(name="X", **said)) == found
