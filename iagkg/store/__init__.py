"""Where a dataset is asked: one small interface and its engines."""
