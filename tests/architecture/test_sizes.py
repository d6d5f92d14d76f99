"""Nothing grows past one and a half times what the guide says: split it by meaning, in the same change."""

import ast
from pathlib import Path

from django.conf import settings

ROOMS = {"views": 300, "models": 300, "actions": 300}
FILE, CLASS, FUNCTION, TEMPLATE, TEST_FILE = 400, 250, 40, 150, 600
SLACK = 1.5


def _files(folder: str, pattern: str) -> list[Path]:
    root: Path = settings.BASE_DIR / folder
    return sorted(path for path in root.rglob(pattern) if "migrations" not in path.parts)


def _guide(path: Path) -> int:
    return next((most for room, most in ROOMS.items() if path.stem == room or room in path.parts), FILE)


def _too_long(path: Path, guide: int) -> str:
    lines = len(path.read_text().splitlines())
    return (
        f"{path.relative_to(settings.BASE_DIR)}: {lines} lines, the guide says {guide}" if lines > guide * SLACK else ""
    )


def test_no_file_is_too_long() -> None:
    long = [_too_long(path, _guide(path)) for path in _files("src", "*.py")]
    long += [_too_long(path, TEST_FILE) for path in _files("tests", "*.py")]
    long += [_too_long(path, TEMPLATE) for path in _files("src", "*.html")]
    assert list(filter(None, long)) == []


def test_no_class_or_function_is_too_long() -> None:
    long = [
        f"{path.relative_to(settings.BASE_DIR)}:{node.lineno} {node.name}"
        for path in _files("src", "*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and _length(node) > SLACK * (CLASS if isinstance(node, ast.ClassDef) else FUNCTION)
    ]
    assert long == []


def _length(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of what is done: an action's long list of named parameters, and its docstring, are its door, not its size."""
    first = node.body[min(ast.get_docstring(node) is not None, len(node.body) - 1)]
    return (node.end_lineno or 0) - first.lineno + 1
