from hypothesis import given
from hypothesis import strategies as st

from pipeline.show.segments import paragraphs, segments
from pipeline.show.view import KINDS, Mark


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(st.text(min_size=1, max_size=60))
    cut = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(cut, cut, st.sampled_from(KINDS)), max_size=8, unique=True))
    return text, [Mark(start, end, kind) for start, end, kind in spans if start < end]


@given(marked_texts())
def test_pieces_join_to_the_text_and_every_mark_covers_exactly_its_words(given: tuple[str, list[Mark]]) -> None:
    text, marks = given
    pieces = list(segments(text, marks))
    assert "".join(piece.text for piece in pieces) == text
    for mark in marks:
        assert "".join(piece.text for piece in pieces if mark in piece.marks) == text[mark.start : mark.end]
        assert sum(mark in piece.opens for piece in pieces) == 1
        assert sum(mark in piece.closes for piece in pieces) == 1


@given(st.text(max_size=80, alphabet="ab \n\t"))
def test_paragraphs_leave_out_nothing_but_white_space(text: str) -> None:
    spans = list(paragraphs(text))
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    assert all("\n\n" not in text[start:end] for start, end in spans)


def test_the_widest_mark_comes_first_and_crossing_marks_are_cut() -> None:
    date, act, crossing = Mark(0, 9, "date"), Mark(3, 6, "act"), Mark(5, 12, "victim")
    pieces = list(segments("abcdefghijkl", [act, date, crossing]))
    assert [(piece.text, piece.marks) for piece in pieces] == [
        ("abc", (date,)),
        ("de", (date, act)),
        ("f", (date, crossing, act)),
        ("ghi", (date, crossing)),
        ("jkl", (crossing,)),
    ]


def test_a_mark_over_two_paragraphs_is_shown_in_both() -> None:
    text = "un mot\n\nun autre"
    mark = Mark(3, 10, "act")
    shown = [[p.text for p in segments(text, [mark], start, end) if mark in p.marks] for start, end in paragraphs(text)]
    assert shown == [["mot"], ["un"]]
