"""Periods of tasks: `parse_period` reads a timeline cell, `to_json` gives it as a JSON object.

`words` and `bound_words` write a period for people, in English, French and Spanish.
"""

from iagkg.period.reading import parse_period, to_json
from iagkg.period.wording import bound_words, words

__all__ = ["bound_words", "parse_period", "to_json", "words"]
