"""Who someone is in a text whatever the act: one who speaks, suffers, signs or judges, the one whom it names most."""

from pipeline.incidents.acts.mentions import Mention
from pipeline.incidents.encoding.bundles import Bundle
from pipeline.incidents.people import signs as write
from pipeline.incidents.people.candidates import Candidate
from pipeline.incidents.references.words import renowned
from pipeline.incidents.scene.scene import Scene

LEAST, MOST = 4, 3  # places among the prominent, and times that someone suffers, that are told apart


def renown(scene: Scene, mention: Mention, candidate: Candidate, opener: str) -> list[Bundle]:
    """What speaks for someone beside the act; `opener` is the first person named in its paragraph."""
    key, rank = candidate.key, candidate.nearest.rank
    form = candidate.nearest.actor.form if candidate.here else "away"
    prominence = min(LEAST, scene.prominence.get(key, LEAST))
    suffers = min(MOST, scene.suffering.get(key, 0))
    found: list[Bundle] = [
        (write.known_for, renowned(scene, key), suffers, prominence, form, rank),
        (write.is_one, key in scene.authorities, key in scene.signers, key in scene.kin, form, mention.act),
        (write.leads, key in scene.headed[mention.sentence], key == opener, form),
    ]
    voices = ((scene.voice(sighting.actor), sighting.actor.form) for sighting in candidate.here)
    found += [(write.voiced, voice == key, own) for voice, own in voices if voice]
    if scene.quoted[mention.head]:
        found.append((write.quoted, form))
    return found
