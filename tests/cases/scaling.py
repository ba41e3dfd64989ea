"""How the time and memory of linking grow: `python tests/cases/scaling.py [COUNT ...]` prints a line per size.

The exponent is the slope of log(CPU seconds) over log(incidents) between the first and the last size.
"""

import gc
import math
import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
SIZES = (10_000, 100_000, 1_000_000)


def measure(count: int) -> None:
    """Print one line: incidents, CPU seconds of linking, peak memory in MB, pairs compared, precision and recall."""
    sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "cases")]
    from generated import generated, pairs_of

    from pipeline.cases import link
    from pipeline.cases.incidents import from_tables
    from pipeline.cli import GARBAGE_THRESHOLD

    gc.set_threshold(GARBAGE_THRESHOLD)  # as in the command
    incidents, alerts, occasions = generated(count)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    began = time.process_time()
    linked = link(from_tables(incidents, alerts))
    seconds = time.process_time() - began
    place = {key: number for number, key in enumerate(incidents["incident_id"].to_pylist())}
    rows = zip(linked.cases["case_id"].to_pylist(), linked.cases["incident_id"].to_pylist(), strict=True)
    told = [(case, occasions[place[key]]) for case, key in rows]
    names: dict[object, int] = {}
    found = sum(pairs_of([names.setdefault(case, len(names)) for case, _ in told]))
    right = sum(pairs_of([names.setdefault(both, len(names)) for both in told]))
    expected = sum(pairs_of(occasions))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{len(incidents)} incidents; {seconds:.2f} CPU s; peak {peak} MB ({before} MB before); "
        f"{linked.compared} pairs; {linked.links} links; precision {right / found:.3f}; recall {right / expected:.3f}; "
        f"left out {dict(linked.blocked.left_out)}; refused {dict(linked.refused)}",
        flush=True,
    )


def main(sizes: list[int]) -> None:
    """Measure each size in a process of its own."""
    times = []
    for size in sizes:
        done = subprocess.run(
            [sys.executable, __file__, "--one", str(size)], capture_output=True, text=True, check=True
        )
        print(done.stdout, end="", flush=True)
        times.append(float(done.stdout.split(";")[1].split()[0]))
    if len(sizes) > 1:
        slope = math.log(times[-1] / times[0]) / math.log(sizes[-1] / sizes[0])
        print(f"exponent {slope:.2f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        measure(int(sys.argv[2]))
    else:
        main([int(size) for size in sys.argv[1:]] or list(SIZES))
