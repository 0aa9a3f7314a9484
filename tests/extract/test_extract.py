"""Running an extractor over many papers."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from kgbuild.extract import extract
from kgbuild.models import Extraction, Paper

PAPERS = [
    Paper(title=f"FooNet{number}: a model", abstract=f"We propose FooNet{number}, which extends BERT and is tested on GLUE.")
    for number in range(130)
]


@dataclass
class Echo:
    """An extractor that finds nothing."""

    name: str = "echo"
    asked: list[str] = field(default_factory=list)

    def __call__(self, paper: Paper) -> Extraction:
        """Return the paper alone."""
        self.asked.append(paper.title)
        return Extraction(paper=paper)


def test_any_extractor_can_stand_in() -> None:
    """What has a name and takes a paper is an extractor."""
    assert [found.paper for found in extract(PAPERS, extractor=Echo())] == PAPERS


def test_papers_are_read_as_needed() -> None:
    """One worker reads no paper before its extraction is asked for."""
    echo = Echo()
    running = extract(iter(PAPERS), extractor=echo)
    next(running)
    assert echo.asked == [PAPERS[0].title]


def test_workers_read_ahead_within_bounds() -> None:
    """Several workers take a bounded number of papers ahead, so that memory stays flat."""
    taken = 0

    def endless() -> Iterator[Paper]:
        nonlocal taken
        while True:
            taken += 1
            yield Paper(title=f"paper {taken}")

    running = extract(endless(), extractor=Echo(), workers=2)
    next(running)
    assert taken <= 100 * 3 * 2
    running.close()


@pytest.mark.slow
def test_two_workers_say_what_one_says() -> None:
    """The number of workers changes no byte and no order."""
    one = [found.model_dump_json() for found in extract(PAPERS)]
    assert [found.model_dump_json() for found in extract(PAPERS, workers=2)] == one


@pytest.mark.slow
def test_hash_seed_makes_no_difference() -> None:
    """Two interpreters with different hash seeds write the same."""
    program = (
        "from kgbuild.extract import extract; from kgbuild.models import Paper;"
        "print(*[e.model_dump_json() for e in extract([Paper(title='FooNet: Pruned Transformers', "
        "abstract='We propose FooNet, based on BERT and GPT-2, for parsing. It beats ELMo on CoNLL-2003 in F1.')])])"
    )
    outputs = {
        subprocess.run([sys.executable, "-c", program], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def test_import_is_light() -> None:
    """Importing the package loads neither spaCy nor NumPy."""
    program = "import sys, kgbuild.extract; sys.exit(bool({'spacy', 'numpy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
