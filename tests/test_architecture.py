"""Imports go one way: a module imports only what stands on its floor or below."""

import ast
import importlib
import inspect
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "iagkg"

# From the source document on the left to the command line on the right.
FLOORS = [
    {"iagkg", "errors", "problem"},
    {"files", "exchange", "names", "role", "wording"},
    {"office"},
    {"citation", "period"},
    {"workplan", "keys"},
    {"source", "register", "vocabulary", "chm", "progress"},
    {"graph"},
    {"compare"},
    {"infer"},
    {"build"},
    {"check"},
    {"table", "table_text", "store"},
    {"queries"},
    {"contain"},
    {"report"},
    {"export"},
    {"desk"},
    {"web"},
    {"cli"},
    {"__main__"},
]
FLOOR_OF = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}


def room_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return "iagkg" if parts == ("__init__",) else parts[0]


def imported_rooms(path: Path) -> set[str]:
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names = [node.module or ""]
            if node.module == "iagkg":
                names = [f"iagkg.{alias.name}" for alias in node.names]
        for name in names:
            head, *rest = name.split(".")
            if head == "iagkg":
                rooms.add(rest[0] if rest and not rest[0].startswith("__version") else "iagkg")
    return rooms


@pytest.mark.parametrize(
    "path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_imports_only_from_below(path: Path) -> None:
    room = room_of(path)
    assert room in FLOOR_OF, f"{room} has no floor in this table"
    above = {other for other in imported_rooms(path) if FLOOR_OF[other] > FLOOR_OF[room]}
    assert not above, f"{path.relative_to(PACKAGE)} imports {above}, which stands above it"


@pytest.mark.parametrize(
    "path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_modules_are_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def test_no_module_hides_a_name_that_its_package_exports() -> None:
    """A module that is imported later than its package would take the place of a function of its name."""
    for package in sorted(path.parent for path in PACKAGE.rglob("__init__.py")):
        name = ".".join(("iagkg", *package.relative_to(PACKAGE).parts))
        modules = {path.stem for path in package.glob("*.py")} | {
            path.parent.name for path in package.glob("*/__init__.py")
        }
        exported = set(getattr(importlib.import_module(name), "__all__", ()))
        for module in sorted(modules & exported):
            importlib.import_module(f"{name}.{module}")
            assert not inspect.ismodule(getattr(importlib.import_module(name), module)), f"{name}.{module}"


DANGEROUS = {"pickle", "marshal", "shelve", "yaml", "dill", "joblib"}


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.name)
def test_nothing_read_can_become_code(path: Path) -> None:
    """No module loads what may run when it is loaded, or runs words as a program."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported, called = set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imported |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add((node.module or "").partition(".")[0])
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            called.add(node.func.id)
    assert not imported & DANGEROUS
    assert not called & {"eval", "exec", "compile"}
