"""
Run a study: from a plan and two tables to a report, step by step.

The order is the study's honesty. The folder is locked to the plan, the files are frozen, schools are read without their
outcomes, matched, and `pairs.csv` is written; then, and not before, outcomes are read. Each step leaves what it made, so
that a run which was stopped goes on where it was.
"""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import matchdid
from trigpoint.evaluation.study import analysis, checks, designs, results
from trigpoint.evaluation.study import outcomes as outcome_files
from trigpoint.evaluation.study import schools as school_files
from trigpoint.evaluation.study.designs import Sample
from trigpoint.evaluation.study.errors import Refused, Stopped, StudyError, Unreadable
from trigpoint.evaluation.study.folder import Folder
from trigpoint.evaluation.study.outcomes import Outcomes
from trigpoint.evaluation.study.plan import Plan
from trigpoint.evaluation.study.report import write as write_report
from trigpoint.evaluation.study.report.process import checked
from trigpoint.evaluation.study.words import gettext as _
from trigpoint.evaluation.study.words import speaking

STEPS = ("lock", "schools", "score", "match", "balance", "outcomes", "estimates", "checks", "report")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Where a run is: step `number` of `of`, counted from 1, and what it does, in words."""

    number: int
    of: int
    step: str
    words: str

    def __str__(self) -> str:
        return _("%(number)d of %(of)d: %(words)s") % {"number": self.number, "of": self.of, "words": self.words}


@dataclasses.dataclass(frozen=True, kw_only=True)
class Done:
    """What a run has made."""

    folder: Path
    results: Mapping[str, Any]
    files: tuple[str, ...]


def run(
    plan: Plan,
    schools: Path,
    panel: Path | None,
    out: Path,
    *,
    process: Mapping[str, Any] | None = None,
    departures: Sequence[Mapping[str, str]] = (),
    on_step: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Done:
    """
    Run the study of this plan, or go on with it, and write everything to `out`.

    `schools`, `panel`: CSV, plain or gzipped; a cross-section and a study of the process need no panel. `process`: the
    tables of a process evaluation (`report.process` says how). `departures`: what was done otherwise than planned, each with
    `date`, `what` and `why`. `on_step` hears of every step, `cancelled` is asked before each.
    Raises StudyError: Refused, Unreadable, Stopped.
    """
    with speaking(plan.report.language):
        return _Run(
            plan=plan,
            schools_file=schools,
            panel=panel,
            out=out,
            process=checked(process or {}),
            departures=[dict(one) for one in departures],
            on_step=on_step or (lambda _progress: None),
            cancelled=cancelled or (lambda: False),
        ).go()


@dataclasses.dataclass(kw_only=True)
class _Run:
    plan: Plan
    schools_file: Path
    panel: Path | None
    out: Path
    process: Mapping[str, Any]
    departures: list[dict[str, str]]
    on_step: Callable[[Progress], None]
    cancelled: Callable[[], bool]
    failed: dict[str, str] = dataclasses.field(default_factory=dict)
    _outcomes: Outcomes | None = None

    def go(self) -> Done:
        self.at("lock", _("locking the folder to the plan"))
        self.check_files()
        self.folder = Folder.locked(self.out, self.plan, self.files())
        self.plan = dataclasses.replace(self.plan, text=self.folder.plan_text)
        self.at("schools", _("reading schools, without their outcomes"))
        self.schools = school_files.load(self.schools_file, self.plan)
        scored = self.score()
        self.sample = designs.sample(self.plan, self.schools, scored)
        self.matches = self.match()
        self.folder.write("pairs.csv", designs.pairs_csv(self.sample, self.matches))
        balance = self.balance()
        estimates, found = self.estimate(balance)
        made = results.assemble(
            results.Parts(
                plan=self.plan,
                folder=self.folder,
                facts=self.schools.facts,
                read=self.schools.read,
                scored=scored,
                matches=self.matches,
                failed=self.failed,
                balance=balance,
                estimates=estimates,
                checks=found,
                departures=self.departures,
                process=self.process,
            )
        )
        self.at("report", _("drawing the figures and setting the report"))
        files = write_report(self.folder, self.plan, made)
        return Done(folder=self.out, results=made, files=files)

    def at(self, step: str, words: str) -> None:
        """Say what comes next; stop here if that is wanted."""
        if self.cancelled():
            raise Stopped
        self.on_step(Progress(number=STEPS.index(step) + 1, of=len(STEPS), step=step, words=words))

    def check_files(self) -> None:
        if self.panel is None and self.plan.estimates and not self.plan.outcome.is_cross_section:
            raise Refused(_("The plan compares years: give the panel, with a row for each school and year."))
        for file in self.files().values():
            if not file.is_file():
                raise Unreadable(_("There is no file %(file)s.") % {"file": file})

    def files(self) -> dict[str, Path]:
        return {"schools": self.schools_file} | ({"panel": self.panel} if self.panel else {})

    def score(self) -> dict[str, Any]:
        self.at("score", _("estimating the propensity score"))
        scored = self.folder.step("score", lambda: designs.score(self.plan, self.schools))
        if scored:
            self.folder.write("scores.csv", designs.scores_csv(designs.sample(self.plan, self.schools, scored)))
        return scored

    def match(self) -> dict[str, dict[str, Any]]:
        """Every specification's match. One that can't be made is recorded as a departure; the primary one ends the run."""
        made = {}
        for number, one in enumerate(self.plan.matches, start=1):
            said = {"name": one.name, "number": number, "of": len(self.plan.matches)}
            self.at("match", _("matching %(name)s (%(number)d of %(of)d)") % said)
            try:
                made[one.name] = self.folder.step(f"match-{one.name}", partial(designs.match, self.sample, one))
            except matchdid.WrongInput as error:
                self.give_up(one.name, designs.sentence(error, self.schools.ids))
        return made

    def give_up(self, name: str, why: str) -> None:
        if name == self.plan.primary:
            said = {"name": name, "why": why}
            raise StudyError(_("The primary specification, %(name)s, can't be run: %(why)s") % said)
        self.failed[name] = why
        what = _("The specification %(name)s could not be run") % {"name": name}
        self.departures.append({"date": "", "what": what, "why": why})

    def balance(self) -> dict[str, dict[str, Any]]:
        self.at("balance", _("comparing the groups"))

        def make() -> dict[str, Any]:
            made = {}
            for name, kept in self.matches.items():
                found = designs.restored(self.sample, kept)
                made[name] = designs.balance(self.sample, found)
                if name == self.plan.primary:
                    made[name]["overlap"] = designs.overlap(self.sample, found)
                    made[name]["regions"] = designs.regions(self.sample, found)
                    made[name]["quantiles"] = designs.quantiles(self.sample, found)
            return made

        made = self.folder.step("balance", make)
        if made and made[self.plan.primary]["verdict"] == "fails":
            self.gate(made[self.plan.primary]["worst"])
        return made

    def gate(self, worst: float) -> None:
        """The primary specification's groups are not alike: stop before any outcome, or go on and say so."""
        said = {"name": self.plan.primary, "worst": f"{worst:.2f}", "stop": f"{self.plan.balance.stop:g}"}
        what = _("The groups of %(name)s differ by %(worst)s standard deviations; the plan's limit is %(stop)s") % said
        if self.plan.balance.on_fail == "stop":
            raise Refused(what + ". " + _("The plan says to stop: no outcome has been read."))
        why = _("The plan says to go on and to report it: the estimate is not to be relied on")
        self.departures.append({"date": "", "what": what, "why": why})

    def estimate(self, balance: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        """Read the outcomes, now that the pairs are written, and estimate."""
        if not self.plan.estimates:
            return {}, {}
        self.at("outcomes", _("reading the outcomes: the pairs are written"))
        made: dict[str, Any] = {}
        for number, (name, kept) in enumerate(self.matches.items(), start=1):
            said = {"name": name, "number": number, "of": len(self.matches)}
            self.at("estimates", _("estimating %(name)s (%(number)d of %(of)d)") % said)
            try:
                made[name] = self.folder.step(f"estimate-{name}", partial(self.estimated, kept))
            except matchdid.WrongInput as error:
                self.give_up(name, designs.sentence(error, self.schools.ids))
            else:
                self.left_out(name, made[name].get("not_done", {}))
        found: dict[str, Any] = {}
        for key, words, make in checks.of(self.plan):
            self.at("checks", words)
            try:
                found[key] = self.folder.step(f"check-{key}", partial(self.checked, make, balance, made))
            except matchdid.WrongInput as error:
                why = designs.sentence(error, self.schools.ids)
                self.departures.append({"date": "", "what": _("Not done: %(what)s") % {"what": words}, "why": why})
        return made, found

    def left_out(self, name: str, not_done: Mapping[str, str]) -> None:
        """What stands beside a specification's effect, or is of a group of pupils, and could not be estimated."""
        for words, why in not_done.items():
            what = _("Not done: %(what)s, in the specification %(name)s") % {"what": words, "name": name}
            self.departures.append({"date": "", "what": what, "why": why})

    def estimated(self, kept: Mapping[str, Any]) -> dict[str, Any]:
        found = designs.restored(self.sample, kept)
        in_sets = "stratum" in kept
        made = analysis.specification(self.sample, found, self.outcomes(), in_sets=in_sets)
        columns = self.plan.outcome.columns
        made["lacking"] = list(analysis.lacking(self.sample, found, self.outcomes(), columns))
        return made

    def checked(self, make: checks.Check, balance: Mapping[str, Any], estimates: Mapping[str, Any]) -> Any:
        return make(self.scene(balance, estimates))

    def scene(self, balance: Mapping[str, Any], estimates: Mapping[str, Any]) -> "checks.Scene":
        kept = self.matches[self.plan.primary]
        return checks.Scene(
            sample=self.sample,
            match=designs.restored(self.sample, kept),
            in_sets="stratum" in kept,
            outcomes=self.outcomes(),
            balance=balance,
            estimates=estimates,
        )

    def outcomes(self) -> Outcomes:
        """Read once, and only when a step that is not yet done needs them."""
        if self._outcomes is None:
            file = self.schools_file if self.plan.outcome.is_cross_section else self.panel
            assert file is not None  # noqa: S101 - check_files has asked
            self._outcomes = outcome_files.load(file, self.plan, self.schools.place(), pairs=self.folder.pairs)
            self.folder.step("outcomes", lambda: outcome_files.facts(self._outcomes))  # type: ignore[arg-type]
        return self._outcomes


__all__ = ["Done", "Progress", "Sample", "run"]
