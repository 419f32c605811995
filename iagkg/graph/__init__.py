"""From a workplan and the tables to named graphs, as streams of plain quads."""
