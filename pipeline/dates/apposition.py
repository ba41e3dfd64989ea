"""One time in two expressions: `le 17 mai, au lendemain de la parution`; `deux jours avant le meurtre, le 3 juin`."""

from pipeline.dates.discourse import Discourse, Told, Value
from pipeline.dates.edtf import bounds
from pipeline.dates.events import event
from pipeline.dates.families import is_happening
from pipeline.dates.reading import Reading

_VERB = 4  # tokens before an expression in which the verb of happening stands


def said_twice(state: Discourse, index: int) -> Value | None:
    """The value of an expression that only restates another time, None where it does not.

    `Deux jours avant le meurtre, le 3 juin`; `le 28 novembre, trois jours avant notre arrivée`: one time.
    """
    reading = state.found[index].reading
    if (reading.side and not reading.event) or not (
        (reading.kind == "shift" and reading.base == "text") or (reading.kind == "same" and reading.event)
    ):
        return None
    if reading.event and (edtf := _dated_already(state, index, reading)):
        return Value(edtf, "anaphoric")
    if index + 1 == len(state.found) or not state.contexts[index + 1].apposed:
        return None
    following = state.found[index + 1].reading
    precise = (
        following.day or following.first or (following.month and reading.event and reading.unit in ("month", "year"))
    )
    if following.kind not in ("date", "range") or not precise or following.side:
        return None
    value, own = state.value(state, index + 1, following), state.value(state, index, reading)
    first, last = bounds(value.edtf)
    within = bool(own.edtf) and first <= bounds(own.edtf)[0] and bounds(own.edtf)[1] <= last
    if not first or within:
        return own
    return Value(value.edtf, "anaphoric")


def _dated_already(state: Discourse, index: int, reading: Reading) -> str:
    """`arrêté le 17 mai chez lui, au lendemain de la parution d'un article`: the date of the sentence, said twice.

    Not where the sentence tells the event itself with that date, nor where the words that follow date it. So too of
    an event that has been dated (`L'arrestation survient deux jours après la parution`).
    """
    told = event(state, index, reading.event, least=5 if _is_adjunct(state, index) else 2)
    if state.contexts[index].apposed:
        told = None
    if not told and (happening := _happening(state, index)):
        return happening.edtf
    before = state.found[index - 1].reading if index else None
    described = index + 1 < len(state.found) and state.contexts[index + 1].described
    if not before or before.side or described or not state.same_sentence(index - 1, index):
        return ""
    if before.kind not in ("date", "range", "feast", "unit") and before.base != "base":
        return ""
    return "" if told and state.same_sentence(told.index, index) else state.values[index - 1].edtf


def _is_adjunct(state: Discourse, index: int) -> bool:
    """Whether a comma parts an expression from what its sentence tells."""
    first = state.found[index].tokens[0]
    return "," in state.tokens.forms[max(0, first - 2) : first]


def _happening(state: Discourse, index: int) -> Told | None:
    """The time told of the event that happened at an expression by its sentence (`L'arrestation survient`)."""
    start, first = state.contexts[index].sentence[0], state.found[index].tokens[0]
    forms = state.tokens.forms
    verb = next((at for at in range(first - 1, max(start, first - _VERB), -1) if is_happening(forms[at])), None)
    return event(state, index, " ".join(forms[start:verb]), least=3) if verb else None
