"""Which frames stand in a text: forms read as lemmas, the longest entry wins, look-alikes hide what they contain."""

from collections.abc import Iterator

import pytest
from parsed import parsed, word
from spacy.tokens import Doc

from pipeline import lexicons
from pipeline.incidents.acts import lexicon
from pipeline.incidents.grammar.lemmas import er_verbs, keys, rule_lemmas

ENTRIES = [
    ("arrêter", "verb", "arrest"),
    ("garde", "noun", "surveillance"),
    ("garde à vue", "noun", "detention"),
    ("menacer", "verb", "threat"),
    ("menacer de mort", "verb", "death_threat"),
    ("juger", "verb", "prosecution"),
    ("arrêter date", "phrase", "none"),
    ("saisir", "verb", "seizure"),
    ("saisir", "verb", "remedy"),
    ("dénoncer arrestation", "verb", "activity"),
    ("arrestation", "noun", "arrest"),
    ("saisir par", "verb", "seizure"),
    ("prendre par @body", "verb", "assault"),
    ("saisir @equipment", "verb", "seizure"),
]


@pytest.fixture
def small_lexicon(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A lexicon of a few entries in place of the whole."""
    empty = {"weight": "0.9", "victim": "obj", "agent": "subj", "needs": "", "note": ""}
    entries = tuple({"lemmas": lemmas, "pos": pos, "act": act, **empty} for lemmas, pos, act in ENTRIES)
    whole = lexicons.rows
    monkeypatch.setattr(lexicons, "rows", lambda name: entries if name == "frames" else whole(name))
    lexicon.openings.cache_clear()
    lexicon.firsts_of.cache_clear()
    yield
    lexicon.openings.cache_clear()
    lexicon.firsts_of.cache_clear()


def tagged(text: str) -> Doc:
    """A sentence from `form/POS` (a word alone is of no open class); the form is its own lemma."""
    lines = [(piece.partition("/")[0], piece.partition("/")[2] or "ADP") for piece in text.split()]
    return parsed("\n".join(f"{form} {form.lower()} {pos} dep 1" for form, pos in lines))


def found(text: str) -> list[tuple[str, str]]:
    """The words of each match and its acts."""
    doc = tagged(text)
    return [
        (" ".join(doc[i].text for i in match.tokens), "|".join(sorted(frame.act for frame in match.frames)))
        for match in lexicon.matches(doc)
    ]


@pytest.mark.usefixtures("small_lexicon")
class TestMatches:
    def test_an_inflected_verb(self) -> None:
        assert found("deux avocates/NOUN arrêtées/VERB") == [("arrêtées", "arrest")]

    @pytest.mark.parametrize("part", ["cou", "bras", "épaule"])
    def test_a_class_stands_for_each_of_its_words(self, part: str) -> None:
        assert found(f"prise/VERB par le {part}/NOUN") == [(f"prise par {part}", "assault")]

    def test_a_frame_with_a_class_hides_nothing(self) -> None:
        one, other = ("saisir", "remedy|seizure"), ("saisir ordinateurs", "seizure")
        assert found("saisir/VERB deux ordinateurs/NOUN") == [one, other]

    def test_the_longest_entry_hides_its_parts(self) -> None:
        assert found("placée/VERB en garde/NOUN à vue/NOUN") == [("garde à vue", "detention")]
        assert found("la garde/NOUN du palais/NOUN") == [("garde", "surveillance")]

    def test_other_words_may_stand_between(self) -> None:
        assert found("menacée/VERB hier/ADV de mort/NOUN") == [("menacée de mort", "death_threat")]
        assert found("menacée/VERB une deux trois de mort/NOUN") == [("menacée de mort", "death_threat")]

    def test_but_not_many(self) -> None:
        assert found("menacée/VERB une deux trois quatre de mort/NOUN") == [("menacée", "threat")]

    def test_a_lookalike_hides_the_act_that_it_contains(self) -> None:
        assert found("ils ont arrêté/VERB la/DET date/NOUN") == [("arrêté date", "none")]

    def test_what_the_first_words_tell_alone_is_known(self) -> None:
        known = [match.inner for match in lexicon.matches(tagged("saisie/VERB par le collectif/NOUN"))]
        assert known == [frozenset(["remedy"])]
        assert [match.inner for match in lexicon.matches(tagged("arrêté/VERB la date/NOUN"))] == [frozenset()]
        assert [match.inner for match in lexicon.matches(tagged("arrêtées/VERB"))] == [frozenset()]

    def test_to_denounce_an_act_does_not_hide_it(self) -> None:
        assert found("elle dénonce/VERB leur arrestation/NOUN") == [
            ("dénonce arrestation", "activity"),
            ("arrestation", "arrest"),
        ]

    def test_a_lookalike_bears_smaller_gaps(self) -> None:
        assert found("arrêté/VERB à cette date/NOUN") == [("arrêté", "arrest")]

    def test_a_noun_is_not_read_as_a_verb(self) -> None:
        assert found("le juge/NOUN arrive/VERB") == []
        assert found("la cour la juge/VERB") == [("juge", "prosecution")]

    def test_capitals_have_lost_their_accents(self) -> None:
        assert found("DEUX AVOCATES/NOUN ARRETEES/PROPN") == [("ARRETEES", "arrest")]
        assert found("UN GREFFIER/NOUN MENACE/PROPN DE MORT/PROPN") == [("MENACE DE MORT", "death_threat")]
        assert found("PLACEE/PROPN EN GARDE/NOUN A VUE/NOUN") == [("GARDE A VUE", "detention")]
        assert found("arretees/PROPN") == []

    def test_a_name_in_capitals_may_be_a_verb(self) -> None:
        assert found("UN/DET CARNET/NOUN SAISI/PROPN") == [("SAISI", "remedy|seizure")]
        assert found("LE/DET JUGE/NOUN") == []

    def test_all_acts_of_an_entry_are_offered(self) -> None:
        assert found("ils ont saisi/VERB") == [("saisi", "remedy|seizure")]

    def test_no_match_leaves_its_sentence(self) -> None:
        doc = parsed("menacée menacer VERB ROOT 0\n\nde de ADP case 2\nmort mort NOUN ROOT 0")
        assert [match.tokens for match in lexicon.matches(doc)] == [(0,)]


def test_the_head_of_a_match_governs_the_others() -> None:
    doc = parsed("""
    placée placer VERB ROOT 0
    en en ADP case 3
    garde garde NOUN obl:arg 1
    à à ADP case 5
    vue vue NOUN nmod 3
    """)
    assert lexicon.head(doc, lexicon.Match((2, 3, 4), ())).text == "garde"
    assert lexicon.head(doc, lexicon.Match((0, 2), ())).text == "placée"


@pytest.mark.parametrize(
    ("form", "pos", "lemma"),
    [
        ("arrêtées", "verb", "arrêter"),
        ("tua", "verb", "tuer"),
        ("interpellent", "verb", "interpeller"),
        ("menaces", "noun", "menace"),
        ("yeux", "noun", "oeil"),
        ("convocations", "noun", "convocation"),
    ],
)
def test_rules_find_the_lemma_of_a_form(form: str, pos: str, lemma: str) -> None:
    assert lemma in rule_lemmas(form, pos)


def test_rules_guess_nothing() -> None:
    assert rule_lemmas("zzzées", "verb") == []


def test_a_form_is_read_as_verb_even_where_the_tagger_saw_an_adjective() -> None:
    doc = parsed("radio radio NOUN ROOT 0\nfermée fermé ADJ amod 1")
    assert {"fermée", "fermé", "fermer"} <= keys(word(doc, "fermée"))


def test_small_words_are_read_without_their_article_and_as_nothing_else() -> None:
    assert keys(word(parsed("du de ADP case 2\npays pays NOUN ROOT 0"), "du")) == {"du", "de"}
    assert keys(word(parsed("sous sous ADP case 2\nclef clef NOUN ROOT 0"), "sous")) == {"sous"}


def test_a_form_in_er_is_known_by_its_ending() -> None:
    assert "écoper" in er_verbs("écope")
    assert er_verbs("vol") == frozenset()


@pytest.mark.parametrize(("form", "verb"), [("Gaza", "gazer"), ("Juga", "juger"), ("Raya", "rayer")])
def test_a_word_inside_a_name_is_no_form_of_a_verb(form: str, verb: str) -> None:
    token = word(parsed(f"{form} {form} PROPN ROOT 0"), form)
    assert verb in keys(token)
    token.ent_type_ = "LOC"
    assert verb not in keys(token)


def test_a_headline_in_capitals_taken_for_a_name_may_tell_an_act() -> None:
    token = word(parsed("ARRETES ARRETES PROPN ROOT 0"), "ARRETES")
    token.ent_type_ = "ORG"
    assert "arreter" in keys(token)


@pytest.mark.usefixtures("small_lexicon")
def test_a_look_alike_hides_nothing_over_a_preposition() -> None:
    assert found("arrêter/VERB la/DET date/NOUN") == [("arrêter date", "none")]
    assert found("arrêter/VERB à/ADP date/NOUN") == [("arrêter", "arrest")]
