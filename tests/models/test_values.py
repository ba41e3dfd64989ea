"""Training of the values of dates: what a choice is made of, and a model that learns what gold says again and again."""

from models import values
from pipeline.dates import read
from pipeline.dates.choice import by_model
from pipeline.evaluate.gold import GoldAlert, GoldDate

SETTINGS = {
    "folds": 2,
    "strength": 1.0,
    "least": 2,
    "trees": {"seed": 1, "number": 20, "rate": 0.3, "leaves": 4, "depth": 3, "least": 5, "share": 1.0, "bins": 63},
}
DAYS = range(10, 22)


def alert(day: int) -> GoldAlert:
    """Of two days told, `le lendemain` counts from the first, against the rules."""
    text = f"Le {day} mai 2019, Me Diop est arrêtée. Le {day + 6} mai 2019, rien. Le lendemain, elle est libre."
    spans = {f"Le {day} mai 2019": f"2019-05-{day}", "Le lendemain": f"2019-05-{day + 1}"}
    dates = tuple(
        GoldDate(text.index(words), text.index(words) + len(words), edtf, edtf, edtf) for words, edtf in spans.items()
    )
    return GoldAlert(f"mali-2019-06-{day}", text, "ML", f"2019-06-{day}", (), (), dates, (), ())


def test_only_what_hangs_on_another_time_is_a_choice() -> None:
    (given,) = [values.choices(one, doc) for one, doc in zip([alert(10)], values.laid_out([alert(10)]), strict=True)]
    ((signs, numbers, truths),) = given
    assert truths == [False, True, False]  # the day after the last time told, after the first one, no day
    assert len(signs) == len(numbers) == len(truths)


def test_it_learns_what_a_day_counts_from() -> None:
    alerts = [alert(day) for day in DAYS]
    model = values.train(alerts, {one.name: str(number % 4) for number, one in enumerate(alerts)}, SETTINGS)
    text = "Le 3 mars 2018, Me Sow est suivie. Le 8 mars 2018, rien. Le lendemain, elle est battue."
    found = [item["edtf"] for item in read(text, "2018-04-18", judge=by_model(model))]
    assert found == ["2018-03-03", "2018-03-08", "2018-03-04"]
    assert read(text, "2018-04-18")[-1]["edtf"] == "2018-03-09"
