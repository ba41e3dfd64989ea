"""What a run says while it goes on and when it is over."""

from dataclasses import dataclass


@dataclass(slots=True)
class Progress:
    """How far a run is: inputs read in it, those of them that failed, and the bytes of files done and to do."""

    inputs: int = 0
    errors: int = 0
    bytes_done: int = 0
    bytes_todo: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """What a dataset holds after a run (inputs = alerts + repeats + errors), and how many of the inputs are new.

    `foreign` counts the alerts that do not seem to be French; `errors` the failed inputs by stage and code.
    """

    alerts: int
    repeats: int
    incidents: int
    foreign: int
    errors: dict[tuple[str, str], int]
    new: int
