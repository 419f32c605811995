import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

DOCS = Path(__file__).parents[2] / "docs"


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GENERATE = generator()


@pytest.mark.parametrize("page", ["ontology", "inferences"])
def test_page_is_up_to_date(page: str) -> None:
    written = (DOCS / f"{page}.md").read_text(encoding="utf-8")
    assert written == getattr(GENERATE, f"{page}_page")(), "run: python docs/generate.py"


@pytest.mark.parametrize("page", ["ontology", "inferences"])
def test_page_is_the_same_each_time(page: str) -> None:
    write = getattr(GENERATE, f"{page}_page")
    assert write() == write()
