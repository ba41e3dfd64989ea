"""What a body's name says of its kind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise import organisation_type, phrase_type


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        *(
            ("gendarmerie de Bafia", "police"),
            ("DGSN", "police"),
            ("Direction générale de la sûreté nationale", "police"),
        ),
        *(("brigade de recherches", "police"), ("commissariat central d'Abéché", "police")),
        *(("tribunal militaire de Yaoundé", "judiciary"), ("Cour suprême", "judiciary"), ("parquet", "judiciary")),
        *(("police militaire", "military"), ("garde présidentielle", "military"), ("des soldats", "military")),
        *(("DST", "intelligence"), ("FSB", "intelligence"), ("Agence nationale de renseignements", "intelligence")),
        *(("prison d'Evin", "prison"), ("maison d'arrêt de Douala", "prison"), ("les gardiens", "prison")),
        *(
            ("ministère de la Justice", "government"),
            ("préfecture", "government"),
            ("Bureau de la justice de Kayes", "government"),
            ("Direction des renseignements généraux", "intelligence"),
            ("section antiterroriste", "police"),
            ("Conseil de l'Ordre", "government"),
        ),
        *(("M23", "armed_group"), ("des jihadistes", "armed_group"), ("milice locale", "armed_group")),
        *(("Société minière du Nord", "company"), ("Minera Cerro Plateado", "company"), ("Or Noir S.A.", "company")),
        *(("Radio Sondor", "media"), ("journal Le Fleuve", "media"), ("Ligue des droits de l'homme", "ngo")),
        *(("Parti communiste", "party"), ("Xyzzy", ""), ("", ""), ("le mit", "")),
    ],
)
def test_kind(name: str, kind: str) -> None:
    assert organisation_type(name) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ministère public de Lomé", "judiciary"),
        ("ministère de Lomé", ""),
        ("le ministère public", ""),
        ("gardes du corps du maire", ""),
        ("", ""),
    ],
)
def test_the_kind_that_the_first_words_give_together(text: str, kind: str) -> None:
    assert phrase_type(text) == kind


def test_a_body_of_guards_is_no_firm() -> None:
    assert organisation_type("garde du corps") == ""
    assert organisation_type("Hydro Corp") == "company"


@given(st.text(max_size=60))
def test_any_name_has_a_known_kind_or_none(name: str) -> None:
    assert organisation_type(name) in (
        *("", "police", "military", "intelligence", "judiciary", "prison", "government"),
        *("armed_group", "company", "media", "ngo", "party"),
    )
