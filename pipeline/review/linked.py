"""The incidents as people have left them, for linking: a correction may join two tellings or part them."""

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.cases.incidents import COLUMNS
from pipeline.review.desk import Desk
from pipeline.review.log import log_path
from pipeline.review.state import GONE, Row
from pipeline.tables.schemas import ARROW

_SCHEMA = pa.schema([ARROW["incidents"].field(name) for name in COLUMNS])


def reviewed_incidents(dataset: Path | str) -> pa.Table | None:
    """The columns of `incidents` that linking reads, every decision laid over them; None where nobody decided anything.

    Corrected values stand in their cells, added and split rows are there, rejected and merged ones are not.
    DatasetError where there is no dataset, LogError where its log cannot be read.
    """
    if not log_path(dataset).exists():
        return None
    desk = Desk(dataset)
    desk.close()
    if not desk.decisions:
        return None
    machine = desk.tables.arrow["incidents"].select(list(COLUMNS))
    touched = pc.is_in(machine["alert_id"], pa.array(list(desk.decisions)))
    untouched = machine.filter(pc.invert(touched)).cast(_SCHEMA)
    rows = [row for alert_id in desk.decisions for row in _left(desk, alert_id)]
    return pa.concat_tables([untouched, pa.Table.from_pylist(rows, _SCHEMA)])


def _left(desk: Desk, alert_id: str) -> list[Row]:
    """What is left of one alert's incidents."""
    state = desk.state(alert_id)
    rows = [row for row in state.rows["incidents"] if state.stands(row["incident_id"]).status not in GONE]
    return [{name: row[name] for name in COLUMNS} for row in rows]
