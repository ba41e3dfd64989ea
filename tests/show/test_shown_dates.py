import pytest

from pipeline.messages import speaking
from pipeline.show.dates import spoken


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("", ""),
        ("2019-06-05", "5 juin 2019"),
        ("2019-06-01", "1er juin 2019"),
        ("2019-08", "août 2019"),
        ("2019", "2019"),
        ("199X", "années 1990"),
        ("2016-21", "printemps 2016"),
        ("2019-34", "2e trimestre 2019"),
        ("2019-06~", "vers juin 2019"),
        ("2020-01/..", "depuis janvier 2020"),
        ("../2020-05-03", "jusqu'à 3 mai 2020"),
        ("2019-06-03/2019-06-07", "3 juin 2019 – 7 juin 2019"),
        ("illisible", "illisible"),
        ("2019-99", "2019-99"),
    ],
)
def test_a_value_in_words(edtf: str, words: str) -> None:
    with speaking("fr"):
        assert spoken(edtf) == words


def test_a_value_in_english() -> None:
    with speaking("en"):
        assert spoken("2019-06-01/2019-07") == "1 June 2019 – July 2019"
