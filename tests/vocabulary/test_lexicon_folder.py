"""The shipped lexicon: canonical, sound, and safe to match."""

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from kgbuild.lexicon.checks import Problem
from kgbuild.lexicon.folder import canonical_files, check_folder, read_lexicon
from kgbuild.lexicon.tables import Concept
from kgbuild.vocabulary import ontology_folder

FOLDER = ontology_folder() / "lexicon"
SOURCES = {"gold", "kgbuild", "lm_eval", "mteb", "pwc", "tfds", "torchvision"}
MATCHES = (
    "http://w3id.org/mlso/vocab/",
    "http://www.wikidata.org/entity/Q",
    "https://cso.kmi.open.ac.uk/topics/",
    "https://huggingface.co/",
    "https://w3id.org/ocs/ont/C",
)


@pytest.fixture(scope="module")
def concepts() -> list[Concept]:
    """All shipped concepts."""
    return [entry.concept for entry in read_lexicon(FOLDER)]


def test_shipped_lexicon_keeps_its_rules() -> None:
    """The tables are canonical, no name is ambiguous by accident, every link leads somewhere, and nothing runs in a circle."""
    assert check_folder(FOLDER) == []


def test_every_concept_has_a_source(concepts: list[Concept]) -> None:
    """Each concept says where its name comes from, by a name that the README explains."""
    assert {concept.source for concept in concepts} <= SOURCES


def test_matches_lead_to_known_vocabularies(concepts: list[Concept]) -> None:
    """Links go to MLSO, CSO, OpenCS, Wikidata and Hugging Face only, and none is both exact and close."""
    for concept in concepts:
        assert all(iri.startswith(MATCHES) for iri in (*concept.exact_match, *concept.close_match))
        assert not set(concept.exact_match) & set(concept.close_match)
        assert all(re.fullmatch(r"[!-~]+", iri) for iri in (*concept.exact_match, *concept.close_match))


def test_an_exact_match_belongs_to_one_concept(concepts: list[Concept]) -> None:
    """No two concepts are declared the same as one outside."""
    owners = Counter(iri for concept in concepts for iri in concept.exact_match)
    assert [iri for iri, count in owners.items() if count > 1] == []


def _depth(concept: Concept, by_name: dict[str, Concept]) -> int:
    return 1 + max((_depth(by_name[name], by_name) for name in concept.broader), default=-1)


@pytest.mark.parametrize("node_type", ["Domain", "Task", "Technique"])
def test_hierarchies_are_deep(concepts: list[Concept], node_type: str) -> None:
    """Domains, tasks and techniques reach at least two levels below their tops."""
    by_name = {concept.name: concept for concept in concepts if concept.type == node_type}
    depths = Counter(_depth(concept, by_name) for concept in by_name.values())
    assert depths[2] > 100


def test_names_are_safe_to_match(concepts: list[Concept]) -> None:
    """No name is a single character or has spaces at its ends, brackets that do not close, or characters that no text holds."""
    for concept in concepts:
        for name in concept.names:
            assert len(name) > 1
            assert name == name.strip()
            assert name.count("(") == name.count(")")
            assert name.isprintable()


@pytest.mark.parametrize("node_type", ["Dataset", "Method", "Model"])
def test_lower_case_names_are_longer_than_common_words(concepts: list[Concept], node_type: str) -> None:
    """A system or dataset written in lower case only, which matches in any case, is no short word."""
    lower = [
        name for concept in concepts if concept.type == node_type for name in concept.names if name.isalpha() and name.islower()
    ]
    assert [name for name in lower if len(name) < 6] == []


def _broken(folder: Path, file: str, old: str, new: str) -> list[Problem]:
    shutil.copytree(FOLDER, folder, dirs_exist_ok=True)
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return check_folder(folder)


def test_order_is_checked(tmp_path: Path) -> None:
    """A line at the wrong place is reported with its number, and the canonical text mends it."""
    lines = (FOLDER / "tools.tsv").read_text("utf-8").split("\n")
    problems = _broken(tmp_path, "tools.tsv", f"{lines[3]}\n{lines[4]}", f"{lines[4]}\n{lines[3]}")
    assert [(problem.file, problem.line) for problem in problems] == [("tools.tsv", 4)]
    assert canonical_files(tmp_path)["tools.tsv"] == "\n".join(lines)


def test_columns_are_checked(tmp_path: Path) -> None:
    """A shipped table has its columns in their order."""
    [problem] = _broken(tmp_path, "tools.tsv", "exact_match\tclose_match", "close_match\texact_match")
    assert str(problem).startswith("tools.tsv:1: the columns must be name, aliases, broader")


def test_stale_homonym_is_reported(tmp_path: Path) -> None:
    """A homonym that names nothing is to be removed."""
    problems = _broken(tmp_path, "homonyms.tsv", "name\ttypes\n", "name\ttypes\n@ nothing\tMetric|Model\n")
    assert "'@ nothing' names no concept" in str(problems[0])


def test_every_domain_that_papers_are_put_in_has_finer_ones(concepts: list[Concept]) -> None:
    """The 29 domains of the closed scheme are the tops, and something hangs below each."""
    domains = [concept for concept in concepts if concept.type == "Domain"]
    tops = {concept.name for concept in domains if not concept.broader}
    assert len(tops) == 29
    assert tops <= {name for concept in domains for name in concept.broader}
