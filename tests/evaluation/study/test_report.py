"""The report: every number looked up, months with their interval, for everybody to read, also as PDF."""

import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import outloud
import pikepdf
import pytest
from playwright.sync_api import Browser

from tests.browser import assert_accessible
from tests.evaluation.study import little
from trigpoint.evaluation.study import run as runs
from trigpoint.evaluation.study.errors import Refused
from trigpoint.evaluation.study.figures import effects
from trigpoint.evaluation.study.report import process, sections, summary
from trigpoint.evaluation.study.report.blocks import Numbers, Words, fixed, p_value, part

PROCESS = {
    "tables": {
        "T15": {
            "caption": "What heads said of the programme",
            "perceived": True,
            "head": ["Statement", "Agree", "Of"],
            "rows": [["It had a positive effect on pupils", 30, 34]],
        },
        "T21": {"head": ["Role", "Hours"], "rows": [["head", 41.5], ["champion", 62.25]]},
    },
    "findings": [{"title": "Workshops came late", "text": "Eleven came after seven days.\n\n<b>Why</b>: exams."}],
    "cost_band": "very low",
}
EXTRA = """
[compliance]
column = "did_all"
words = "all four days of training"
dose = "dose"
[[stage]]
name = "Signed the agreement"
date = "2017-05"
schools = 40
clusters = 10
note = "four left before the first review"
[[event]]
date = "2017-09"
what = "First training"
[[departure]]
date = "2021-01"
what = "The outcome is of 2023, not of 2020"
why = "There were no tests in 2020 and 2021"
[[threat]]
name = "Schools in other networks"
size = "moderate"
direction = "against"
why = "They may do peer review under another name"
[report]
date = "2024-03-01"
authors = ["Amira Okafor"]
introduction = "What is known.\\n\\nAnd what is <not>."
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> runs.Done:
    folder = tmp_path_factory.mktemp("report")
    schools, panel = little.written(folder)
    return runs.run(little.plan(little.PLAN + EXTRA), schools, panel, folder / "out", process=PROCESS)


@pytest.fixture(scope="module")
def page(made: runs.Done) -> str:
    return (made.folder / "report.html").read_text()


def text(page: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def test_every_number_is_what_stands_in_the_results_under_its_key(made: runs.Done, page: str) -> None:
    numbers = Numbers(made.results)
    found = re.findall(r'<span data-key="([^"]+)">([^<]*)</span>', page)
    assert len(found) > 200
    for key, shown in found:
        value = numbers.at(key)
        assert value is not None, key
        forms = {fixed(sign * value, decimals) for decimals in range(5) for sign in (1, -1)}
        forms |= {
            f"{int(value):,}",
            "more than 1,000" if value > 1000 else "",
            fixed(100 * value, 1) + "%",
            p_value(value),
            f"p = {value:.3f}",
            "p < 0.001",
        }
        assert html.unescape(shown) in forms, key


def test_a_columns_name_may_hold_a_slash() -> None:
    assert Numbers({"a/b~": [1]}).at(f"/{part('a/b~')}/0") == 1


def test_a_group_of_several_doses_says_so(made: runs.Done) -> None:
    row = {**made.results["checks"]["dose"][0], "dose": 0, "below": 3}
    figure = effects.dose({**made.results, "checks": {"dose": [row]}})
    assert figure.rows[0][0] == f"dose 0 to 2 ({row['schools']} schools)"
    unsure = {**row, "low": None, "high": None}
    assert effects.dose({**made.results, "checks": {"dose": [unsure]}}) is None


def test_how_schools_were_found_is_said_as_the_plan_has_it(made: runs.Done) -> None:
    def words(text: str) -> str:
        document = sections.document(little.plan(text), made.results, (), {"inputs": {}, "versions": {}})
        return " ".join(block.text for block in document.blocks if isinstance(block, Words))

    assert "(the propensity score)" in words(little.PLAN)
    assert "differences between partnerships (CR2)" in words(little.PLAN)
    weights = words(
        little.PLAN.replace("[analysis]", '[analysis]\nprimary = "weights"').replace('cluster = "cluster"', "")
    )
    assert "(entropy balancing)" in weights
    assert "differences between matched sets (CR2)" in weights
    assert "propensity score" not in weights


def test_what_chance_gives_often_is_not_called_rare(made: runs.Done) -> None:
    """With intervals of 80%, zero may lie outside though one in seven chances is as far."""
    main = {**made.results["specifications"]["pairs"], "ci": [0.1, 3.0], "p": 0.15}
    said = summary.answer(little.plan(), Numbers({**made.results, "specifications": {"pairs": main}})).texts
    assert "would be rare" in " ".join(summary.answer(little.plan(), Numbers(made.results)).texts)
    assert "would be rare" not in " ".join(said)
    assert "p = 0.150" in " ".join(said)


def test_no_number_of_a_table_of_impact_is_written_by_hand(page: str) -> None:
    """Digits in cells of figures stand within what was looked up."""
    for code in ("T1", "T5", "T6", "T7", "T8", "T9", "T12"):
        table = re.search(rf'<table><caption><span class="code">{code}</span>.*?</table>', page, re.S)
        assert table, code
        for cell in re.findall(r'<td class="number">(.*?)</td>', table[0]):
            assert not re.search(r"\d", re.sub(r"<span data-key=.*?</span>", "", cell)), (code, cell)


def test_months_never_stand_without_their_interval(page: str) -> None:
    shown = re.findall(r"\d+\s+months?\b(.{0,20})", text(page))
    assert shown
    assert [after for after in shown if not re.match(r" ?\( ?−?\d+ to −?\d+ ?\)", after)] == []


def test_what_people_perceived_stands_in_no_table_of_impact(page: str) -> None:
    process_part = page.index('id="how-it-went-the-process"')
    assert page.index("positive effect on pupils") > process_part
    assert "(as people perceived it; this is not impact)" in page
    impact = re.search(r'<span class="code">T1</span>.*?</table>', page, re.S)
    assert impact
    assert "positive effect" not in impact[0]


def test_no_rating_is_awarded(page: str) -> None:
    words = text(page).lower()
    assert "padlock" not in words
    assert "a rating is awarded by two reviewers of the funder, never by this software" in words


def test_what_others_wrote_stays_what_they_wrote(page: str) -> None:
    assert "<p>What is known.</p>\n<p>And what is &lt;not&gt;.</p>" in page
    assert "&lt;b&gt;Why&lt;/b&gt;: exams." in page


def test_departures_flow_and_timeline_have_their_dates(page: str) -> None:
    words = text(page)
    assert "The outcome is of 2023, not of 2020" in words
    assert "Signed the agreement May 2017 40 10 – four left before the first review" in words
    assert "Sep 2017 First training" in words


def test_tables_have_captions_and_headers(page: str) -> None:
    tables = re.findall(r"<table>.*?</table>", page, re.S)
    assert len(tables) > 20
    for table in tables:
        assert "<caption>" in table
        assert '<th scope="col"' in table
        assert '<th scope="row"' in table


def test_the_page_stands_alone(page: str) -> None:
    assert "<script" not in page
    assert not re.search(r'(?:src|href)="(?!#)', page)
    assert "@import" not in page
    assert "url(" not in page


FIGURES = [
    *("flow", "love", "quantiles", "overlap", "trends", "event-study", "placebo"),
    *("subgroups", "specifications", "leave-one-out", "dose"),
]


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_told_as_well_as_shown(made: runs.Done, name: str) -> None:
    svg = ElementTree.parse(made.folder / "figures" / f"{name}.svg").getroot()
    space = "{http://www.w3.org/2000/svg}"
    title, desc = svg.find(f"{space}title"), svg.find(f"{space}desc")
    assert title is not None
    assert desc is not None
    assert title.text
    assert desc.text
    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby", "").split() == [title.get("id"), desc.get("id")]
    assert not [node for node in svg.iter() if node.get("style")]
    rows = (made.folder / "figures" / f"{name}.csv").read_text().splitlines()
    assert len(rows) > 1


@pytest.mark.parametrize("name", FIGURES)
def test_texts_of_a_figure_stay_apart_and_inside(browser: Browser, made: runs.Done, name: str) -> None:
    """As Chromium sets them, with a typeface wider than ours."""
    page = browser.new_page(viewport={"width": 800, "height": 1200})
    page.goto((made.folder / "figures" / f"{name}.svg").as_uri())
    boxes: list[dict[str, Any]] = page.evaluate(BOXES)
    page.close()
    for number, one in enumerate(boxes):
        assert one["left"] >= -1, one
        assert one["right"] <= one["width"] + 1, one
        for other in boxes[number + 1 :]:
            apart = (
                one["right"] <= other["left"] + 1
                or other["right"] <= one["left"] + 1
                or one["bottom"] <= other["top"] + 4
                or other["bottom"] <= one["top"] + 4
            )
            assert apart, (one["text"], other["text"])


BOXES = """() => [...document.querySelectorAll('text')].map(t => {
  const b = t.getBBox();
  return {text: t.textContent, left: b.x, right: b.x + b.width, top: b.y, bottom: b.y + b.height,
          width: document.documentElement.viewBox.baseVal.width};
})"""


def test_axe_finds_nothing(browser: Browser, made: runs.Done) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 780})
    page.goto((made.folder / "report.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert_accessible(page)
    page.close()


def test_a_checker_of_pdf_ua_finds_nothing_wrong(made: runs.Done) -> None:
    result = outloud.check(str(made.folder / "report.pdf"))
    assert [finding for finding in result.findings if finding.severity == "error"] == []
    assert "fail" not in {run.outcome for run in result.runs}


def test_the_pdf_is_tagged_and_has_no_date_of_its_making(made: runs.Done) -> None:
    with pikepdf.open(made.folder / "report.pdf") as pdf:
        assert str(pdf.docinfo["/Title"]) == "Did pupils gain?"
        assert "/CreationDate" not in pdf.docinfo
        assert pdf.Root.MarkInfo.Marked
        kinds = {str(o["/S"]) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/S" in o and "/P" in o}
    assert {"/Table", "/TH", "/TD", "/Caption", "/Figure", "/H1", "/H2"} <= kinds


@pytest.mark.parametrize(
    "change, said",
    [
        (lambda given: given | {"tabels": {}}, "has no “tabels”"),
        (lambda given: given | {"tables": {"T6": {"head": ["a"], "rows": []}}}, "T6 is no table of the process"),
        (lambda given: given | {"tables": {"T16": {"rows": []}}}, "T16 needs a “head”"),
        (lambda given: given | {"tables": {"T16": {"head": ["a", "b"], "rows": [["x"]]}}}, "a row has more or fewer"),
        (lambda given: given | {"tables": {"T16": {"head": ["a"], "rows": [3]}}}, "each row need square brackets"),
        (lambda given: given | {"tables": []}, "needs a name for each table"),
        (lambda given: given | {"findings": ["late"]}, "needs a list of titles"),
    ],
)
def test_tables_of_the_process_are_refused_with_what_is_wrong(change: Callable[[Any], Any], said: str) -> None:
    with pytest.raises(Refused, match=said):
        process.checked(change(PROCESS))


def test_files_are_named_in_the_folder(made: runs.Done) -> None:
    assert {"report.html", "report.pdf", "results.json", "pairs.csv", "scores.csv", "manifest.json"} <= set(made.files)
    assert all(Path(made.folder / name).exists() for name in made.files)
