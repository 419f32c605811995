"""Who says a thing: a role, and never the name or address of a person."""

import re

__all__ = ["role_problem"]


def role_problem(who: str) -> str:
    """Say why words cannot stand for a role; empty where they can. A role has no address and no title."""
    if not who.strip():
        return "empty"
    if "@" in who:
        return "an e-mail address, not a role"
    if re.match(r"(mr|mrs|ms|mme|dr|prof|sr|sra)\b\.?\s", who.strip(), re.IGNORECASE):
        return "a person, not a role"
    return ""
