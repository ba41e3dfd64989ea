"""The analyst's desk: decisions as data, laid over the machine's rows, and the page where they are made.

`DecisionLog(dataset)` is the log, `read_log(dataset)` all of it, `decide(...)` makes a record, and
`apply(decisions, tables)` gives the reviewed tables. Names lie in the modules; importing the room loads none of them.
"""
