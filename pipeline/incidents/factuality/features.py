"""What speaks for an act being asserted, reported, alleged, negated or feared, as features of one mention."""

from pipeline.incidents.acts.mentions import Mention
from pipeline.incidents.encoding.codes import GROUPS
from pipeline.incidents.factuality.attribution import attributions, kinds_in
from pipeline.incidents.grammar.cues import auxiliaries, chain, clause, form, mood, negated, tense, words
from pipeline.incidents.grammar.parse import Word
from pipeline.incidents.scene.scene import Scene

CUES = ("demands", "modals", "fears", "reports", "hearsay")
BESIDE = (-1, 1)  # sentences whose hearsay may cover an act too
NEAR = 2  # governors of an act that are told together with it
CONDITIONAL = frozenset(("aurait", "auraient", "serait", "seraient", "pourrait", "pourraient", "devrait", "devraient"))


def future_date(scene: Scene, sentence: int) -> bool:
    """Does the sentence hold a date after the day of publication?"""
    published = scene.published
    dates = [scene.dates[i]["date_start"] for i in scene.dates_in[sentence]]
    return bool(published) and any(date > published for date in dates if date)


def governors(head: Word) -> list[Word]:
    """The verbs and nouns that the act depends on, nearest first."""
    return [t for t in chain(head, 5) if t.pos_ in ("VERB", "NOUN", "AUX", "ADJ")]


def shape(head: Word, top: Word, act: str) -> list[str]:
    """What negation and tense say of the act itself, what joins its clause to the rest, what is said of it."""
    denied = f"negated:{negated(head)}|{negated(top)}"
    out = [f"{denied}|{head.dep_}", f"{denied}|{head.pos_}|{top.lemma_.lower()}", f"toptense:{tense(top)}|{act}"]
    out.extend(f"mark:{c.lower_}" for word in (head, top) for c in word.lefts if c.dep_ in ("mark", "cc"))
    for child in head.children:
        if child.pos_ in ("VERB", "ADJ"):
            out += [f"child:{child.lemma_.lower()}", f"child:{child.lemma_.lower()}|{act}"]
    return out


def features(scene: Scene, mention: Mention) -> list[str]:
    """All features of one mention."""
    tokens = scene.tokens
    head = tokens[mention.head]
    top = clause(head)
    sentence = scene.sentences[mention.sentence]
    inside = tokens[sentence.start : sentence.end]
    out = [
        f"act:{mention.act}",
        f"group:{GROUPS[mention.act]}",
        f"pos:{head.pos_}",
        f"mood:{mood(head)}",
        f"topmood:{mood(top)}",
        f"tense:{tense(head)}",
        f"toptense:{tense(top)}",
        f"negated:{negated(head)}|{negated(top)}",
        f"negated:{negated(head) or negated(top)}|{mention.act}",
        f"future:{future_date(scene, mention.sentence)}",
        f"section:{scene.section_of[mention.sentence]}",
        f"lemma:{scene.lemmas[mention.head]}",
    ]
    out.extend(shape(head, top, mention.act))
    out.extend(f"aux:{a.lower_}" for a in (*auxiliaries(head), *auxiliaries(top)))
    for level, governor in enumerate(governors(head)):
        word = scene.lemmas[governor.i]
        out.append(f"gov:{word}")
        out.append(f"gov{min(level, 2)}:{word}")
        if level < NEAR:
            out.append(f"gov:{word}|{mention.act}")
        out.extend(f"under:{name}" for name in CUES if word in words(name))
    before = tokens[max(sentence.start, mention.head - 8) : mention.head]
    lemmas_before = {t.lemma_.lower() for t in before}
    out.extend(f"before:{form(t)}" for t in before)
    out.extend(f"cue_before:{name}" for name in CUES if lemmas_before & words(name))
    near = tokens[max(sentence.start, mention.tokens[0] - 3) : mention.tokens[-1] + 3]
    out.extend(f"near:{form(t)}" for t in near)
    lemmas = scene.lemmas_in[mention.sentence]
    out.extend(f"sentence:{name}" for name in CUES if lemmas & words(name))
    out.extend(f"cnd:{t.lower_}" for t in inside if t.lower_ in CONDITIONAL)
    opening = [t for t in inside if not t.is_space and not t.is_punct][:2]
    out.append("opens:" + " ".join(form(t) for t in opening))
    out.extend(f"opens1:{form(t)}" for t in opening[:1])
    if scene.quoted[mention.head]:
        out.append("quoted")
    out.extend(attributions(scene, mention))
    if mention.sentence and scene.lemmas_in[mention.sentence - 1] & words("reports"):
        out.append("reported_before")
    for step in BESIDE:
        if 0 <= mention.sentence + step < len(scene.sentences):
            out += [f"beside:{step}:{kind}" for kind in kinds_in(scene, mention.sentence + step)]
    return out
