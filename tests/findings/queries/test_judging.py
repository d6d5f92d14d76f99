"""What a team is asked to say: the model's composition, as far as the framework has it."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from trigpoint.findings.queries.judging import Judging, judging
from trigpoint.findings.queries.outputs import of
from trigpoint.frameworks.queries import Tree
from trigpoint.programmes.queries.review_models import Definition

SOURCE = Path(__file__).parents[3] / "src" / "trigpoint"


def model(name: str, **parts: Any) -> Definition:
    text = (SOURCE / f"programmes/shipped/{name}.yaml").read_text()
    return Definition.parse({**yaml.safe_load(text), **parts})


def tree(name: str) -> Tree:
    return Tree.parse(yaml.safe_load((SOURCE / f"frameworks/shipped/{name}.yaml").read_text()))


def parts(asked: Judging) -> set[str]:
    """The parts that are asked for."""
    names = ("levels", "statements", "strengths", "lists", "estimates", "words_alone", "agreed_with_host")
    return {name for name in names if getattr(asked, name)}


@pytest.mark.parametrize(
    ("of_model", "of_framework", "wanted"),
    [
        ("spp-benchmark-1", "four-themes-1", {"levels", "statements"}),
        ("spp-benchmark-1", "enquiry-themes-1", {"words_alone"}),
        ("spp-benchmark-1", "review-areas-1", {"levels", "estimates"}),
        ("spp-enquiry-1", "enquiry-themes-1", {"strengths"}),
        ("spp-enquiry-1", "four-themes-1", {"strengths"}),
        ("cp-quality-assurance-1", "review-areas-1", {"levels", "estimates", "lists", "agreed_with_host"}),
    ],
)
def test_the_framework_has_what_the_model_asks_for_or_it_is_not_asked(
    of_model: str, of_framework: str, wanted: set[str]
) -> None:
    assert parts(judging(model(of_model), tree(of_framework))) == wanted


def test_a_narrative_is_words_alone_whatever_the_framework() -> None:
    told = model("spp-benchmark-1", judgement={"style": "narrative", "overall_grade": "forbidden"})
    for name in ("four-themes-1", "enquiry-themes-1", "review-areas-1"):
        assert parts(judging(told, tree(name))) == {"words_alone"}


def test_a_model_that_says_nothing_of_its_output_has_the_products_own() -> None:
    output = of(model("spp-benchmark-1"))
    assert output is not None
    assert (output.title, output.readers, output.after) == ("", None, ())
    assert [section.source for section in output.sections] == ["priority", "areas", "reply"]
    stages = yaml.safe_load((SOURCE / "programmes/shipped/spp-benchmark-1.yaml").read_text())["stages"]
    without = model("spp-benchmark-1", stages=[stage for stage in stages if stage["kind"] != "profile"])
    assert of(without) is None
