"""Who takes part in what a word tells, and how particular they are."""

from spacy.language import Language

from pipeline.incidents.acts import acts as reading
from pipeline.incidents.acts.lexicon import head, matches
from pipeline.incidents.acts.numbers import Candidate, numbers
from pipeline.incidents.acts.parties import doer, particular, sufferer
from pipeline.incidents.encoding.codes import acts
from pipeline.incidents.grammar.cues import is_passive, stands_for_passive
from pipeline.incidents.grammar.parse import Word
from pipeline.incidents.scene.scene import Scene
from pipeline.incidents.scene.staging import set_scene


def scene_of(nlp: Language, text: str) -> Scene:
    return set_scene(next(nlp.pipe([text], disable=["recense_incidents"])))


def word(scene: Scene, text: str) -> Word:
    return next(token for token in scene.tokens if token.text == text)


def signs_of(scene: Scene, text: str) -> set[str]:
    """All signs of the candidates that hold a word."""
    found = matches(scene.tokens)
    rows = zip(found, reading.samples(scene, found), strict=True)
    return set().union(*(row for match, row in rows if word(scene, text).i in match.tokens))


def test_a_habit_hits_anybody_and_an_occasion_particular_people(nlp: Language) -> None:
    habit = signs_of(scene_of(nlp, "Des avocats sont arrêtés chaque année."), "arrêtés")
    occasion = signs_of(scene_of(nlp, "Les trois avocats ont été arrêtés le 3 mai 2019."), "arrêtés")
    assert {"party:patient:ind/p", "besides:obl:mod::chaque/s"} <= habit
    assert not {"party:patient:ind/p", "besides:obl:mod::chaque/s"} & occasion


def test_whoever_is_hit_by_one_verb_is_hit_by_those_joined_to_it(nlp: Language) -> None:
    scene = scene_of(nlp, "Les auteurs du crime doivent être recherchés, jugés et condamnés.")
    assert "who:patient:auteur" in signs_of(scene, "condamnés")


def test_a_relative_pronoun_is_as_particular_as_what_it_takes_up(nlp: Language) -> None:
    scene = scene_of(nlp, "Tout avocat qui plaide ce dossier est menacé.")
    avocat = doer(word(scene, "plaide"))
    assert avocat is not None
    assert (avocat.text, particular(avocat)) == ("avocat", "tout/s")
    assert sufferer(word(scene, "menacé")) is avocat


def test_a_word_is_set_in_its_clause(nlp: Language) -> None:
    assert "clause:own:si" in signs_of(
        scene_of(nlp, "Ils le tueront si elle dépose plainte contre le maire."), "plainte"
    )
    assert "clause:own:si" not in signs_of(scene_of(nlp, "Elle dépose plainte contre le maire."), "plainte")


def test_a_passive_left_out_tells_what_the_last_one_told(nlp: Language) -> None:
    scene = scene_of(nlp, "La directrice a été arrêtée le 3 mai, et deux journalistes l'ont été à leur tour.")
    found = {match.tokens: match for match in matches(scene.tokens)}
    second = [token for token in scene.tokens if token.text == "été"][1]
    assert "arrest" in {frame.act for frame in found[(second.i,)].frames}
    assert is_passive(second)
    who = sufferer(second)
    assert who is not None
    assert who.text == "journalistes"


def test_the_summer_and_what_one_is_stand_for_no_passive(nlp: Language) -> None:
    for text in ("Il a été arrêté l'été dernier.", "Il a été arrêté : il est toujours en prison."):
        assert not any(stands_for_passive(token) for token in scene_of(nlp, text).tokens)


def test_who_is_threatened_with_it_is_not_what_it_stands_for(nlp: Language) -> None:
    scene = scene_of(nlp, "Deux avocats ont été arrêtés, un troisième est menacé de l'être.")
    found = {match.tokens: match for match in matches(scene.tokens)}
    assert "arrest" in {frame.act for frame in found[(word(scene, "être").i,)].frames}


def test_a_candidate_sees_the_one_that_it_hangs_on(nlp: Language) -> None:
    scene = scene_of(nlp, "Il a été arrêté pour avoir dénoncé la torture. La loi punit la torture.")
    found = matches(scene.tokens)
    read = []
    for number, match in enumerate(found):
        token, act = head(scene.tokens, match), match.frames[0].act
        act = act if act in acts() else "arrest"
        read.append(Candidate(number, match, token, scene.sentence_of[token.i], act, 0.5, 0.4, 0.1, 0, {}))
    rows = dict(zip((one.head.text for one in read), numbers(scene, read), strict=True))
    above, chance, _, steps = rows["dénoncé"][-12:-8]
    assert (above, chance, steps) == (acts()["arrest"], 0.5, 1.0)
    assert rows["arrêté"][-12:-8] == [-1.0] * 4
