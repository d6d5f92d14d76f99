"""What a study leaves for people: figures, a page, a PDF; and the manifest that says what they were made from."""

import os
import platform
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from trigpoint.evaluation.study import tables
from trigpoint.evaluation.study.figures import all_of
from trigpoint.evaluation.study.folder import Folder, canonical, versions
from trigpoint.evaluation.study.plan import Plan
from trigpoint.evaluation.study.report import html, sections
from trigpoint.evaluation.study.report.pdf import pdf

MADE = ("plan.toml", "scores.csv", "pairs.csv", "results.json", "report.html", "report.pdf")
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def write(folder: Folder, plan: Plan, results: Mapping[str, Any]) -> tuple[str, ...]:
    """Write the figures, the report and the manifest; gives the names of all files that the study has made."""
    figures = all_of(results)
    for figure in figures:
        folder.write(f"figures/{figure.name}.svg", figure.svg)
        folder.write(f"figures/{figure.name}.csv", figure.csv())
    about = {"inputs": folder.inputs, "versions": {"python": platform.python_version(), **versions()}}
    document = sections.document(plan, results, figures, about)
    folder.write("report.html", html.page(document))
    folder.write("report.pdf", pdf(document))
    names = [name for name in MADE if (folder.path / name).exists()]
    names += [f"figures/{figure.name}.{kind}" for figure in figures for kind in ("csv", "svg")]
    folder.write("manifest.json", canonical(_manifest(folder, plan, results, about, sorted(names))))
    return (*sorted(names), "manifest.json")


def _manifest(
    folder: Folder, plan: Plan, results: Mapping[str, Any], about: Mapping[str, Any], names: list[str]
) -> dict[str, Any]:
    """Everything that the bytes depend on."""
    return {
        "schema": "trigpoint-study-manifest/1",
        "plan": {"sha256": plan.sha256, "text_sha256": results["plan"]["text_sha256"]},
        **about,
        "platform": {"machine": platform.machine(), "system": platform.system()},
        "blas": _blas(),
        "threads": {"cpus": os.process_cpu_count(), **{name: _setting(name) for name in THREADS}},
        "seed": plan.analysis.seed,
        "draws": plan.analysis.draws,
        "reads": results["reads"],
        "files": {name: tables.sha256(Path(folder.path / name)) for name in names},
    }


def _setting(name: str) -> str | None:
    return os.environ.get(name)


def _blas() -> dict[str, str]:
    config = np.show_config(mode="dicts")
    given = (config or {}).get("Build Dependencies", {}).get("blas", {})
    return {key: str(given[key]) for key in ("name", "version") if key in given}
