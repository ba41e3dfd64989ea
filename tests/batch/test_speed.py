"""What `recense bench` says of whole jobs."""

from itertools import count, islice

import pytest
from batch_runs import Run

from pipeline.batch.speed import Job, jobs, plans, ratios, unlike

TEXT = "Le 3 mai 2020, Maître Inès Corvelle, du barreau de Valbrume, a été arrêtée à Montclair par la police.\n"


def test_no_two_texts_are_alike_and_a_seed_fixes_them() -> None:
    first, again, other = (list(unlike([3 * TEXT] * 20, seed)) for seed in (1, 1, 2))
    assert first == again != other
    assert len(set(first)) > 15
    assert {len(text) for text in first} == {3 * len(TEXT)}
    assert all("Le 3 mai 2020" in text and "a été arrêtée" in text for text in first)


def test_jobs_read_the_next_texts_with_the_workers_asked_for(extract: Run) -> None:
    texts = (f"Alerte {number}.\n" for number in count())
    done = list(jobs(texts, [(25, 1), (40, 2)], "batch_readers:plain"))
    assert [(job.alerts, job.workers, job.failed) for job in done] == [(25, 1, 0), (40, 2, 0)]
    assert 0 < done[0].peak <= done[1].peak
    assert list(islice(texts, 1)) == ["Alerte 66.\n"]  # and one before them, to see what loading takes


def test_failures_of_a_job_are_counted(extract: Run) -> None:
    [job] = jobs(iter(["Alerte 0.", "Alerte 1.", "raise", "Alerte 2."]), [(3, 1)], "batch_readers:chaos")
    assert job.failed == 1


@pytest.mark.parametrize(
    ("alerts", "workers", "long", "plan"),
    [
        (200, 0, 0, []),
        (200, 2, 0, [(200, 1), (200, 2)]),
        (200, 2, 20_000, [(1_000, 1), (2_000, 1), (20_000, 1), (200, 1), (200, 2)]),
    ],
)
def test_ratios_compare_the_jobs_of_their_plan(
    alerts: int, workers: int, long: int, plan: list[tuple[int, int]]
) -> None:
    assert plans(alerts, workers, long) == plan
    done = [Job(number, crew, 0, rate=10.0 * crew, cpu=0.1, peak=700 + number // 1000) for number, crew in plan]
    found = ratios(done, workers, long)
    assert found.get("workers", 2.0) == found.get("workers_cpu", 2.0) == 2.0
    assert found.get("long_cost", 1.0) == 1.0
    assert found.get("long_memory", 720 / 702) == 720 / 702
