"""Citations as JSON objects, with the keys and their order that tables of citations use."""

from typing import Any

from iagkg.citation.model import Citation

__all__ = ["to_json"]

ALWAYS = ("decision", "body", "part", "annex", "section", "para", "sub")


def to_json(citation: Citation) -> dict[str, Any]:
    """Return the object of one citation: the seven keys that are always there, then what is needed.

    A decision of another treaty has `scheme` and no `type`; what could not be resolved has its words only.
    """
    if citation.type == "unresolved":
        return {"type": "unresolved", "printed": citation.printed}
    found: dict[str, Any] = {name: getattr(citation, name) for name in ALWAYS}
    for name in ("subsub", "locator", "label"):
        if getattr(citation, name) is not None:
            found[name] = getattr(citation, name)
    if citation.type == "other-treaty":
        found["scheme"] = "other-treaty"
    else:
        found["type"] = citation.type
    if citation.type == "target":
        found |= {"scheme": "KMGBF", "target": citation.target}
    if citation.inferred:
        found["inferred"] = list(citation.inferred)
    return found
