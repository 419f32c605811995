"""How times grow with the data: jobs in processes of their own, peers beside them, a table and a plot.

`preparing` writes what a size needs, `jobs` are what is measured, `running` runs them under limits,
`peers` asks the triple stores, `figures` holds what came out, `aims`, `report` and `plot` say it.
"""
