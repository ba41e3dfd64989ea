"""What a candidate word looks like: the features by which the act model tells an occasion from a topic and an act from
another. All features are strings."""

from collections.abc import Iterable
from functools import lru_cache

from spacy.tokens import Span

from pipeline.incidents.cues import (
    CLAUSE_HEADS,
    REMEMBERED,
    auxiliaries,
    chain,
    clause,
    feature,
    form,
    is_passive,
    mood,
    negated,
    tense,
    words,
)
from pipeline.incidents.lexicon import Frame, Match, head
from pipeline.incidents.parse import Word
from pipeline.incidents.roles import case
from pipeline.incidents.scene import PERSONAL, Actor, Scene
from pipeline.incidents.words import classes

JOINED = frozenset(  # kinds of features that tell different things of different words
    (
        *("slot", "voice", "tense", "mood", "det", "number", "case", "dep", "cl", "gov", "nosubj", "negated", "under"),
        *("form", "root", "mark", "aux", "cue", "section", "block"),
    )
)


def actor_kind(scene: Scene, token: Word) -> str:
    """What stands at a token: `person`, `group`, `organisation`, `place`, `pronoun` or the part of speech."""
    actor = scene.actor_at.get(token.i)
    if actor is not None:
        return actor.human or actor.kind if actor.kind == "group" else actor.kind
    if token.ent_type_:
        return token.ent_type_
    return "pronoun" if token.pos_ == "PRON" else token.pos_.lower()


def needs_met(need: str, sentence: Span, token: Word, scene: Scene) -> bool:
    """Does one condition of the lexicon's column `needs` hold around a token?"""
    kind, _, value = need.partition(":")
    lemmas = value.split("|")
    if kind == "human_obj":
        return any(actor.kind in PERSONAL for actor in scene.actors_in[scene.sentence_of[token.i]])
    inside = scene.tokens[sentence.start : sentence.end]
    if kind == "neg":
        return any(t.lower_ in ("n'", "n’", "ne") or t.lemma_.lower() in words("negations") for t in inside)
    if kind == "refl":
        return any(c.lower_ in words("reflexive") for c in token.lefts)
    if kind == "loc":
        after = (actor for actor in scene.actors_in[scene.sentence_of[token.i]] if actor.head > token.i)
        return any(actor.kind == "place" for actor in after)
    near = scene.tokens[max(sentence.start, token.i - 8) : min(sentence.end, token.i + 9)]
    if kind in ("obj", "subj"):
        labels = (
            ("obj", "nsubj:pass", "nmod", "obl:arg", "obl:mod")
            if kind == "obj"
            else ("nsubj", "nsubj:pass", "obl:agent")
        )
        below = {t.lemma_.lower() for t in token.subtree if t.dep_ in labels}
        return any(lemma in below for lemma in lemmas) or any(t.lemma_.lower() in lemmas for t in near)
    found = any(t.lemma_.lower() in lemmas or t.lower_ in lemmas for t in near)
    return not found if kind == "not" else found


def frame_features(frames: Iterable[Frame], sentence: Span, token: Word, scene: Scene) -> list[str]:
    """What the lexicon says of the word: each act with its weight, and whether its needs are met."""
    best: dict[str, float] = {}
    out: list[str] = []
    for frame in frames:
        met = all(needs_met(need, sentence, token, scene) for need in frame.needs)
        weight = frame.weight if met else frame.weight * 0.3
        best[frame.act] = max(best.get(frame.act, 0), weight)
        if frame.needs:
            out.append(f"needs:{'met' if met else 'not'}")
            out.append(f"needs:{frame.act}:{'met' if met else 'not'}")
    for act, weight in best.items():
        out.append(f"lex:{act}")
        if weight >= 0.5:
            out.append(f"lex.5:{act}")
        if weight >= 0.85:
            out.append(f"lex.85:{act}")
    if best:
        top = max(best.values())
        out.append(f"lexw:{round(top, 1)}")
        if set(best) == {"none"}:
            out.append("lex:only_none")
    else:
        out.append("lex:nothing")
    return out


def determiner(token: Word) -> str:
    """The kind of determiner of a noun: `def`, `ind`, `poss`, `dem`, `num`, `neg` or `bare`."""
    for child in token.lefts:
        if child.dep_ == "nummod":
            return "num"
        if child.dep_ == "det":
            if feature(child, "Poss"):
                return "poss"
            if feature(child, "PronType") == "Dem":
                return "dem"
            if child.lemma_ in ("aucun", "nul"):
                return "neg"
            return feature(child, "Definite").lower() or "other"
    return "bare"


def slots(scene: Scene, token: Word) -> list[str]:
    """Which kinds of things stand around the word, by dependency."""
    out = []
    for child in token.children:
        if child.dep_ in (
            "nsubj",
            "nsubj:pass",
            "obj",
            "iobj",
            "obl:agent",
            "nmod",
            "obl:arg",
            "obl:mod",
            "appos",
            "acl",
        ):
            kind, preposition = actor_kind(scene, child), case(child)
            out.append(f"slot:{child.dep_}:{kind}")
            if preposition:
                out.append(f"slot:{preposition}:{kind}")
            out += named("arg", scene.lemmas[child.i])
    return out


def verb_features(scene: Scene, token: Word) -> list[str]:
    """Voice, tense, mood, negation and what governs a verb."""
    out = [f"voice:{'pass' if is_passive(token) else 'act'}", f"mood:{mood(token)}", f"tense:{tense(token)}"]
    out.append(f"form:{feature(token, 'VerbForm')}")
    out.extend(f"aux:{a.lemma_.lower()}" for a in auxiliaries(token))
    out.extend(f"mark:{c.lemma_.lower()}" for c in token.lefts if c.dep_ == "mark")
    if not any(c.dep_ in ("nsubj", "nsubj:pass") for c in token.children):
        out.append("nosubj")
    return out


def noun_features(token: Word) -> list[str]:
    """Determiner, number, preposition of a noun."""
    return [f"det:{determiner(token)}", f"number:{feature(token, 'Number')}", f"case:{case(token)}"]


def sentence_features(scene: Scene, sentence: Span, index: int) -> list[str]:
    """What the whole sentence and its place say; shared by all its candidates."""
    lemmas = scene.lemmas_in[index]
    actors: list[Actor] = scene.actors_in[index]
    out = [
        f"section:{scene.section_of[index]}",
        f"block:{scene.block_kind(index)}",
        f"dates:{min(2, len(scene.dates_in[index]))}",
        f"persons:{min(3, sum(a.kind == 'person' for a in actors))}",
        f"people:{min(3, sum(a.kind in PERSONAL for a in actors))}",
        f"place:{min(4, index * 5 // max(1, len(scene.sentences)))}",
        f"length:{min(6, len(sentence) // 10)}",
    ]
    out.extend(f"cue:{name}" for name in ("demands", "modals", "fears", "reports", "hearsay") if lemmas & words(name))
    if index == 0:
        out.append("first")
    root = scene.tokens[sentence.root.i]
    out += [f"root:{scene.lemmas[root.i]}", f"rootpos:{root.pos_}", f"rootmood:{mood(root)}:{tense(root)}"]
    inside = scene.tokens[sentence.start : sentence.end]
    out.extend(f"we:{t.lower_}" for t in inside if t.lower_ in ("nous", "notre", "nos", "je", "on", "vous"))
    if "?" in scene.text[sentence.start_char : sentence.end_char]:
        out.append("question")
    return out


def act_features(scene: Scene, match: Match, shared: list[str]) -> list[str]:
    """The features of one candidate beside those of its sentence; those of them that its word is joined with are
    `shared`."""
    tokens = scene.tokens
    token = head(tokens, match)
    sentence = scene.sentence(token)
    word = scene.lemmas[token.i]
    sequence = " ".join(match.frames[0].lemmas) if match.frames else word
    out = [
        f"lemma:{word}",
        f"seq:{sequence}",
        f"pos:{token.pos_}",
        f"dep:{token.dep_}",
        f"lp:{word}:{token.pos_}",
    ]
    out.append(f"tokens:{len(match.tokens)}")
    out += frame_features(match.frames, sentence, token, scene)
    out.extend(f"inner:{act}" for act in sorted(match.inner))
    out += slots(scene, token)
    clause_head = clause(token)
    out += verb_features(scene, token) if token.pos_ in ("VERB", "AUX", "ADJ") else noun_features(token)
    if clause_head.i != token.i:
        out += [f"cl:{scene.lemmas[clause_head.i]}", f"clmood:{mood(clause_head)}:{tense(clause_head)}"]
    if negated(token) or negated(clause_head):
        out.append("negated")
    above = chain(token)
    if above:
        out += [*named("gov", scene.lemmas[above[0].i]), f"govpos:{above[0].pos_}:{token.dep_}"]
        out.append(f"gov:{case(token)}:{scene.lemmas[above[0].i]}")
    lemmas = {t.lemma_.lower() for t in above}
    out.extend(f"under:{name}" for name in ("demands", "modals", "fears", "reports", "hearsay") if lemmas & words(name))
    out.extend(f"up:{scene.lemmas[t.i]}" for t in above if t.pos_ in ("VERB", "NOUN"))
    if token.dep_ in CLAUSE_HEADS:
        out.append("clausal")
    lo, hi = match.tokens[0], match.tokens[-1]
    for offset in (1, 2):
        if lo - offset >= sentence.start:
            out.append(f"w-{offset}:{form(tokens[lo - offset])}")
        if hi + offset < sentence.end:
            out.append(f"w+{offset}:{form(tokens[hi + offset])}")
    out += joined([*joinable(out), *shared], sequence)
    near = (*range(max(sentence.start, lo - 5), lo), *range(hi + 1, min(sentence.end, hi + 6)))
    out.extend(feature for i in near if scene.content[i] for feature in named("near", scene.lemmas[i]))
    return out


def joinable(features: list[str]) -> list[str]:
    """Features that tell different things of different words."""
    return [feature for feature in features if feature.partition(":")[0] in JOINED]


def joined(features: list[str], word: str) -> list[str]:
    """Features together with the word: the same slot or tense makes an occasion of one and a topic of another."""
    return [f"{word}&{feature}" for feature in features]


@lru_cache(maxsize=REMEMBERED)
def named(place: str, lemma: str) -> tuple[str, ...]:
    """A word in some place, by itself and by its classes: those of one class often tell the same."""
    return (f"{place}:{lemma}", *(f"{place}:{name}" for name in classes().get(lemma, ())))
