"""Large corpora made by a fixed seed: decisions, the tasks that cite them, and what every query must answer.

`plan` says how large, `decisions` and `tasks` make one group of decisions at a time, `tables` writes them as
input tables, `quads` as quads, `answers` says what the coverage queries must give, `faults` plants errors.
Nothing is held beyond one group, so that the largest corpus needs no more memory than the smallest.
"""
