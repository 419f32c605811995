"""The canonical text of a citation: "16/9 B, para. 9 (a)", "15/8, annex I", "CP-9/7"."""

from iagkg.citation.bodies import body_forms
from iagkg.citation.model import Citation

__all__ = ["canonical", "decision_text"]


def head(citation: Citation, word: bool) -> str:
    """Return the decision with or without its word; recommendations and shared shapes keep their body."""
    number = citation.decision or ""
    if citation.type == "recommendation":
        return f"{citation.body} recommendation {number}" if citation.body else f"recommendation {number}"
    rows = body_forms(citation.body or "")
    if citation.type == "other-treaty" and rows:
        kind = rows[0].kind
        own = (
            any(row.own_shape and row.form != "{R}.{N}" for row in rows)
            and not number.replace("/", "").isdigit()
        )
        if not own or kind == "resolution":
            return f"{citation.body} {kind} {number}"
        return f"{kind.capitalize()} {number}" if word else number
    return f"Decision {number}" if word else number


def place(citation: Citation) -> str:
    """Return what follows the number: part, annex, section, place in words, paragraph, items."""
    text = f" {citation.part}" if citation.part else ""
    if citation.annex is not None:
        text += ", annex" if citation.annex == "unnumbered" else f", annex {citation.annex}"
    if citation.section is not None:
        text += f", section {citation.section}"
    if citation.locator is not None:
        text += f", {citation.locator}"
    if citation.para is not None:
        text += f", para. {citation.para}"
    for item in (citation.sub, citation.subsub):
        text += f" ({item})" if item is not None else ""
    return text


def canonical(citation: Citation, word: bool = False) -> str:
    """Return the canonical text of a citation, with the word "Decision" if asked.

    Recommendations always carry body and word ("SBSTTA recommendation 23/6"); unresolved words stay as
    printed.
    """
    if citation.type == "unresolved":
        return citation.printed
    if citation.type == "target":
        return f"KMGBF Target {citation.target}"
    return head(citation, word) + place(citation)


def decision_text(citation: Citation) -> str:
    """Return the canonical text with the word "Decision": "Decision 16/9 B, para. 9 (a)"."""
    return canonical(citation, word=True)
