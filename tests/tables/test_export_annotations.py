"""The spans as Web Annotations, checked against the W3C's model and read as JSON-LD by rdflib."""

import json
import stat
from collections import Counter

from rdflib import Dataset, Namespace
from rdflib.namespace import RDF
from table_samples import TEXT

from pipeline.tables import DatasetWriter, export_annotations, read_dataset

OA = Namespace("http://www.w3.org/ns/oa#")
# The terms of http://www.w3.org/ns/anno.jsonld that are used, so that reading it needs no network.
TERMS = {
    "oa": str(OA),
    "as": "http://www.w3.org/ns/activitystreams#",
    "rdf": str(RDF),
    "dc": "http://purl.org/dc/elements/1.1/",
    "id": {"@type": "@id", "@id": "@id"},
    "type": {"@type": "@id", "@id": "@type"},
    **{name: f"oa:{name}" for name in ("Annotation", "SpecificResource", "TextualBody")},
    **{name: f"oa:{name}" for name in ("TextQuoteSelector", "TextPositionSelector", "exact", "prefix", "suffix")},
    **{name: f"oa:{name}" for name in ("tagging", "classifying", "identifying", "linking")},
    **{name: f"oa:{name}" for name in ("start", "end")},
    "body": {"@type": "@id", "@id": "oa:hasBody"},
    "target": {"@type": "@id", "@id": "oa:hasTarget"},
    "source": {"@type": "@id", "@id": "oa:hasSource"},
    "selector": {"@type": "@id", "@id": "oa:hasSelector"},
    "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"},
    "purpose": {"@type": "@vocab", "@id": "oa:hasPurpose"},
    "value": "rdf:value",
    "format": "dc:format",
    "AnnotationPage": "as:OrderedCollectionPage",
    "AnnotationCollection": "as:OrderedCollection",
    "items": {"@type": "@id", "@id": "as:items", "@container": "@list"},
    "first": {"@type": "@id", "@id": "as:first"},
    "partOf": {"@type": "@id", "@id": "as:partOf"},
    "startIndex": "as:startIndex",
    "total": "as:totalItems",
}


def collection_of(dataset, out):
    counts = export_annotations(dataset, out)
    return counts, json.loads(out.read_text(encoding="utf-8"))


def test_every_annotation_points_at_its_words(sample, tmp_path):
    _, collection = collection_of(sample, tmp_path / "x.jsonld")
    assert (collection["@context"], collection["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationCollection")
    items = collection["first"]["items"]
    assert collection["total"] == len(items) == len({item["id"] for item in items})
    for item in items:
        place, words = item["target"]["selector"]
        assert (place["type"], words["type"]) == ("TextPositionSelector", "TextQuoteSelector")
        assert TEXT[place["start"] : place["end"]] == words["exact"]
        assert words["prefix"] + words["exact"] + words["suffix"] in TEXT


def test_the_four_kinds_of_spans_say_what_they_tell(sample, tmp_path):
    counts, collection = collection_of(sample, tmp_path / "x.jsonld")
    told = {}
    for item in collection["first"]["items"]:
        values = [body.get("value") or body["source"] for body in item["body"]]
        told.setdefault(item["motivation"], {})[item["target"]["selector"][1]["exact"]] = values
    assert told["classifying"]["arrêtée"] == ["arrest", "2019-06-03", "asserted"]
    assert told["tagging"] == {"Le 3 juin 2019": ["2019-06-03"]}
    assert told["linking"]["Thiès"][0] == "place"
    person = read_dataset(sample)["entities"]["entity_id"][0]
    assert told["identifying"]["Awa Sarr"] == [f"urn:recense:{person}", "person"]
    assert {table: count for table, count in counts.items() if count} == {
        "mentions": 4,
        "dates": 1,
        "incidents": 2,
        "participants": 5,
    }


def test_it_is_json_ld_of_the_web_annotation_vocabulary(sample, tmp_path):
    _, collection = collection_of(sample, tmp_path / "x.jsonld")
    graph = Dataset()
    graph.parse(data=json.dumps(collection | {"@context": TERMS}), format="json-ld")
    triples = [(s, p, o) for s, p, o, _ in graph.quads()]
    of_type = Counter(o for _, p, o in triples if p == RDF.type)
    assert of_type[OA.Annotation] == of_type[OA.TextPositionSelector] == of_type[OA.TextQuoteSelector] == 12
    assert sum(p == OA.hasTarget for _, p, _ in triples) == 12
    motives = {o for _, p, o in triples if p == OA.motivatedBy}
    assert motives == {OA.classifying, OA.linking, OA.identifying, OA.tagging}
    assert not [term for triple in triples for term in triple if str(term).startswith("file:")]


def test_an_empty_dataset_is_an_empty_collection_of_its_owner(tmp_path):
    with DatasetWriter(tmp_path / "empty"):
        pass
    _, collection = collection_of(tmp_path / "empty", tmp_path / "x")
    assert (collection["total"], collection["first"]["items"]) == (0, [])
    assert stat.filemode((tmp_path / "x").stat().st_mode) == "-rw-------"
