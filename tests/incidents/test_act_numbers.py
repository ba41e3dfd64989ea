"""What a word that may tell an act sees of the other words of its text."""

from dataclasses import replace

import numpy as np
import pytest
from spacy.language import Language

from pipeline.incidents.acts import acts as reading
from pipeline.incidents.acts.features import held
from pipeline.incidents.acts.lexicon import Match, head, matches
from pipeline.incidents.acts.numbers import Candidate, Pool, before, numbers, rival, told
from pipeline.incidents.encoding.codes import acts
from pipeline.incidents.scene.scene import Scene
from pipeline.incidents.scene.staging import set_scene
from pipeline.learned.dense import Dense
from pipeline.learned.linear import Linear

TEXT = "Me Awa Diop a été arrêtée lundi. La loi punit la torture. Elle a été libérée mardi."


def candidate(nlp: Language, number: int, act: str, likely: float, rank: int = 0) -> Candidate:
    token = nlp.make_doc("arrêtée")[0]
    return Candidate(number, Match((0,), ()), token, 0, act, likely, 1 - likely, 0.1, rank, {})


def nothing_sensed() -> Dense:
    """A network that holds every act of two for as likely as the other, whatever stands around."""
    one = np.zeros((1, 1), np.float32)
    below = np.zeros((4 * 300 + len(acts()), 1), np.float32)
    return Dense(("none", "arrest"), below, one[0], np.zeros((1, 2), np.float32), np.zeros(2, np.float32))


def test_a_candidate_sees_the_others_and_not_its_own_match(nlp: Language) -> None:
    one = candidate(nlp, 0, "arrest", 0.5)
    again = candidate(nlp, 0, "detention", 0.25, rank=1)
    other = candidate(nlp, 1, "arrest", 0.75)
    pool = Pool([one, again, other])
    assert pool.others(one) == [1.0, 0.75, pytest.approx(0.75), pytest.approx(0.75)]
    assert pool.others(other) == [1.0, 0.5, pytest.approx(0.75), pytest.approx(0.5)]


def test_alone_it_sees_nobody(nlp: Language) -> None:
    one = candidate(nlp, 0, "arrest", 0.5)
    assert Pool([one]).others(one) == [0.0, -1.0, pytest.approx(0), pytest.approx(0)]


def of_word(nlp: Language, place: int, act: str, likely: float) -> Candidate:
    token = nlp.make_doc("mort")[0]
    return Candidate(place, Match((place,), ()), token, 0, act, likely, 1 - likely, 0.1, 0, {})


def test_a_candidate_sees_how_words_elsewhere_call_what_else_it_may_tell(nlp: Language) -> None:
    one, again = of_word(nlp, 0, "killing", 0.5), of_word(nlp, 0, "death_in_custody", 0.25)
    other = of_word(nlp, 7, "death_in_custody", 0.75)
    by_act = {"killing": [one], "death_in_custody": [again, other]}
    assert rival(one, [one, again], by_act) == [acts()["death_in_custody"], 0.25, 0.75]
    assert rival(again, [one, again], by_act) == [acts()["killing"], 0.5, 0.0]
    assert rival(other, [other], by_act) == [-1.0, -1.0, -1.0]


def test_a_candidate_sees_how_far_back_its_act_was_told(nlp: Language) -> None:
    first, likely, last = (
        replace(of_word(nlp, place, "arrest", p), sentence=at)
        for place, p, at in ((0, 0.9, 0), (9, 0.6, 2), (30, 0.3, 5))
    )
    assert before(last, [first, likely, last]) == [0.9, 3.0]
    assert before(first, [first, likely, last]) == [0.0, -1.0]


def test_a_date_counts_for_the_word_whose_clause_holds_it(nlp: Language) -> None:
    text = "Elle a été entendue lundi à Dakar, alors que la loi punit la torture."
    scene = set_scene(next(nlp.pipe([text], disable=["recense_incidents"])))
    found = {match.tokens[0]: match for match in matches(scene.tokens)}
    heard, torture = (next(t for t in scene.tokens if t.text == word) for word in ("entendue", "torture"))
    rows = [
        told(scene, Candidate(0, found[token.i], token, 0, "summons", 0.5, 0.4, 0.1, 0, {}))
        for token in (heard, torture)
    ]
    assert [row[-3:] for row in rows] == [[1.0, 1.0, 1.0], [0.0, 0.0, 0.0]]


def test_every_candidate_has_as_many_numbers(nlp: Language) -> None:
    scene = set_scene(next(nlp.pipe([TEXT], disable=["recense_incidents"])))
    found = matches(scene.tokens)
    read = []
    for number, match in enumerate(found):
        token = head(scene.tokens, match)
        read.append(
            Candidate(number, match, token, scene.sentence_of[token.i], "arrest", 0.5, 0.4, 0.1, 0, {"arrest": 0.5})
        )
    rows = numbers(scene, read)
    assert len(rows) == len(read) > 2
    assert len({len(row) for row in rows}) == 1
    assert numbers(scene, []) == []


def test_what_is_hardly_likely_is_read_again_and_what_is_hopeless_is_not(nlp: Language) -> None:
    scene = set_scene(next(nlp.pipe([TEXT], disable=["recense_incidents"])))
    found = matches(scene.tokens)
    chances = {"none": 0.8, "arrest": 0.15, "release": 0.05}
    bias = np.log(np.array(list(chances.values()), np.float32))
    model = Linear(tuple(chances), {}, np.zeros((0, len(chances)), np.float32), bias)
    read = list(reading.read_first(scene, found, model, nothing_sensed()))
    assert [one.act for one in read] == ["arrest"] * len(found)
    assert read[0].likely == pytest.approx(0.15)


def scene_of(nlp: Language, text: str) -> Scene:
    return set_scene(next(nlp.pipe([text], disable=["recense_incidents"])))


def signs_of(scene: Scene, word: str) -> set[str]:
    """All signs of the candidates that hold a word."""
    found = matches(scene.tokens)
    rows = zip(found, reading.samples(scene, found), strict=True)
    return set().union(*(row for match, row in rows if word in {scene.tokens[i].text for i in match.tokens}))


def test_only_what_stands_in_its_clause_is_counted_for_a_word(nlp: Language) -> None:
    scene = scene_of(nlp, "Me Awa Diop a été arrêtée le 3 mai 2019 à Dakar, où elle avait dénoncé la torture.")
    arrested, denounced = (next(t for t in scene.tokens if t.text == word) for word in ("arrêtée", "dénoncé"))
    assert held(scene, arrested, 0)[0] == 1
    assert held(scene, denounced, 0)[0] == 0


def test_a_title_without_a_verb_is_one_clause(nlp: Language) -> None:
    scene = scene_of(nlp, "Deux avocats arrêtés à Dakar le 3 mai 2019")
    word = next(token for token in scene.tokens if token.text == "arrêtés")
    assert held(scene, word, scene.sentence_of[word.i]) == [1, 1, 1]


def test_a_quotation_warns_by_conditions_and_what_is_to_come(nlp: Language) -> None:
    warned = scene_of(nlp, "On l'a prévenue : « Si tu parles, tu le regretteras. »")
    told = scene_of(nlp, "On l'a prévenue : « Le dernier bus s'arrête encore à la mairie. »")
    assert {"said:conditions", "said:fut"} <= signs_of(warned, "prévenue")
    assert not any(sign.startswith("said:") for sign in signs_of(told, "prévenue"))


@pytest.mark.parametrize(
    ("said", "warns"),
    [
        ("Vous mourrez tous.", True),
        ("Tu verras.", True),
        ("Entrez et tirez la porte.", False),
        ("Lève ton bras.", False),
    ],
)
def test_a_quotation_warns_by_verbs_in_the_future_only(nlp: Language, said: str, warns: bool) -> None:
    scene = scene_of(nlp, f"On l'a prévenue : « {said} »")
    assert ("said:fut" in signs_of(scene, "prévenue")) == warns


def test_a_message_or_a_number_threatens_by_what_stands_near(nlp: Language) -> None:
    def met(text: str, word: str) -> bool:
        return "needs:threat:met" in signs_of(scene_of(nlp, text), word)

    assert met("Un inconnu lui a laissé un message anonyme.", "laissé")
    assert not met("Son collègue lui a laissé un message hier.", "laissé")
    assert met("Il a reçu d'un numéro inconnu une photo de ses enfants.", "reçu")
    assert not met("Il a reçu hier l'avis de numéro 12 du greffe.", "reçu")


def test_a_threat_is_known_by_whom_a_quotation_addresses_and_what_it_tells_of(nlp: Language) -> None:
    scene = scene_of(nlp, "On l'a prévenue : « Tu devrais songer à ton fils. » Le préfet a prévenu les habitants.")
    warned, told = signs_of(scene, "prévenue"), signs_of(scene, "prévenu")
    assert {"said:second_person", "quote:fils", "quoted:False"} <= warned
    assert not any(sign.startswith(("said:", "quote:")) for sign in told)


def test_an_adverb_tells_a_habit_from_an_occasion(nlp: Language) -> None:
    scene = scene_of(nlp, "Les avocats sont souvent menacés.")
    assert "adv:souvent" in signs_of(scene, "menacés")
