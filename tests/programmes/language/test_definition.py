"""What a file says, as values; what it does not say, by its stated default; in each of its languages."""

import copy
import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.programmes.language.test_checks import WHOLE, framework

from trigpoint.kernel import sources
from trigpoint.programmes.language import checks, graph
from trigpoint.programmes.language.definition import Definition
from trigpoint.programmes.language.pieces import Condition

SPP = (Path(checks.SCHEMA).parents[1] / "shipped" / "spp-benchmark-1.yaml").read_text(encoding="utf-8")


def whole(language: str = "") -> Definition:
    return Definition.parse(sources.read(WHOLE).data, language)


def test_a_model_of_before_means_what_it_meant() -> None:
    model = Definition.parse(sources.read(SPP).data)

    assert model.subject.kind == "school"
    assert not model.subject.has_sites
    assert (model.grouping.kind, model.grouping.reciprocity) == ("cluster", "all_give_and_take")
    assert model.judgement.levels
    assert model.judgement.statements
    assert not model.judgement.lists
    assert [(ref.key, ref.version) for ref in model.frameworks] == [("four-themes", "1")]
    assert {stage.strand for stage in model.stages} == {""}
    assert [stage.after for stage in model.stages[:3]] == [(), ("self_evaluation",), ("data_pack",)]
    assert {stage.owner for stage in model.stages} == {"head", "lead_reviewer", "facilitator"}
    assert all(stage.owner == stage.owner_key for stage in model.stages)
    assert model.role("lead_reviewer").part == "lead"
    assert [(output.key, output.stage, output.readers) for output in model.outputs] == [("profile", "profile", None)]
    assert model.number("retention.notes_days") == 90
    assert model.languages == ("en",)
    assert model.enforcement("own_trust") == "off"
    assert model.effective.covers(dt.date(1999, 1, 1))


def test_a_role_is_a_part_of_the_product_under_the_models_name() -> None:
    model = whole()

    assert model.stage_by_key["checked"].owner_key == "hub_manager"
    assert model.stage_by_key["checked"].owner == "partnership_lead"
    assert model.parts_of(("head", "hub_manager", "pupils")) == {"host_head", "partnership_lead"}
    assert model.role("pupils").is_voice
    assert model.part_label("reviewer") == "Peer"
    assert "lead_reviewer" not in model.role_by_key, "the model calls this part otherwise"
    assert model.role("staff").label == "Member of staff"


def test_a_stage_knows_its_forms_and_its_output() -> None:
    model = whole()

    assert [form.key for form in model.forms_of("analysis")] == ["ideas"]
    assert model.forms_of(model.stage_by_key["visit"]) == ()
    assert model.form("ideas").field_by_key["sure"].options[1].label == "Very"  # type: ignore[union-attr]
    report = model.output_of("report")
    assert report is not None
    assert [section.form for section in report.sections] == ["", "", "findings"]
    assert report.release_after == ("checked",)
    assert (report.fact_check_days, report.publish_by_months, report.retention_days) == (5, 3, 400)
    assert model.accreditations[0].form == "ideas"
    assert model.enforcement("own_trust") == "hard"
    assert model.stage_by_key["visit"].entry[1] == Condition(kind="signed", about="agreements")


def test_strands_run_side_by_side_and_join() -> None:
    after = {stage.key: stage.after for stage in whole().stages}

    assert after["analysis"] == after["research"] == ("pack",)
    assert after["visit"] == ("analysis", "research")
    assert after["meeting"] == ("visit",)


def test_the_order_of_stages() -> None:
    edges = {"a": (), "b": ("a",), "c": ("a",), "d": ("b", "c")}

    assert graph.ancestors(edges, "d") == {"a", "b", "c"}
    assert graph.circles(edges) == []
    assert graph.circles({"a": ("c",), "b": ("a",), "c": ("b",), "d": ("c",)}) == [("a", "b", "c")]


def test_school_days_count_about_as_calendar_days() -> None:
    report = whole().stage_by_key["report"]

    assert (report.offset_school_days, report.offset_days) == (10, 14)


def test_a_model_speaks_each_of_its_languages() -> None:
    welsh = whole("cy")

    assert welsh.title == "Adolygiad ymddiriedolaeth"
    assert welsh.stage_by_key["visit"].title == "Ymweliad"
    assert welsh.role("lead").label == "Arweinydd"
    assert welsh.judgement.list_labels == {"WWW": "Gweithiodd yn dda", "EBI": "Gwell fyth pe bai"}
    assert welsh.form("ideas").field_by_key["sure"].options[0].label == "Gweddol"  # type: ignore[union-attr]
    assert welsh.outputs[0].sections[1].title == "Meysydd"
    assert welsh.word("aspect") == "maes"
    assert [stage.key for stage in welsh.stages] == [stage.key for stage in whole().stages]
    assert whole("fr").title == whole().title


def places(value: Any, where: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield where
    for step, each in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from places(each, (*where, step))


@pytest.mark.parametrize("odd", [None, "zzz", 0, True, [], {}, [{}], "done:nope"], ids=repr)
def test_no_file_is_too_odd_to_be_checked(odd: Any) -> None:
    """Anything in any place is either a mistake or a model that can be read."""
    source = sources.read(WHOLE)
    chosen = random.Random(str(odd)).sample([where for where in places(source.data) if where], 12)
    for *path, last in chosen:
        data = copy.deepcopy(source.data)
        parent = data
        for step in path:
            parent = parent[step]
        parent[last] = odd
        if not checks.mistakes(sources.Source(data=data, lines=source.lines), framework):
            Definition.parse(data, "cy")
