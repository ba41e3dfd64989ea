"""Which year: a date that every year has (a day of a month, a month, a season, a feast) takes it from the discourse."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from pipeline.dates.discourse import Discourse, Told, Value
from pipeline.dates.edtf import REMEMBERED, bounds
from pipeline.dates.reading import Reading

Instance = Callable[[int], str]  # year: EDTF value, "" where that year has none

_SOON = 240  # days after publication within which a hint of the future is believed
_NEARLY = 25  # days after publication within which a date without a hint of tense is to come
_FRESH = 75  # days before publication within which a date is recent news
_BACK = 90  # days by which a telling may step back
_OLD = 300  # days before publication from which a telling has a time of its own
_RECENT = 12  # dates looked back on
_ENTRY = 1  # paragraphs from one entry of a list to the next
_NEWS = 45  # days before publication within which a date in a new paragraph is news
_BREATH = 4  # dates of one breath (`les 3 juin, 5 juillet et 12 août 2019`)
_FIT = 400  # days within which a weekday may choose the year


def recurring(state: Discourse, index: int, reading: Reading, instance: Instance) -> Value:
    """The value of a recurring date: its year from the words, else from the discourse."""
    instance = _bounded(instance)
    if reading.year:
        edtf = instance(reading.year)
        return Value(edtf, "explicit" if edtf else "none")
    if reading.which:
        return _which_year(state, index, reading, instance)
    if reading.weekday and reading.day and (fitting := _fitting(state, index, reading, instance)):
        return Value(fitting, "inherited")
    base = state.base(index)
    edtf = _of_next(state, index, instance) or _until(state, index, instance) or _under_heading(state, index, instance)
    edtf = edtf or _apposed(state, index, instance) or _continued(state, index, instance)
    if not edtf and base:
        dated = reading.day is not None or reading.feast != ""
        edtf = around(instance, base, _tense(state, index) or ("" if dated else "past"))
    elif not edtf and state.told:
        edtf = instance(state.told[-1].first.year)
    return Value(edtf, "inherited" if edtf else "none")


def _bounded(instance: Instance) -> Instance:
    """Without the years that cannot be written, or whose winter ends in one."""
    return lambda year: instance(year) if date.min.year <= year < date.max.year else ""


@lru_cache(maxsize=REMEMBERED)
def start(edtf: str) -> date:
    """The first day of a value that has one."""
    return date.fromisoformat(bounds(edtf)[0])


def _instances(instance: Instance, day: date, reach: int) -> list[str]:
    years = range(max(1, day.year - reach), min(9998, day.year + reach) + 1)
    return [edtf for edtf in map(instance, years) if edtf]


def around(instance: Instance, base: date, tense: str) -> str:
    """The latest instance not after the base; of things to come the first after it.

    Where the words give no tense, the coming one if it is nearly there.
    """
    instances = _instances(instance, base, 8)  # 29 February may be eight years away
    past = [edtf for edtf in instances if start(edtf) <= base]
    coming = [edtf for edtf in instances if start(edtf) > base]
    reach = {"future": _SOON, "past": 0}.get(tense, _NEARLY)
    if past and (not coming or bounds(past[-1])[1] >= base.isoformat()):
        return past[-1]
    if coming and (not past or (start(coming[0]) - base).days <= reach):
        return coming[0]
    return past[-1] if past else ""


def _tense(state: Discourse, index: int) -> str:
    """The tense at an expression; a list that has passed into the time to come stays there."""
    if state.found[index].reading.side == "since":
        return "past"
    tense = state.contexts[index].tense
    base = state.base(index)
    if not tense and state.found[index].reading.side == "until":
        return "future"
    if not tense and base and state.told:
        last = state.told[-1]
        same = state.contexts[last.index].paragraph == state.contexts[index].paragraph
        if same and last.first > base and not last.header:
            return "future"
    return tense


def _fitting(state: Discourse, index: int, reading: Reading, instance: Instance) -> str:
    """The instance near the publication or the telling that falls on the weekday."""
    centres = [day for day in (state.base(index), state.told[-1].first if state.told else None) if day]
    if not centres:
        return ""

    def gap(edtf: str) -> int:
        return min(abs((start(edtf) - centre).days) for centre in centres)

    latest = state.base(index) if state.contexts[index].tense == "past" else None
    fits = [
        e
        for centre in centres
        for e in _instances(instance, centre, 2)
        if start(e).isoweekday() == reading.weekday and (not latest or start(e) <= latest)
    ]
    return min((e for e in fits if gap(e) < _FIT), key=gap, default="")


def _of_next(state: Discourse, index: int, instance: Instance) -> str:
    """`en mars et en mai 2018`: the year that the next date of the same breath gives, or one after it."""
    for following in range(index + 1, min(index + 1 + _BREATH, len(state.found))):
        if not state.contexts[following].linked:
            return ""
        reading = state.found[following].reading
        reading = reading.last if reading.last and reading.last.year else reading
        if reading.year and (reading.month or reading.season):
            edtf, end = instance(reading.year), instance(reading.year - 1)
            given = state.value(state, following, reading).edtf
            return end if end and given and start(edtf or end) > start(given) else edtf
    return ""


def begun(state: Discourse, index: int) -> Told | None:
    """The time, told in the same paragraph, from which what lasts until an expression goes on."""
    if state.found[index].reading.side != "until" or not state.told:
        return None
    told = state.told[-1]
    same = state.contexts[told.index].paragraph == state.contexts[index].paragraph
    return told if same and not told.header and told.index < index and told.days < _OLD else None


def _until(state: Discourse, index: int, instance: Instance) -> str:
    """`détenue le 3 mai, gardée jusqu'au 2 juin`: the first one after what began."""
    told = begun(state, index)
    if not told:
        return ""
    return next((e for e in _instances(instance, told.last, 1) if bounds(e)[1] >= told.last.isoformat()), "")


def _apposed(state: Discourse, index: int, instance: Instance) -> str:
    """`deux ans plus tard, en mai`: the year just told."""
    before = state.values.get(index - 1)
    if before and state.contexts[index].apposed and len(before.edtf) == 4 and before.basis == "anaphoric":
        return instance(int(before.edtf))
    return ""


def _under_heading(state: Discourse, index: int, instance: Instance) -> str:
    """The instance in the year that heads a list of entries, each on a line of its own."""
    paragraph = state.contexts[index].paragraph
    for told in reversed(state.told[-_RECENT:]):
        context, reading = state.contexts[told.index], state.found[told.index].reading
        if paragraph - context.paragraph > _ENTRY:
            return ""
        if context.dateline and reading.year and not reading.month and reading.kind == "date":
            return instance(reading.year)
        paragraph = context.paragraph
    return ""


def _continued(state: Discourse, index: int, instance: Instance) -> str:
    """The instance that goes on from a telling of long ago; "" where the telling is of the time of publication.

    A telling is two days of one time in a row, or one day, or a month or year that opens a sentence, in the same
    paragraph; an old date by the way is only background.
    """
    base = state.base(index)
    body = [told for told in state.told[-_RECENT:] if not told.header]
    if not body or (base and not _is_old(body[-1], base)) or state.contexts[index].tense == "future":
        return ""
    chain = [told for told in body if state.found[told.index].reading.side != "since" and not state.background(told)]
    chain = [told for told in chain if not state.subordinate(told) or state.same_sentence(told.index, index)]
    if not chain or (base and not _is_old(chain[-1], base)):
        return ""
    told = chain[-1]
    latest = around(instance, base, "past") if base else ""
    fresh = bool(base and latest and (base - start(latest)).days <= _FRESH)
    if state.found[index].reading.side == "since" and (fresh or told.days > 3):
        return ""  # `opéré en 2016, il attend depuis le printemps`
    apart = state.contexts[index].paragraph - state.contexts[told.index].paragraph
    near = apart == 0
    if base and latest and not near and (base - start(latest)).days <= (_FRESH if told.days > _OLD else _NEWS):
        return ""
    entries = told is body[-1] and bool(state.contexts[told.index].governs and state.contexts[index].governs)
    begins = entries or (
        len(chain) == 1 and _is_strong(told) and told.opens and apart <= _ENTRY
    )  # `Le 24 mars 1976, …¶ Le 3 avril`
    if not begins and not _is_telling(chain[-4:], base):
        if not near:
            return ""
        moving = state.opens(index) or state.same_sentence(told.index, index)
        moving = moving or (state.contexts[index].distant and not fresh)
        if told.days > 3 and (not moving or (fresh and not told.opens)):
            return ""
    return _next_from(told, instance, base)


def is_of_old(state: Discourse, told: Told, index: int) -> bool:
    """Whether a time is of long ago and no telling that goes on."""
    base = state.base(index)
    if not base or not _is_old(told, base):
        return False
    body = [told for told in state.told[-_RECENT:] if not told.header and told.index < index]
    return not _is_telling(body[-4:], base)


def _is_strong(told: Told) -> bool:
    return told.days <= 3 or told.opens


def _is_telling(chain: list[Told], base: date | None) -> bool:
    """Whether several of the last dates are of an old time."""
    old = [told for told in chain if _is_strong(told) and told.days < _OLD and (not base or _is_old(told, base))]
    return len(old) > 1


def _is_old(told: Told, base: date) -> bool:
    return (base - told.last).days >= _OLD


def _next_from(told: Told, instance: Instance, base: date | None) -> str:
    if told.days > _OLD:  # within the year that was told
        return instance(told.first.year)
    for year in (told.first.year, told.first.year + 1):
        edtf = instance(year)
        if edtf and bounds(edtf)[1] >= (told.first - timedelta(days=_BACK)).isoformat():
            return "" if base and start(edtf) > base else edtf
    return ""


def split(which: str) -> tuple[str, int]:
    """`base:-1` as origin and count."""
    origin, _, count = which.partition(":")
    return origin, int(count)


def _which_year(state: Discourse, index: int, reading: Reading, instance: Instance) -> Value:
    """`le 4 août dernier`, `en octobre de la même année`, `l'automne suivant`."""
    origin, count = split(reading.which)
    if origin == "base":
        base, basis = state.base(index), "relative"
        first, last = base, base
    else:
        told, basis = state.before(index, lambda _: True), "anaphoric"
        first, last = (told.first, told.last) if told else (None, None)
    if not first or not last:
        return Value("", basis)
    if count == 0 or any(form in ("an", "année") for form in state.forms(index)):
        return Value(instance(first.year + count), basis)
    return Value(_beside(instance, last if count > 0 else first, count), basis)


def _beside(instance: Instance, day: date, count: int) -> str:
    """The next instance after a day, or the last one before it."""
    instances = _instances(instance, day, 8)
    if count > 0:
        return next((edtf for edtf in instances if start(edtf) > day), "")
    return next((edtf for edtf in reversed(instances) if bounds(edtf)[1] < day.isoformat()), "")
