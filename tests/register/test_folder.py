"""Loaded decisions survive a round through their tables, and bad tables are refused with their place."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iagkg.citation import parse_citations
from iagkg.errors import InputError
from iagkg.register.folder import folder_name, loaded_folders, read_folder, write_folder
from iagkg.register.model import KINDS, LANGUAGES, Annotation, Loaded, Paragraph, Text

words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zs", "Zl", "Zp"]), max_size=12)
paragraphs = st.builds(
    Paragraph,
    kind=st.sampled_from(KINDS),
    part=words,
    para=words,
    number=words,
    text=st.dictionaries(st.sampled_from(LANGUAGES), words.filter(bool)),
    note=words,
)


@given(st.lists(paragraphs, max_size=4))
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, rows: list[Paragraph]) -> None:
    folder = tmp_path_factory.mktemp("loaded") / "cbd-cop-16-9"
    loaded = Loaded("16/9", tuple(rows), (Text("en", complete="yes"),), (Annotation(para="1", actors="a|b"),))
    write_folder(loaded, folder)
    assert read_folder(folder) == loaded
    assert loaded_folders(folder.parent) == [folder]
    assert loaded.complete


def test_the_name_of_the_folder_tells_the_body() -> None:
    names = [folder_name(parse_citations(text).citations[0]) for text in ("16/9", "decision CP-9/7")]
    assert names == ["cbd-cop-16-9", "cbd-cp-mop-9-7"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (Paragraph(kind="chapter"), "paragraphs.tsv, row 2, column kind: 'chapter'"),
        (Paragraph(kind="item", role="maybe"), "paragraphs.tsv, row 2, column role: 'maybe'"),
    ],
)
def test_a_word_that_is_not_allowed_is_named(tmp_path: Path, changed: Paragraph, said: str) -> None:
    write_folder(Loaded("16/9", (changed,)), tmp_path)
    with pytest.raises(InputError, match="column") as error:
        read_folder(tmp_path)
    assert said in str(error.value)


@pytest.mark.parametrize("version", ["draft", "rev", "rev-0", "final-1"])
def test_a_version_that_is_none_is_named(tmp_path: Path, version: str) -> None:
    write_folder(Loaded("16/9", (), (replace(Text("en"), version=version),)), tmp_path)
    with pytest.raises(InputError, match=r"texts.tsv, row 2, column version"):
        read_folder(tmp_path)


OLD = Loaded("16/9", (Paragraph("paragraph", para="1", text={"en": "Old"}),), (Text("en", sha256="a"),))
NEW = Loaded("16/9", (Paragraph("paragraph", para="1", text={"en": "New"}),), (Text("en", sha256="b"),))


@pytest.mark.parametrize("stop", range(6))
def test_a_stop_at_any_step_leaves_all_of_the_old_or_all_of_the_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: int
) -> None:
    folder = tmp_path / "cbd-cop-16-9"
    write_folder(OLD, folder)
    (folder / "own notes.txt").write_text("x")
    steps = iter(range(100))
    rename, replace_file = Path.rename, Path.replace

    def stopping(move: Callable[..., Any]) -> Callable[..., Any]:
        def moved(self: Path, target: Any) -> Any:
            if next(steps) == stop:
                raise KeyboardInterrupt
            return move(self, target)

        return moved

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", stopping(rename))
        patched.setattr(Path, "replace", stopping(replace_file))
        with pytest.raises(KeyboardInterrupt):
            write_folder(NEW, folder)
    assert loaded_folders(tmp_path) == [folder]
    assert read_folder(folder) == OLD
    write_folder(NEW, folder)
    assert read_folder(folder) == NEW
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cbd-cop-16-9"]
    assert (folder / "own notes.txt").is_file()
