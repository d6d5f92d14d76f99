"""An import contract: some rooms of a context are for that context alone."""

from typing import Any

import grimp
from importlinter import Contract, ContractCheck, fields, output


class PrivateRooms(Contract):
    """
    No module imports a private room of another context.

    `rooms` are private in every child of `container`; modules below `composers` may import them all the same.
    """

    type_name = "private"

    container = fields.StringField()
    rooms = fields.ListField(subfield=fields.StringField())
    composers = fields.ListField(subfield=fields.StringField(), required=False)
    shared = fields.ListField(subfield=fields.StringField(), required=False)

    def check(self, graph: grimp.ImportGraph, verbose: bool) -> ContractCheck:
        contract: Any = self
        broken = []
        for context in sorted(graph.find_children(contract.container)):
            for room in contract.rooms:
                place = f"{context}.{room}"
                if place in (contract.shared or []) or place not in graph.modules:
                    continue
                for module in {place, *graph.find_descendants(place)}:
                    broken += [
                        (importer, module)
                        for importer in graph.find_modules_that_directly_import(module)
                        if not _within(importer, [context, *(contract.composers or [])])
                    ]
        return ContractCheck(kept=not broken, metadata={"broken": sorted(broken)})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, module in check.metadata["broken"]:
            output.print_error(f"{importer} imports {module}, which is private to its context", bold=False)


def _within(module: str, packages: list[str]) -> bool:
    return any(module == package or module.startswith(f"{package}.") for package in packages)
