"""What a candidate word looks like: the features by which the act model tells an occasion from a topic and an act from
another, as bundles of signs."""

from spacy.tokens import Span

from pipeline.incidents.acts import signs as write
from pipeline.incidents.acts.lexicon import Frame, Match, head
from pipeline.incidents.acts.parties import particular, parties
from pipeline.incidents.encoding.bundles import Bundle
from pipeline.incidents.grammar.cues import (
    adverbs,
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
from pipeline.incidents.grammar.futures import to_come
from pipeline.incidents.grammar.parse import Word
from pipeline.incidents.grammar.roles import case
from pipeline.incidents.scene.scene import PERSONAL, Actor, Scene

NEAR = 5  # tokens before and behind whose content is read
CUES = ("demands", "modals", "fears", "reports", "hearsay")
ADDRESS = ("second_person", "conditions")  # lists of words by which a quotation warns whom it addresses
SLOTS = frozenset(
    ("nsubj", "nsubj:pass", "obj", "iobj", "obl:agent", "nmod", "obl:arg", "obl:mod", "appos", "acl")
)  # fmt: skip


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


def weighed(frame: Frame, sentence: Span, token: Word, scene: Scene) -> write.Weighed:
    """What a frame of the lexicon says of the word."""
    met = all(needs_met(need, sentence, token, scene) for need in frame.needs) if frame.needs else None
    return frame.act, frame.weight, met


def held(scene: Scene, token: Word, index: int) -> list[int]:
    """How many dates, people and places stand in the clause of a word rather than in its sentence at large; a title
    without a finite verb is one clause."""
    top = clause(token)
    whole = verbless(scene, index)
    own = [actor.kind for actor in scene.actors_in[index] if whole or clause(scene.tokens[actor.head]) is top]
    dates = sum(whole or clause(scene.date_roots[date]) is top for date in scene.dates_in[index])
    return [dates, sum(kind in PERSONAL for kind in own), own.count("place")]


def verbless(scene: Scene, index: int) -> bool:
    """Has a sentence no finite verb, as titles and notes have none (`Deux avocats arrêtés à Dakar`)?"""
    if index not in scene.verbless:
        sentence = scene.sentences[index]
        root = scene.tokens[sentence.root.i]
        scene.verbless[index] = not (root.pos_ in ("VERB", "AUX") or auxiliaries(root)) and all(
            feature(token, "VerbForm") != "Fin" for token in scene.tokens[sentence.start : sentence.end]
        )
    return scene.verbless[index]


def said(scene: Scene, sentence: Span) -> list[str]:
    """How those are spoken to whom the quotations of a sentence address, and what of: a threat is told by its words."""
    quoted = [token for token in scene.tokens[sentence.start : sentence.end] if scene.quoted[token.i]]
    forms = {token.lower_ for token in quoted}
    out = [f"said:{name}" for name in ADDRESS if forms & words(name)]
    if any(to_come(token) for token in quoted):
        out.append("said:fut")
    lemmas = {scene.lemmas[token.i] for token in quoted if scene.content[token.i]}
    return [*out, *sorted({sign for lemma in lemmas for sign in write.named("quote", lemma)})]


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


def slots(scene: Scene, token: Word, sequence: str) -> list[Bundle]:
    """Which kinds of things stand around the word, by dependency."""
    return [
        (write.slot, sequence, child.dep_, actor_kind(scene, child), case(child), scene.lemmas[child.i])
        for child in token.children
        if child.dep_ in SLOTS
    ]


def takers(scene: Scene, token: Word, sequence: str) -> list[Bundle]:
    """Who takes part in what the word tells, be it said there or at the verb that it is joined to."""
    return [
        (write.party, sequence, one.role, actor_kind(scene, one.word), particular(one.word), scene.lemmas[one.word.i])
        for one in parties(token)
    ]


def circumstances(token: Word, top: Word) -> list[Bundle]:
    """How particular the other complements of the word and of its clause are."""
    own = token.children if token.i == top.i else (*token.children, *top.children)
    return [(write.besides, c.dep_, case(c), particular(c)) for c in own if c.dep_.startswith("obl")]


def opened(token: Word) -> str:
    """The word that opens a clause: a conjunction, a relative pronoun or, before an infinitive, a preposition."""
    return next((c.lemma_.lower() for c in token.lefts if c.dep_ == "mark" or c.lower_ in words("relatives")), "")


def setting_of(token: Word, top: Word, sequence: str) -> Bundle:
    """What the clause of the word is, and what opens it and the clauses above."""
    above = [mark for word in chain(top, 6) if word.pos_ in ("VERB", "AUX") and (mark := opened(word))]
    return (write.clause, sequence, top.dep_, opened(top), above[0] if above else "")


def verb_features(token: Word, sequence: str) -> list[Bundle]:
    """Voice, tense, mood and helpers of a verb."""
    voice, form = "pass" if is_passive(token) else "act", feature(token, "VerbForm")
    subject = any(c.dep_ in ("nsubj", "nsubj:pass") for c in token.children)
    return [
        (write.verbal, sequence, voice, mood(token), tense(token), form, subject),
        *((write.helped, sequence, "aux", a.lemma_.lower()) for a in auxiliaries(token)),
        *((write.helped, sequence, "mark", c.lemma_.lower()) for c in token.lefts if c.dep_ == "mark"),
    ]


def noun_features(token: Word, sequence: str) -> list[Bundle]:
    """Determiner, number, preposition of a noun."""
    return [(write.nominal, sequence, determiner(token), feature(token, "Number"), case(token))]


def sentence_features(scene: Scene, sentence: Span, index: int) -> list[str]:
    """What the whole sentence and its place say; shared by all its candidates. Of the signs that a word is joined with
    the lemma of the root is the last (see `act_features`)."""
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
    out.extend(f"cue:{name}" for name in CUES if lemmas & words(name))
    if index == 0:
        out.append("first")
    if any(scene.quoted[sentence.start : sentence.end]):
        out += said(scene, sentence)
    root = scene.tokens[sentence.root.i]
    out += [f"root:{scene.lemmas[root.i]}", f"rootpos:{root.pos_}", f"rootmood:{mood(root)}:{tense(root)}"]
    inside = scene.tokens[sentence.start : sentence.end]
    out.extend(f"we:{t.lower_}" for t in inside if t.lower_ in ("nous", "notre", "nos", "je", "on", "vous"))
    if "?" in scene.text[sentence.start_char : sentence.end_char]:
        out.append("question")
    return out


def act_features(scene: Scene, match: Match, shared: list[str]) -> list[Bundle]:
    """The features of one candidate beside those of its sentence; those of them that its word is joined with are
    `shared`, that of the root last."""
    tokens = scene.tokens
    token = head(tokens, match)
    sentence = scene.sentence(token)
    lemma = scene.lemmas[token.i]
    sequence = " ".join(match.frames[0].lemmas) if match.frames else lemma
    *setting, root = shared
    out: list[Bundle] = [
        (write.word, sequence, lemma, token.pos_, token.dep_, len(match.tokens)),
        (write.lexical, *(weighed(frame, sentence, token, scene) for frame in match.frames)),
        *slots(scene, token, sequence),
        *takers(scene, token, sequence),
        *(verb_features if token.pos_ in ("VERB", "AUX", "ADJ") else noun_features)(token, sequence),
        *((write.beside, "inner", act) for act in sorted(match.inner)),
        (write.holding, sequence, *(min(2, number) for number in held(scene, token, scene.sentence_of[token.i]))),
        (write.quoted, sequence, scene.quoted[token.i]),
        (write.joined, sequence, *setting),
        (write.joined, sequence, root),
    ]
    top = clause(token)
    out += [*circumstances(token, top), setting_of(token, top, sequence)]
    if top.i != token.i:
        out.append((write.within, sequence, scene.lemmas[top.i], mood(top), tense(top)))
    out += [(write.adverb, sequence, scene.lemmas[child.i]) for child in adverbs(token, top)]
    if negated(token) or negated(top):
        out.append((write.negated, sequence))
    if above := chain(token):
        governor = above[0]
        out.append((write.governed, sequence, scene.lemmas[governor.i], governor.pos_, token.dep_, case(token)))
        lemmas = {t.lemma_.lower() for t in above}
        if cues := [name for name in CUES if lemmas & words(name)]:
            out.append((write.under, sequence, *cues))
        out += [(write.beside, "up", scene.lemmas[t.i]) for t in above if t.pos_ in ("VERB", "NOUN")]
    return [*out, *window(scene, sentence, match.tokens[0], match.tokens[-1])]


def window(scene: Scene, sentence: Span, low: int, high: int) -> list[Bundle]:
    """The words right beside the first and the last of a candidate, and those with a content a little farther off."""
    tokens, start, end = scene.tokens, sentence.start, sentence.end
    out: list[Bundle] = []
    for offset in (1, 2):
        if low - offset >= start:
            out.append((write.beside, f"w-{offset}", form(tokens[low - offset])))
        if high + offset < end:
            out.append((write.beside, f"w+{offset}", form(tokens[high + offset])))
    near = (*range(max(start, low - NEAR), low), *range(high + 1, min(end, high + 1 + NEAR)))
    return [*out, *((write.named, "near", scene.lemmas[i]) for i in near if scene.content[i])]
