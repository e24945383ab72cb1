"""Reads which package imports which, from the source, without running it.

The order of the packages is the one of docs/architecture.md: each may import only from those after it.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

ORDER = ("config", "pages", "coverage", "harvesting", "catalog", "organisations", "dcat")
# Django itself asks for these two: models are not there before `ready`, and manage.py explains a missing Django.
ALLOWED_INSIDE = {"ready"}


@dataclass(frozen=True)
class Import:
    """One imported module name and where it stands."""

    path: Path
    line: int
    module: str
    is_inside_function: bool = False

    def __str__(self) -> str:
        return f"{self.path}:{self.line} imports {self.module}"


def sources(root: Path) -> list[Path]:
    """All modules of the packages, as paths under the root."""
    return sorted(path.relative_to(root) for name in ORDER for path in (root / name).rglob("*.py"))


def imports(root: Path, path: Path) -> Iterator[Import]:
    """What a module imports, with relative imports made absolute."""
    tree = ast.parse((root / path).read_text(), filename=str(path))
    yield from _imports(tree, path, is_inside=False)


def _imports(node: ast.AST, path: Path, *, is_inside: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            for alias in child.names:
                yield Import(path, child.lineno, alias.name, is_inside)
        elif isinstance(child, ast.ImportFrom):
            base = _base(child, path)
            for alias in child.names:
                yield Import(path, child.lineno, f"{base}.{alias.name}", is_inside)
        else:
            starts_function = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            is_allowed = getattr(child, "name", None) in ALLOWED_INSIDE
            yield from _imports(child, path, is_inside=is_inside or (starts_function and not is_allowed))


def _base(node: ast.ImportFrom, path: Path) -> str:
    if not node.level:
        return node.module or ""
    package = path.with_suffix("").parts[: -node.level]
    return ".".join([*package, *([node.module] if node.module else [])])


def wrong_directions(root: Path) -> list[str]:
    """Imports of a package that stands before the importing one."""
    found = []
    for path in sources(root):
        own = ORDER.index(path.parts[0])
        for each in imports(root, path):
            package = each.module.partition(".")[0]
            if package in ORDER and ORDER.index(package) < own:
                found.append(str(each))
    return found


def imports_of_django(root: Path, package: str) -> list[str]:
    """Where a package that is to stand without Django needs it."""
    paths = [path for path in sources(root) if path.parts[0] == package]
    return [
        str(each)
        for path in paths
        for each in imports(root, path)
        if each.module.partition(".")[0].startswith("django")
    ]


def imports_inside_functions(root: Path) -> list[str]:
    """Imports that hide inside a function, which is how circles are dodged."""
    return [str(each) for path in sources(root) for each in imports(root, path) if each.is_inside_function]


def cycles(root: Path) -> list[str]:
    """Modules that import each other in a circle; at most one circle is named."""
    modules = {_module_name(path): path for path in sources(root)}
    graph = {name: _needs(root, path, modules) - {name} for name, path in modules.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        return circle.args[1]
    return []


def _module_name(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _needs(root: Path, path: Path, modules: dict[str, Path]) -> set[str]:
    """The modules of ours that a module names: `from a import b` means a.b when that is a module, else a."""
    needed = set()
    for each in imports(root, path):
        if each.is_inside_function:
            continue
        name = each.module
        if name not in modules:
            name = name.rpartition(".")[0]
        if name in modules:
            needed.add(name)
    return needed
