"""What stands around two mentions of an act and tells whether they are one occasion."""

import pytest
from spacy.language import Language

from pipeline import lexicons
from pipeline.incidents.acts.mentions import Mention
from pipeline.incidents.encoding.codes import ELSE, GROUPS
from pipeline.incidents.occasions.merge_numbers import excluded, told
from pipeline.incidents.occasions.reading import Reading
from pipeline.incidents.occasions.stages import known, stage
from pipeline.incidents.occasions.surroundings import in_common, parted, surroundings
from pipeline.incidents.scene.scene import Scene
from pipeline.incidents.scene.staging import set_scene


def read(nlp: Language, text: str) -> Scene:
    return set_scene(next(nlp.pipe([text], disable=["recense_incidents"])))


def mention(scene: Scene, act: str, word: str) -> Mention:
    token = next(token for token in scene.doc if token.text == word)
    return Mention(act, 0.9, (token.i,), token.i, scene.sentence_of[token.i])


@pytest.mark.parametrize(
    ("act", "text", "word", "name"),
    [
        ("detention", "Me Awa Diop a passé deux jours en garde à vue.", "garde", "custody"),
        ("detention", "Me Awa Diop a été placée sous mandat de dépôt.", "mandat", "prison"),
        ("detention", "Me Awa Diop est toujours tenue à la prison de Rebeuss.", "tenue", "prison"),
        ("prosecution", "Le procès de Me Awa Diop s'ouvre lundi.", "procès", "hearing"),
        ("prosecution", "Me Awa Diop a été inculpée d'outrage.", "inculpée", "charge"),
        ("conviction", "Le parquet a requis deux ans contre Me Awa Diop.", "requis", "asked"),
    ],
)
def test_words_tell_the_stage_of_an_act(nlp: Language, act: str, text: str, word: str, name: str) -> None:
    scene = read(nlp, text)
    stages = list(lexicons.table("stages")[act])
    assert stage(scene, mention(scene, act, word)) == stages.index(name)  # -1 of no stage would be the last one


def test_an_act_without_stages_is_at_none(nlp: Language) -> None:
    scene = read(nlp, "Me Awa Diop a été insultée.")
    assert stage(scene, mention(scene, "intimidation", "insultée")) == ELSE


def test_stages_are_of_acts_that_are_known() -> None:
    assert set(lexicons.table("stages")) <= set(GROUPS)
    assert known("prosecution")["audience"] != known("prosecution")["inculper"]


def test_who_tells_it_again_uses_its_numbers_and_names(nlp: Language) -> None:
    text = (
        "Six mois de prison pour Me Awa Diop\n\n"
        "Me Awa Diop a été condamnée à six mois de prison le 9 mai. "
        "Le pêcheur Ali Sow a été puni de neuf ans de travaux forcés."
    )
    scene = read(nlp, text)
    first, again, other = (
        surroundings(scene, mention(scene, "conviction", word)) for word in ("prison", "condamnée", "puni")
    )
    assert first.figures == again.figures == frozenset([6])
    assert other.figures == frozenset([9])
    *_, same_figures, same_names, _ = in_common(first, again)
    *_, other_figures, other_names, _ = in_common(first, other)
    assert (same_figures, other_figures) == (1, 0)
    assert same_names > other_names == 0


def test_two_matches_of_the_same_words_are_known(nlp: Language) -> None:
    text = "Me Awa Diop a vu sa peine portée à trois ans, puis Ali Sow a été condamné. Il a été puni."
    scene = read(nlp, text)
    place = {token.text: token.i for token in scene.doc}

    def told_by(*words: str) -> Mention:
        first = place[words[0]]
        return Mention("conviction", 0.9, tuple(place[word] for word in words), first, scene.sentence_of[first])

    one, other = told_by("peine", "portée"), told_by("portée", "trois")
    far, next_sentence = told_by("condamné"), told_by("puni")
    shared, between = parted(one, other)
    assert (shared, between) == (1, 0)
    shared, between = parted(one, far)
    assert shared == 0 and between > 4
    assert set(parted(far, next_sentence)) == {ELSE}


def test_dates_that_may_both_hold_or_exclude_each_other(nlp: Language) -> None:
    text = "Me Awa Diop a été arrêtée le 3 mai 2020. Elle a été interpellée en mai 2020. Elle a été saisie en 2018."
    scene = read(nlp, text)
    day, month, year = range(3)
    found = [
        told(scene, Reading(mention(scene, "arrest", word), date_scores={date: 0.8}, date=date), 0)
        for word, date in (("arrêtée", day), ("interpellée", month), ("saisie", year))
    ]
    assert excluded(found[0], found[1]) == [0.0, 0.8]
    assert excluded(found[0], found[2]) == [0.8, 0.0]


def test_an_expression_without_a_value_says_nothing_of_other_dates(nlp: Language) -> None:
    scene = read(nlp, "Me Awa Diop a été arrêtée le 3 mai 2020. Elle a été saisie le 4 mai 2020.")
    scene.dates[1] |= {"edtf": "", "date_start": "", "date_end": ""}
    one, other = (
        told(scene, Reading(mention(scene, "arrest", word), date_scores={date: 0.8}, date=date), 0)
        for date, word in enumerate(("arrêtée", "saisie"))
    )
    assert excluded(one, other) == [0.0, 0.0]
