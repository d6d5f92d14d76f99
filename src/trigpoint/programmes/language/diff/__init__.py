"""
What changes from one version of a model to another, in words that a head would read.

One module a part of the file; whatever the file says as a code is said as `language.sayings` has it.
"""

from trigpoint.programmes.language.definition import Definition
from trigpoint.programmes.language.diff import around, forms, outputs, people, rules, stages, whole
from trigpoint.programmes.language.diff.base import Change, FindFramework, Pair
from trigpoint.programmes.language.diff.rules import RULES

PARTS = (
    whole.whole,
    whole.translated,
    whole.framework,
    whole.judgement,
    people.roles,
    stages.stages,
    forms.forms,
    outputs.outputs,
    around.around,
    rules.rules,
    rules.words,
)


def changes(old: Definition, new: Definition, find: FindFramework = lambda _key, _version: None) -> tuple[Change, ...]:
    """Everything that changes, part by part. Empty: the two mean the same. `find` knows frameworks by key and version."""
    pair = Pair(old=old, new=new, find=find)
    return tuple(change for part in PARTS for change in part(pair))


__all__ = ["RULES", "Change", "changes"]
