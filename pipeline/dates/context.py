"""What surrounds each expression: paragraph, sentence, quotation, a hint of tense, how it hangs on its neighbours."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.dates import layout, letters
from pipeline.dates.find import Found
from pipeline.dates.tense import is_distant, tense
from pipeline.dates.tokens import Tokens

_APPOSING = frozenset((",", "(", "—", "–"))
_APPOSED = frozenset(("dans", "soit", "en", "au", "à", "dès"))
_PARTICIPLE = ("é", "ée", "és", "ées", "u", "ue", "us", "ues", "is", "ise", "ises")
_OF = ("du", "de", "d'", "en")
_TO = frozenset(("au", "du", "pour", "en", "dans", "dès"))
_LINKS = frozenset(("et", "ou", ",", "en", "puis", "du", "le", "à", "au"))


@dataclass(frozen=True, slots=True)
class Context:
    """The surroundings of one expression.

    `paragraph`, `piece` and `quote` number the blocks, the pieces between ruled lines and the quotations (0 outside);
    `governs` is the place whose own day the expression gives (a mail, a quoted letter), else None;
    `sentence` is a range of tokens; `tense` is `future`, `soon`, `past` or empty; `distant` says that the verb is in
    the tense of a story of long ago, `dateline` that the expression has its line to itself, but for a place (`Colombo,
    samedi 19 mai`). Of the expression before, `apposed` says that only a comma or a bracket parts it from this one,
    `described` that this one dates the event it names (`le lendemain des obsèques, célébrées lundi`), `linked` that
    both are of one breath (`en mars et en mai 2018`).
    """

    paragraph: int
    piece: int
    governs: letters.Place | None
    sentence: tuple[int, int]
    tense: str
    distant: bool
    dateline: bool
    quote: int
    apposed: bool
    described: bool
    linked: bool


def contexts(tokens: Tokens, found: list[Found], blocks: Sequence[int] = ()) -> list[Context]:
    """The context of every expression; `blocks` are starts of blocks where the caller knows them."""
    starts = list(blocks) or layout.paragraphs(tokens.text)
    pieces = layout.pieces(tokens.text)
    limits = layout.sentences(tokens)
    quotes = layout.quotes(tokens)
    governed = letters.places(tokens, found, pieces, quotes)
    out = []
    for index, item in enumerate(found):
        first, end = item.tokens
        at = bisect_right(limits, first)
        sentence = limits[at - 1], limits[at] if at < len(limits) else len(tokens)
        between = tokens.forms[found[index - 1].tokens[1] : first][:4] if index else ["start"]
        paragraph = bisect_right(starts, item.start)
        place = governed[index]
        out.append(
            Context(
                paragraph=paragraph,
                piece=letters.piece_at(pieces, item.start),
                governs=("paragraph", paragraph) if place and place[0] == "paragraph" else place,
                sentence=sentence,
                tense=tense(tokens, sentence, first, end),
                distant=is_distant(tokens, sentence, first, end),
                dateline=layout.dateline(tokens.text, item.start, item.end),
                quote=quotes[first],
                apposed=between[:1] != [] and between[0] in _APPOSING and set(between[1:]) <= _APPOSED,
                described=_described(between),
                linked=0 < len(between) <= 3 and _LINKS.issuperset(between),
            )
        )
    return out


def _described(between: list[str]) -> bool:
    if len(between) == 1 and between[0] in _OF:
        return True
    words = between[1:] if between[:1] == [","] else between
    return bool(words) and len(between) <= 3 and words[0].endswith(_PARTICIPLE) and set(words[1:]) <= _TO
