"""Futures of the second person, by which threats are told."""

import pytest

from pipeline.incidents.grammar.futures import forms_future


@pytest.mark.parametrize(
    "form",
    [
        "mourrez",
        "recevrez",
        "verrez",
        "tiendrez",
        "vendrez",
        "regretteras",
        "paieras",
        "appelleras",
        "jetteras",
        "achèteras",
        "feras",
        "iras",
        "serez",
        "aurez",
        "préféreras",
        "reviendras",
        "devras",
        "tireras",
        "entrerez",
        "répondras",
    ],
)
def test_a_future_is_formed_of_an_infinitive_or_its_stem(form: str) -> None:
    assert forms_future(form[:-2])


@pytest.mark.parametrize(
    "form",
    [
        "tirez",
        "serrez",
        "entrez",
        "montrez",
        "rentrez",
        "bras",
        "embarras",
        "tiras",
        "fourrez",
        "livrez",
        "offrez",
        "caméras",
        "opéras",
    ],
)
def test_presents_pasts_and_nouns_are_no_futures(form: str) -> None:
    assert not forms_future(form[:-2])
