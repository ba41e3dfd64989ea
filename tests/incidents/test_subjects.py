"""Subjects that the parser gave to a neighbour, in parses as it makes them."""

from parsed import parsed
from spacy.tokens import Doc

from pipeline.incidents.grammar.cues import is_passive
from pipeline.incidents.grammar.parse import Word, read_words
from pipeline.incidents.grammar.roles import subject_of
from pipeline.incidents.grammar.subjects import find_subjects


def read(doc: Doc) -> dict[str, Word]:
    """The words of a parse, by form, when subjects have been found."""
    tokens = read_words(doc)
    find_subjects(tokens)
    return {word.text: word for word in tokens}


def subject(words: dict[str, Word], verb: str) -> str:
    found = subject_of(words[verb])
    return found.text if found is not None else ""


def test_who_stands_before_a_second_verb_is_its_subject() -> None:
    words = read(
        parsed("""
    Diop Diop PROPN nsubj:pass 3
    est être AUX aux:pass 3 VerbForm=Fin|Number=Sing
    mordue mordre VERB ROOT 0 Tense=Past|VerbForm=Part
    à à ADP case 6
    la le DET det 6
    jambe jambe NOUN obl:arg 3 Number=Sing
    et et CCONJ cc 9
    trois trois NUM nummod 9
    femmes femme NOUN conj 6 Number=Plur
    sont être AUX aux:pass 11 VerbForm=Fin|Number=Plur
    emmenées emmener VERB advcl 3 Tense=Past|VerbForm=Part
    """)
    )
    assert subject(words, "emmenées") == "femmes"
    assert subject(words, "mordue") == "Diop"
    assert words["femmes"].dep_ == "nsubj:pass"


def test_a_relative_clause_may_stand_between() -> None:
    words = read(
        parsed("""
    Diop Diop PROPN ROOT 0 Number=Sing
    , , PUNCT punct 5
    qui qui PRON nsubj 5
    l' le PRON obj 5
    assistait assister VERB acl:relcl 1 VerbForm=Fin
    , , PUNCT punct 1
    est être AUX aux:pass 8 VerbForm=Fin|Number=Sing
    arrêtée arrêter VERB advcl 1 Tense=Past|VerbForm=Part
    """)
    )
    assert subject(words, "arrêtée") == "Diop"
    assert (
        words["Diop"].head is words["arrêtée"].head is words["arrêtée"]
    )  # the verb has taken the place of its subject


def test_what_does_not_agree_or_says_when_is_no_subject() -> None:
    several = read(
        parsed("""
    agents agent NOUN obj 0 Number=Plur
    est être AUX aux:pass 3 VerbForm=Fin|Number=Sing
    battue battre VERB ROOT 0 Tense=Past|VerbForm=Part
    """)
    )
    day = read(
        parsed("""
    mardi mardi NOUN obl:mod 3 Number=Sing
    est être AUX aux:pass 3 VerbForm=Fin|Number=Sing
    battue battre VERB ROOT 0 Tense=Past|VerbForm=Part
    """)
    )
    assert subject(several, "battue") == subject(day, "battue") == ""


def test_a_participle_goes_on_from_a_participle_not_from_a_noun() -> None:
    words = read(
        parsed("""
    Diop Diop PROPN nsubj:pass 3
    est être AUX aux:pass 3 VerbForm=Fin
    jetée jeter VERB ROOT 0 Tense=Past|VerbForm=Part
    au au ADP case 5
    sol sol NOUN obl:arg 3
    et et CCONJ cc 7
    menottée menotter VERB conj 5 Tense=Past|VerbForm=Part
    """)
    )
    assert subject(words, "menottée") == "Diop"


def test_no_word_hangs_on_itself_by_a_detour() -> None:
    words = read(
        parsed("""
    groupe groupe NOUN ROOT 0 Number=Sing
    les le PRON obj 4
    a avoir AUX aux:tense 4 VerbForm=Fin|Number=Sing
    rouées rouer VERB acl:relcl 1 Tense=Past|VerbForm=Part
    """)
    )
    assert subject(words, "rouées") == "groupe"
    for word in words.values():
        seen = [word]
        while seen[-1].head is not seen[-1]:
            seen.append(seen[-1].head)
            assert len(seen) <= len(words)


def test_a_participle_never_hangs_on_itself() -> None:
    words = read(
        parsed("""
    correspondant correspondant NOUN ROOT 0 Number=Sing
    Yvon Yvon PROPN nsubj 7 Number=Sing
    qui qui PRON nsubj:pass 5
    est être AUX aux:pass 5 VerbForm=Fin|Number=Sing
    plaqué plaquer VERB acl:relcl 2 Tense=Past|VerbForm=Part
    , , PUNCT punct 7
    menotté menotter VERB conj 1 Tense=Past|VerbForm=Part
    """)
    )
    for word in words.values():
        climbed = word
        for _ in words:
            climbed = climbed.head
        assert climbed.head is climbed  # the root, from every word


def test_a_participle_with_an_object_goes_on_from_the_one_before() -> None:
    words = read(
        parsed("""
    agents agent NOUN nsubj 3 Number=Plur
    ont avoir AUX aux:tense 3 VerbForm=Fin|Number=Plur
    fouillé fouiller VERB ROOT 0 Tense=Past|VerbForm=Part
    les le DET det 5
    chambres chambre NOUN obj 3 Number=Plur
    , , PUNCT punct 7
    emporté emporter VERB acl 5 Tense=Past|VerbForm=Part
    des un DET det 9
    livres livre NOUN obj 7 Number=Plur
    """)
    )
    assert subject(words, "emporté") == "agents"
    assert not is_passive(words["emporté"])
