"""A plan is read with the line of every mistake, and locked by a hash of its decisions."""

import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.evaluation.study.plans import SMALLEST, but, read
from trigpoint.evaluation.study import plan as plans
from trigpoint.evaluation.study.errors import Mistakes
from trigpoint.evaluation.study.plan import lines


def mistakes(text: str) -> list[str]:
    with pytest.raises(Mistakes) as caught:
        read(text)
    return [str(mistake) for mistake in caught.value.found]


def test_the_smallest_plan_needs_no_more() -> None:
    plan = read()
    assert (plan.primary, plan.analysis.inference, plan.effect.sd) == ("nn1-exact-caliper", "CR2", None)
    assert plan.matches[0].exact == ("region",)
    assert plan.outcome.no_tests == (2020, 2021)
    assert plan.factors == ("region", "stype")


def test_the_schema_is_one_and_states_every_default() -> None:
    Draft202012Validator.check_schema(plans.schema())
    for name, table in plans.schema()["properties"].items():
        fields = table.get("items", table)["properties"]
        asked = {*table.get("required", ()), *table.get("items", {}).get("required", ())}
        for field, says in fields.items():
            optional = field in {
                "cluster",
                "region",
                "joined",
                "caliper",
                "order",
                "cells",
                "primary",
                "adjust",
                "sd",
                "sd_source",
            }
            optional |= (name, field) in {
                ("compliance", "column"),
                ("compliance", "dose"),
                ("report", "date"),
                ("data", "date"),
            }
            optional |= (name, field) == ("stage", "clusters")
            assert field in asked or "default" in says or optional, f"{name}.{field}"


def test_comments_layout_and_spelt_out_defaults_leave_the_hash() -> None:
    same = but("[score]", "# why not\n\n[analysis]\ninference = 'CR2'\n\n[score]")
    assert read(same).sha256 == read().sha256
    assert read(but("caliper = 0.2", "caliper = 0.25")).sha256 != read().sha256
    assert re.fullmatch(r"[0-9a-f]{64}", read().sha256)


@pytest.mark.parametrize(
    "old, new, said",
    [
        ('title = "Two cycles of peer review and mathematics at age 11"', "title = 3", "Line 2: “title” needs text"),
        ('id = "school_id"', 'ident = "school_id"', "Line 4: [data] has no “ident”"),
        ('covariates = ["fsm", "eal", "att3"]', 'covariatez = ["fsm"]', "Line 13: [score] has no “covariatez”. Is “covariates”"),
        ('method = "nearest"', 'method = "neerest"', "Line 17: “method” can't be “neerest”. Choose one of: nearest"),
        ("ratio = 1", "ratio = true", "Line 18: “ratio” needs a whole number; here it is true."),
        ("caliper = 0.2", "caliper = -1", "Line 20: “caliper” can't be -1: it has to be more than 0."),
        ("post = [5, 6]", "post = [5, 6.5]", "Line 10: “post” needs a whole number"),
        ("post = [5, 6]", "post = [4, 6]", "Line 10: 4 can't be both before and after."),
        ("post = [5, 6]", "post = [6, 5]", "Line 10: Give the years of “post” from first to last."),
        ("post = [5, 6]", "post = []", "Line 9: There are years before, but none in “post”."),
        ("post = [5, 6]", "post = [2202]", "Line 10: “post” can't be 2202: the most is 2100."),
        ("post = [5, 6]", "post = [2022]", "Line 9: 1 is no calendar year, and others here are."),
        ("pre = [1, 2, 3, 4]", "pre = [2018, 2019]", "Line 10: 5 is after the start in “post”, but before 2019"),
        ('exact = ["region"]', 'exact = ["y"]', "Line 22: “y” is an outcome: nothing may be matched on it."),
        ('"y_fsm"', '"y"', "Line 11: The outcome of “disadvantaged” is that of all pupils."),
        ('factors = ["region", "stype"]', 'factors = ["treat"]', "Line 14: “treat” says which school, group or arm"),
        ("replace = false", "replace = 0", "Line 19: “replace” needs true or false"),
        ('title = "Two cycles', 'title = "Two cycles"', "Line 2: This can't be read as TOML"),
        ('[score]', "[effect]\nsd = 1.0\n[score]", "Line 13: An “sd” needs its “sd_source”"),
        ("caliper = 0.2", "caliper = nan", "Line 20: “caliper” needs a number; here it is “nan”."),
        ("ratio = 1", f"ratio = {'9' * 5000}", "Line 18: A number has too many digits."),
        ('exact = ["region"]', f"exact = {'[' * 5000}", "Line 1: Brackets stand too deep within each other"),
    ],
)  # fmt: skip
def test_a_mistake_is_said_with_its_line(old: str, new: str, said: str) -> None:
    assert any(mistake.startswith(said) for mistake in mistakes(but(old, new))), mistakes(but(old, new))


def test_all_mistakes_are_said_at_once_in_the_order_of_their_lines() -> None:
    text = but("ratio = 1", "ratio = 0", but('id = "school_id"', "id = 1", but("caliper = 0.2", "calliper = 0.2")))
    assert [mistake.partition(":")[0] for mistake in mistakes(text)] == ["Line 4", "Line 18", "Line 20"]


def test_a_year_without_tests_is_refused_as_an_outcome() -> None:
    text = but("pre = [1, 2, 3, 4]", "pre = [2018, 2019]", but("post = [5, 6]", "post = [2020, 2021]"))
    found = mistakes(text)
    assert [mistake.partition(",")[0] for mistake in found] == ["Line 10: There were no tests"] * 2
    assert "the report then says that impact can't be estimated" in found[0]
    process = but('age 11"', 'age 11"\nkind = "process"', text)
    assert read(process).estimates is False


def test_the_outcome_of_a_cross_section_is_not_read_before_the_pairs() -> None:
    text = but("pre = [1, 2, 3, 4]\npost = [5, 6]\n", "").replace('exact = ["region"]', 'within = ["y"]')
    text += '[balance]\nalso = ["y_fsm"]\n[[exclude]]\ncolumn = "y"\nvalues = [1]\nreason = "low results"\n'
    assert [mistake[:27] for mistake in mistakes(text)] == [
        "Line 20: “y” is the outcome",
        "Line 22: “y_fsm” is the out",
        "Line 24: “y” is the outcome",
    ]


def test_names_of_specifications_are_unlike() -> None:
    twice = SMALLEST + '[[match]]\nname = "nn1-exact-caliper"\n'
    assert mistakes(twice)[1].startswith("Line 24: Two specifications are called")


def test_lines_are_found_in_every_way_to_write() -> None:
    text = (
        'a = 1 # [not] { this = 1 }\n[b.c]\nd = { e = 2, "f g" = 3 }\nh = [\n  1,\n  "]",\n]\n'
        'i = """\n[no]\nj = 1\n"""\nk.l = 4\n[[m]]\nn = 1\n[[m]]\nn = 2\n[m.o]\np = 1\n'
    )
    found = lines.of(text)
    assert found["a",] == 1
    assert found["b", "c", "d", "f g"] == 3
    assert found["b", "c", "h"] == 4
    assert found["b", "c", "k", "l"] == 12
    assert (found["m", 0, "n"], found["m", 1, "n"], found["m", 1, "o", "p"]) == (14, 16, 18)
    assert ("no",) not in found
    assert ("b", "c", "j") not in found


def test_the_plan_that_the_guide_shows_can_be_read() -> None:
    guide = (Path(__file__).parents[4] / "docs" / "how-to" / "run-an-evaluation.md").read_text()
    shown = re.findall(r"```toml\n(.*?)```", guide, re.S)
    assert [read(text).primary for text in shown] == ["nearest"]
