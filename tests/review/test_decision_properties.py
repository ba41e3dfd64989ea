"""What must hold whatever people decide, in whatever order."""

from copy import deepcopy

from desk import AUBRAC, added, aubrac, dataset, on_entity, said
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.review.apply import rows_of
from pipeline.review.blind import counted
from pipeline.review.decisions import Decision, living
from pipeline.review.fold import fold

ACTS = ("arrest", "death_threat", "release")
VALUES = {
    "date_edtf": ("", "2019", "2019-06-03/..", "2020-21"),
    "victims": ("", "Solveig Aubrac", "Tahar Belkiran; Solveig Aubrac", "quelqu'un"),
    "place": ("", "Port-Lune"),
    "act": ("arrest", "detention"),
    "victim_count": ("", "3"),
}


@st.composite
def decision(draw: st.DrawFn) -> Decision:
    """Some decision about the alert, which may or may not fit what went before."""
    alert, act = aubrac(), draw(st.sampled_from(ACTS))
    scope = draw(st.sampled_from(["", "", "blind"]))
    who = {"scope": scope, "reviewer": draw(st.sampled_from(["ines", "badou"]))}
    match draw(st.sampled_from(["judge", "correct", "merge", "split", "add", "join", "part"])):
        case "judge":
            return said(alert, act, draw(st.sampled_from(["accepted", "rejected", "noted"])), **who)
        case "correct":
            column = draw(st.sampled_from(sorted(VALUES)))
            return said(alert, act, "corrected", column=column, new=draw(st.sampled_from(VALUES[column])), **who)
        case "merge":
            other = said(alert, draw(st.sampled_from(ACTS)), "noted")
            return said(alert, act, "merged", new=other.row_id, detail={"other": [other.start, other.end]}, **who)
        case "split":
            return said(alert, act, "split", new=f"{alert.id}-i{draw(st.integers(0, 3))}s", **who)
        case "add":
            return added(
                alert, draw(st.sampled_from(["arrest", "smear"])), draw(st.sampled_from(["confrère", "arrêtée à"]))
            )
        case "join":
            other = alert.rows["entities"][draw(st.integers(0, 2))]["entity_id"]
            return on_entity(alert, draw(st.sampled_from(["Solveig Aubrac", "Tahar Belkiran"])), "joined", other)
    return on_entity(alert, "Solveig Aubrac", "parted", draw(st.sampled_from(["Aubrac", "Belkiran"])))


@st.composite
def logs(draw: st.DrawFn) -> list[Decision]:
    """A log in which some decisions are undone, and some undoings too."""
    log = draw(st.lists(decision(), max_size=8))
    for number in range(draw(st.integers(0, 3))):
        if log:
            target = draw(st.sampled_from(log))
            undo = said(
                aubrac(),
                "arrest",
                "undone",
                new=target.review_id,
                review_id=f"u{number}-{target.review_id}",
                scope=target.scope,
            )
            log.append(undo)
    return log


ROWS = rows_of(dataset(), {aubrac().id})[aubrac().id]
few = settings(max_examples=30)


@few
@given(logs())
def test_no_decision_ever_vanishes_and_each_is_counted_once(log: list[Decision]) -> None:
    state = fold(ROWS, counting := counted(ROWS, log))
    told = [*state.applied, *(drift.decision for drift in state.drifted)]
    told += [decision for decision in living(log) if decision not in counting]
    assert sorted(d.review_id for d in told) == sorted(d.review_id for d in living(log))


@few
@given(logs())
def test_reviewed_rows_keep_their_words_and_their_ties(log: list[Decision]) -> None:
    rows = fold(ROWS, log).rows
    assert all(AUBRAC[row["start"] : row["end"]] == row["trigger"] for row in rows["incidents"])
    keys = [row["incident_id"] for row in rows["incidents"]]
    assert len(keys) == len(set(keys))
    entities = {row["entity_id"] for row in rows["entities"]}
    assert {row["incident_id"] for row in rows["participants"]} <= set(keys)
    assert {row["entity_id"] for row in rows["participants"]} - {""} <= entities
    assert {row["entity_id"] for row in rows["mentions"]} <= entities


@few
@given(logs())
def test_laying_decisions_again_gives_the_same_and_changes_nothing_given(log: list[Decision]) -> None:
    before = deepcopy(ROWS)
    assert fold(ROWS, log) == fold(ROWS, log)
    assert before == ROWS


@few
@given(logs())
def test_undoing_everything_leaves_what_the_machine_said(log: list[Decision]) -> None:
    undone = [
        said(aubrac(), "arrest", "undone", new=d.review_id, review_id=f"all-{d.review_id}", scope=d.scope)
        for d in living(log)
    ]
    assert fold(ROWS, [*log, *undone]).rows == ROWS
