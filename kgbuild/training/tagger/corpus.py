"""A corpus of papers without annotations: the vectors of its words."""

import sys
from collections.abc import Iterator
from pathlib import Path

from kgbuild.extract.tagger.features import vector_key
from kgbuild.extract.tagger.model import write_model
from kgbuild.extract.tagger.network import initial_parameters
from kgbuild.extract.tagger.vectors import Vectors, compress
from kgbuild.extract.text.document import DocumentReader
from kgbuild.models import Paper
from kgbuild.training.corpus import read_corpus
from kgbuild.training.tagger.learning import Plan

_SIZE = 100
_MOST_WORDS = 45_000


def learn_vectors(path: Path) -> Vectors:
    """Return vectors of the words of a corpus: skip-gram with negative sampling (Mikolov et al. 2013). Needs `gensim`.

    Args:
        path: As `read_corpus` takes it.
    """
    from gensim.models import (  # type: ignore[import-not-found,import-untyped,unused-ignore]  # noqa: PLC0415 - needed here alone
        Word2Vec,
    )

    model = Word2Vec(
        _Words(path),
        vector_size=_SIZE,
        window=5,
        min_count=4,
        sg=1,
        negative=6,
        epochs=4,
        alpha=0.04,
        sample=1e-4,
        workers=1,
        seed=1,
    )
    return compress(model.wv.index_to_key[:_MOST_WORDS], model.wv.vectors[:_MOST_WORDS])


class _Words:
    """The words of each paper of a corpus, read anew in each round."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __iter__(self) -> Iterator[list[str]]:
        documents = DocumentReader()
        for record in read_corpus(self._path):
            paper = Paper(title=record["title"], abstract=record["abstract"])
            yield [vector_key(form) for form in documents(paper).forms if not form.isspace()]


def main() -> None:
    """Learn vectors: `python -m kgbuild.training.tagger.corpus CORPUS.jsonl TAGGER.npz`; the tagger must learn anew upon them."""
    corpus, path = map(Path, sys.argv[1:])
    vectors = learn_vectors(corpus)
    plan = Plan()
    write_model(path, initial_parameters(plan.width, vectors.size, plan.seed), vectors)


if __name__ == "__main__":
    main()
