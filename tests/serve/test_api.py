"""The JSON API, and the document that describes it."""

import json
from typing import Any
from urllib.parse import quote

import jsonschema
import pytest
from serve.served import Served

from kgbuild.query.questions import questions
from kgbuild.serve.api.openapi import openapi

BERT = "https://w3id.org/kgbuild/id/model/bert"
EXAMPLES = {
    "/api/summary": "/api/summary",
    "/api/search": "/api/search?q=bert&type=kg:Model&limit=3",
    "/api/node": f"/api/node?iri={BERT}&limit=2",
    "/api/neighbourhood": f"/api/neighbourhood?iri={BERT}&depth=2&limit=50",
    "/api/questions": "/api/questions",
}


def fetched(server: Served, path: str) -> Any:  # noqa: ANN401 - JSON
    """Return the JSON at a path."""
    answer = server.get(path)
    assert answer.status == 200, answer.text
    return json.loads(answer.body)


@pytest.mark.parametrize("path", EXAMPLES)
def test_answers_are_as_the_document_says(served: Served, path: str) -> None:
    """Each answer is valid by the schema that the OpenAPI document gives for it."""
    document = fetched(served, "/api/openapi.json")
    content = document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]
    schema = {**content["schema"], "components": document["components"]}
    jsonschema.validate(fetched(served, EXAMPLES[path]), schema)


def test_the_document_is_openapi() -> None:
    """Every reference of the document leads somewhere, and every operation has its own name."""
    document = openapi()
    text = json.dumps(document)
    names = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert names <= document["components"]["schemas"].keys()
    operations = [path["get"]["operationId"] for path in document["paths"].values()]
    assert len(set(operations)) == len(operations) == len(EXAMPLES) + 1


def test_search(served: Served) -> None:
    """The best name comes first; words, class and limit are obeyed; aliases are found."""
    found = fetched(served, "/api/search?q=bert&limit=5")
    assert found["results"][0]["iri"] == BERT
    assert len(found["results"]) == 5 < found["total"]
    only = fetched(served, "/api/search?q=bert&type=kg:Dataset")
    assert all("kg:Dataset" in each["types"] for each in only["results"])
    alias = fetched(served, "/api/search?q=encoder%20bidirectional%20transformers")["results"]
    assert BERT in {each["iri"] for each in alias}
    assert fetched(served, "/api/search?q=no-such-name") == {"total": 0, "complete": True, "results": []}


@pytest.mark.parametrize("said", ["'", '"', '") } DROP ALL #', "\\", "?node", "{", "\n", "%", "\U0001f600"])
def test_words_are_never_part_of_the_query(served: Served, said: str) -> None:
    """Whatever is searched for is a text, and no SPARQL."""
    answer = served.get(f"/api/search?q={quote(said)}")
    assert answer.status == (400 if not said.strip() else 200)


def test_node(served: Served) -> None:
    """A node comes with its names, and with the sentence that states a link."""
    node = fetched(served, f"/api/node?iri={BERT}&limit=3")
    assert node["label"] == "BERT"
    used = next(each for each in node["relations"] if each["property"] == "kg:usesBaseModel")
    assert (used["direction"], len(used["links"])) == ("in", 3)
    assert used["total"] > 3
    confidences = [link["confidence"] for link in used["links"]]
    assert confidences == sorted(confidences, reverse=True)
    assert "BERT" in used["links"][0]["sentence"]


def test_neighbourhood(served: Served) -> None:
    """The nearest nodes come first, edges join only nodes that are there, and a limit is said."""
    near = fetched(served, f"/api/neighbourhood?iri={BERT}&depth=2&limit=40")
    iris = [node["iri"] for node in near["nodes"]]
    assert iris[0] == BERT
    assert len(iris) == 40
    assert near["complete"] is False
    assert [node["distance"] for node in near["nodes"]] == sorted(node["distance"] for node in near["nodes"])
    assert all({edge["source"], edge["target"]} <= set(iris) for edge in near["edges"])


def test_questions_can_be_run(served: Served) -> None:
    """Each ready question's SPARQL is answered as it is, and one with other values by other rows."""
    found = fetched(served, "/api/questions")["questions"]
    assert [each["name"] for each in found] == [question.name for question in questions()]
    for question in found[::6]:
        assert served.ask(question["sparql"]).status == 200, question["name"]
    sparql = served.get("/api/questions/papers-using-model?model=roberta")
    assert sparql.media_type == "application/sparql-query"
    assert "model/roberta>" in sparql.text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/search", 400),
        ("/api/search?q=a&limit=0", 400),
        ("/api/search?q=a&limit=100000", 400),
        ("/api/search?q=a&limit=1e3", 400),
        ("/api/search?q=a&type=no%20class", 400),
        ("/api/node?iri=no%20iri", 400),
        ("/api/node?iri=urn:nothing", 404),
        ("/api/neighbourhood?iri=urn:nothing", 404),
        ("/api/questions/no-such-question", 400),
        ("/api/questions/papers-using-model", 400),
        ("/api/questions/papers-using-model?model=no-such-model", 400),
        ("/api/questions/papers-using-model?modle=BERT", 400),
        ("/api/nothing", 404),
    ],
)
def test_problems(served: Served, path: str, status: int) -> None:
    """What is wrong comes as RFC 9457 JSON, in one line."""
    answer = served.get(path)
    assert (answer.status, answer.media_type) == (status, "application/problem+json")
    problem = json.loads(answer.body)
    assert problem["status"] == status
    assert "\n" not in problem["title"]
