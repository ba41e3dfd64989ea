"""The choice among the values of an expression that hangs on an anchor, by a model that was trained on gold values."""

from collections.abc import Callable

from pipeline.dates.candidates import candidates, kind, times_around
from pipeline.dates.discourse import Discourse, Told, Value
from pipeline.dates.signs import Question
from pipeline.learned.linear import Linear
from pipeline.learned.stack import Stack, rivalry

Judge = Callable[[Question], int]  # gives the place of the value among those found
SURE = 2.5  # log odds by which the linear model must prefer the rules' value for the trees not to be asked


def chosen(state: Discourse, index: int, rules: Value, later: Told | None, judge: Judge) -> Value:
    """The value of an expression: the rules' own, or another that the judge prefers."""
    if not rules.is_date or not kind(state.found[index].reading):
        return rules
    around = times_around(state, index, later)
    found = candidates(state, index, rules, around)
    return found[judge(Question.of(state, index, found, around))].value if len(found) > 1 else rules


def by_model(model: Stack[Linear]) -> Judge:
    """A judge that follows a model; of equally likely values it takes that of the rules."""

    def judge(question: Question) -> int:
        odds = model.first.odds(question.signs())
        if odds[0] - max(odds[1:]) > SURE:
            return 0
        told = [[*row, *rival] for row, rival in zip(question.numbers(), rivalry(odds), strict=True)]
        scores = model.trees.scores(told).tolist()
        return max(range(len(scores)), key=scores.__getitem__)

    return judge
