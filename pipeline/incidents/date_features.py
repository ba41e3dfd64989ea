"""What speaks for a date expression being the time of an act, as features."""

from pipeline.incidents.cues import chain, clause, lemma, mood, negated, tense, words
from pipeline.incidents.mentions import Mention
from pipeline.incidents.participant_features import GROUPS, bucket
from pipeline.incidents.roles import path
from pipeline.incidents.scene import Scene

BEFORE = 6  # sentences before the act's own in which its date may stand
AFTER = 1


def candidates(scene: Scene, mention: Mention) -> list[int]:
    """The dates with a value in and around the sentence of a mention, in order of the text; never one of the header."""
    found = []
    published = scene.published_span
    for index in range(max(0, mention.sentence - BEFORE), min(len(scene.sentences), mention.sentence + AFTER + 1)):
        for date in scene.dates_in[index]:
            expression = scene.dates[date]
            in_header = published[0] <= expression["start"] < published[1]
            if expression["edtf"] and not in_header:
                found.append(date)
    return found


def place_of(scene: Scene, mention: Mention, date: int) -> str:
    """Where a date stands as seen from the mention: `same`, `before1`, …, `after`, with `^` across a block border."""
    other = scene.sentence_of[scene.date_tokens[date][0]]
    if other == mention.sentence:
        return "same"
    border = "^" if scene.block_of[other] != scene.block_of[mention.sentence] else ""
    return f"{border}{'before' if other < mention.sentence else 'after'}{min(4, abs(mention.sentence - other))}"


def features(scene: Scene, mention: Mention, date: int, among: list[int], triggers: list[int]) -> list[str]:
    """All features of one candidate date; `among` are all candidates, `triggers` the heads of all mentions."""
    doc = scene.doc
    expression = scene.dates[date]
    start, end = scene.date_tokens[date]
    sentence = scene.sentence_of[start]
    where = place_of(scene, mention, date)
    group = GROUPS[mention.act]
    head = doc[mention.head]
    top = clause(head)
    root = doc[start:end].root
    out = [
        f"where:{where}",
        f"where:{where}|{group}",
        f"basis:{expression['basis']}",
        f"precision:{expression['precision']}",
        f"precision:{expression['precision']}|{mention.act}",
        f"open:{'/..' in expression['edtf'] or '../' in expression['edtf']}|{mention.act}",
        f"pos:{head.pos_}|where:{where}",
        f"tense:{tense(top)}|where:{where}",
        f"section:{scene.section_of[mention.sentence]}|where:{where}",
        f"block:{scene.block_kind(sentence)}",
    ]
    denied = negated(head) or negated(top)
    lemmas = {t.lemma_.lower() for t in (head, top, *chain(head, 3))}
    feared = bool(lemmas & words("fears")) or tense(top) == "fut"
    out += [
        f"denied:{denied}|{where}",
        f"denied:{denied}|{mention.act}",
        f"feared:{feared}|{where}",
        f"lemma:{lemma(head)}|{where.lstrip('^')[:4]}",
        f"mood:{mood(top)}|{where}",
        f"future:{bool(scene.published) and expression['date_start'] > scene.published}|feared:{feared}",
    ]
    here = [d for d in among if scene.sentence_of[scene.date_tokens[d][0]] == mention.sentence]
    out.append(f"here:{min(3, len(here))}|where:{where}")
    if where == "same":
        side = "before" if start < mention.head else "after"
        nearest = min(here, key=lambda d: abs(scene.date_tokens[d][0] - mention.head))
        preceding = [d for d in here if scene.date_tokens[d][0] < mention.head]
        low, high = sorted((start, mention.head))
        passed = sum(low < t < high for t in triggers)
        other = clause(root)
        out += [
            f"side:{side}",
            f"dist:{side}{bucket(start - mention.head)}",
            f"nearest:{date == nearest}|{side}",
            f"last_before:{bool(preceding) and date == preceding[-1]}|{side}",
            f"first_here:{date == here[0]}|{side}",
            f"passed:{min(3, passed)}|{side}",
            f"clause:{other.i == top.i}",
            f"clause:{other.i == top.i}|{side}|here:{min(3, len(here))}",
            f"path:{path(head, root)}",
            f"relation:{root.dep_}",
            f"opens:{start - scene.sentences[sentence].start <= 1}",
        ]
        clause_mates = sum(clause(doc[t]).i == other.i for t in triggers if scene.sentence_of[t] == sentence)
        out.append(f"mates:{min(3, clause_mates)}")
    else:
        before = [d for d in among if scene.sentence_of[scene.date_tokens[d][0]] < mention.sentence]
        latest = bool(before) and date == before[-1]
        out += [
            f"latest:{latest}|here:{bool(here)}",
            f"latest:{latest}|{where}|here:{bool(here)}",
            f"latest:{latest}|{mention.act}",
            f"opens:{start - scene.sentences[sentence].start <= 1}|latest:{latest}",
            f"first_word:{scene.first_word(mention.sentence)}|latest:{latest}",
            f"vague_here:{any(not scene.dates[d]['edtf'] for d in scene.dates_in[mention.sentence])}|latest:{latest}",
        ]
        if latest:
            mates = sum(scene.sentence_of[t] == sentence for t in triggers)
            out.append(f"mates:{min(3, mates)}|latest")
    return out
