"""Two versions of a workplan beside each other: which task is which, and what changed."""
