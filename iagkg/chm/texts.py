"""Texts of a record: their language, without markup, and no copy of the English as a translation."""

from iagkg.chm.context import Context, Made
from iagkg.chm.fields import Plain
from iagkg.chm.leaves import Leaf
from iagkg.chm.model import Statement
from iagkg.register.tracking_html import plain_text

__all__ = ["words"]

_LANGUAGES = frozenset({"en", "fr", "es", "ar", "ru", "zh"})
_THREE = {
    **{"eng": "en", "fra": "fr", "fre": "fr", "spa": "es", "ara": "ar", "rus": "ru", "zho": "zh"},
    "chi": "zh",
}


def words(predicate: str, plain: Plain, leaf: Leaf, context: Context) -> Made:
    """Return a text with its language, without markup; a repeated English text states nothing."""
    if not isinstance(leaf.value, str):
        return Made()
    lang = plain.lang or _language(leaf)
    if lang is None:
        return Made()
    clean = plain_text(leaf.value)
    for note in clean.notes:
        context.info("markup", leaf, f"{note}.")
    if not clean.text:
        return Made()
    if lang not in ("", "en") and clean.text == plain_text(_english(plain, leaf, context)).text:
        return Made(copy=1)
    kind = f"@{lang}" if lang and predicate != "dcterms:identifier" else "text"
    return Made((Statement(predicate, clean.text, kind),))


def _language(leaf: Leaf) -> str | None:
    """Return the language of a text by language; empty for a text alone, None for anything else."""
    inside = leaf.inside
    if leaf.last == "value" and isinstance(inside, dict) and isinstance(inside.get("language"), str):
        return _known_language(inside["language"])
    names = [step for step in leaf.steps if isinstance(step, str)]
    if names == ["@value"] and isinstance(inside, dict) and isinstance(inside.get("@language"), str):
        return _known_language(inside["@language"])
    if not names:
        return ""
    return _known_language(names[0]) if len(names) == 1 else None


def _known_language(name: str) -> str | None:
    plain = _THREE.get(name.lower(), name.lower())
    return plain if plain in _LANGUAGES else None


def _english(plain: Plain, leaf: Leaf, context: Context) -> str:
    """Return the English words beside a text in another language, empty where there are none."""
    if plain.lang:
        english = (f"{plain.name}En", *(f"{plain.name}_EN_{tail}" for tail in ("s", "t", "txt")))
        beside = next((context.members[key] for key in english if key in context.members), "")
        if isinstance(beside, list):
            step = leaf.steps[0] if leaf.steps else 0
            beside = beside[step] if isinstance(step, int) and step < len(beside) else ""
    else:
        inside = leaf.inside
        beside = (inside.get("en") or inside.get("eng") or "") if isinstance(inside, dict) else ""
    return beside if isinstance(beside, str) else ""
