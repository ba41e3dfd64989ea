"""Who did it to whom, whatever the voice: deep roles from parses that were written by hand."""

from parsed import parsed, word
from spacy.tokens import Doc

from pipeline.incidents.grammar.cues import is_passive, mood
from pipeline.incidents.grammar.roles import path, roles, subject_of


def told(doc: Doc, trigger: str) -> dict[str, str]:
    """The roles around a trigger, by word."""
    return {doc[i].text: role for i, role in roles(word(doc, trigger)).items()}


PASSIVE = parsed("""
Diop Diop PROPN nsubj:pass 4
a avoir AUX aux:tense 4
été être AUX aux:pass 4
arrêtée arrêter VERB ROOT 0 Tense=Past|VerbForm=Part
par par ADP case 6
police police NOUN obl:agent 4
à à ADP case 8
Thiès Thiès PROPN obl:mod 4
""")
ACTIVE = parsed("""
policiers policier NOUN nsubj 3
ont avoir AUX aux:tense 3
arrêté arrêter VERB ROOT 0 Tense=Past|VerbForm=Part
Diop Diop PROPN obj 3
et et CCONJ cc 6
Sarr Sarr PROPN conj 4
""")


def test_the_passive_turns_subject_and_agent() -> None:
    assert told(PASSIVE, "arrêtée") == {"Diop": "patient", "police": "agent", "Thiès": "obl:à"}


def test_the_active_does_not_and_who_is_joined_shares_the_role() -> None:
    assert told(ACTIVE, "arrêté") == {"policiers": "agent", "Diop": "patient", "Sarr": "patient"}


def test_an_apposition_is_marked() -> None:
    doc = parsed("""
    Ils il PRON nsubj 2
    frappent frapper VERB ROOT 0 Mood=Ind|Tense=Pres|VerbForm=Fin
    Diop Diop PROPN obj 2
    , , PUNCT punct 5
    avocate avocat NOUN appos 3
    """)
    assert told(doc, "frappent")["avocate"] == "patient~"


def test_a_second_verb_shares_the_subject_of_the_first() -> None:
    doc = parsed("""
    Diop Diop PROPN nsubj:pass 3
    est être AUX aux:pass 3
    jugée juger VERB ROOT 0 Tense=Past|VerbForm=Part
    et et CCONJ cc 5
    condamnée condamner VERB conj 3 Tense=Past|VerbForm=Part
    """)
    assert told(doc, "condamnée") == {"Diop": "patient"}


def test_a_participle_that_shares_the_auxiliary_has_its_voice() -> None:
    doc = parsed("""
    Ils il PRON nsubj 4
    l' le PRON obj 4
    auraient avoir AUX aux:tense 4 Mood=Cnd|Tense=Pres|VerbForm=Fin
    arrêtée arrêter VERB ROOT 0 Gender=Fem|Tense=Past|VerbForm=Part
    , , PUNCT punct 6
    battue battre VERB conj 4 Gender=Fem|Tense=Past|VerbForm=Part
    et et CCONJ cc 8
    volé voler VERB conj 4 Tense=Past|VerbForm=Part
    son son DET det 10 Poss=Yes
    sac sac NOUN obj 8
    """)
    assert told(doc, "battue") == {"Ils": "shared", "l'": "patient"}
    assert told(doc, "volé") == {"Ils": "shared", "sac": "patient", "son": "owner:patient"}
    assert not is_passive(word(doc, "battue"))
    assert mood(word(doc, "volé")) == "cnd"


def test_who_gets_herself_hit_is_hit() -> None:
    doc = parsed("""
    Diop Diop PROPN nsubj 4
    s' se PRON expl:comp 4
    est être AUX aux:tense 4
    fait faire VERB ROOT 0 Tense=Past|VerbForm=Part
    agresser agresser VERB xcomp 4 VerbForm=Inf
    par par ADP case 7
    inconnus inconnu NOUN obl:agent 5
    """)
    assert told(doc, "agresser")["Diop"] == "patient"


def test_a_noun_gives_its_complement_and_its_owner() -> None:
    doc = parsed("""
    Son son DET det 2 Poss=Yes
    arrestation arrestation NOUN ROOT 0
    par par ADP case 4
    police police NOUN nmod 2
    """)
    assert told(doc, "arrestation") == {"Son": "owner", "police": "nmod:par"}


def test_a_participle_hits_the_noun_it_stands_by() -> None:
    doc = parsed("""
    avocats avocat NOUN ROOT 0
    arrêtés arrêter VERB acl 1 Tense=Past|VerbForm=Part
    """)
    assert told(doc, "arrêtés") == {"avocats": "patient"}


def test_the_path_between_two_words_names_the_prepositions() -> None:
    arrested = word(PASSIVE, "arrêtée")
    assert path(arrested, word(PASSIVE, "police")).endswith("obl:agent[par]")
    assert path(word(ACTIVE, "Sarr"), word(ACTIVE, "policiers"), most=2) == "far"


def test_a_verb_without_subject_anywhere_has_none() -> None:
    assert subject_of(word(parsed("Partir partir VERB ROOT 0"), "Partir")) is None


def test_those_who_are_counted_have_the_role_of_their_number() -> None:
    doc = parsed("""
    Une un DET det 2
    trentaine trentaine NOUN nsubj:pass 7
    de de ADP case 4
    marcheuses marcheuse NOUN nmod 2
    ont avoir AUX aux:tense 7
    été être AUX aux:pass 7
    battues battre VERB ROOT 0 Tense=Past|VerbForm=Part
    """)
    assert told(doc, "battues")["marcheuses"] == "patient"


def test_whose_things_are_hit_is_told() -> None:
    doc = parsed("""
    Sa son DET det 2 Poss=Yes
    caméra caméra NOUN nsubj:pass 7
    et et CCONJ cc 4
    studio studio NOUN conj 2
    de de ADP case 6
    Diop Diop PROPN nmod 4
    brisés briser VERB ROOT 0 Tense=Past|VerbForm=Part
    """)
    roles_ = told(doc, "brisés")
    assert (roles_["Sa"], roles_["Diop"]) == ("owner:patient", "of:patient")


def test_a_participle_before_its_verb_shares_the_subject() -> None:
    doc = parsed("""
    Condamné condamner VERB advmod 5 Tense=Past|VerbForm=Part
    , , PUNCT punct 1
    Diop Diop PROPN nsubj 5
    a avoir AUX aux:tense 5
    fui fuir VERB ROOT 0 Tense=Past|VerbForm=Part
    """)
    assert told(doc, "Condamné") == {"Diop": "patient"}


def test_a_participle_that_shows_its_passive_has_it() -> None:
    doc = parsed("""
    avocat avocat NOUN nsubj 3
    a avoir AUX aux:tense 3
    plaidé plaider VERB ROOT 0 Tense=Past|VerbForm=Part
    et et CCONJ cc 5
    menacé menacer VERB conj 3 Tense=Past|VerbForm=Part
    par par ADP case 7
    foule foule NOUN obl:agent 5
    """)
    assert told(doc, "menacé") == {"avocat": "patient", "foule": "agent"}


def test_an_object_is_shared_along_a_chain() -> None:
    doc = parsed("""
    Ils il PRON nsubj 4
    l' le PRON obj 4
    ont avoir AUX aux:tense 4
    arrêtée arrêter VERB ROOT 0 Gender=Fem|Tense=Past|VerbForm=Part
    battue battre VERB conj 4 Gender=Fem|Tense=Past|VerbForm=Part
    menottée menotter VERB conj 5 Gender=Fem|Tense=Past|VerbForm=Part
    """)
    assert told(doc, "menottée")["l'"] == "patient"
