"""Trains the tagger: `python -m kgbuild.extract.tagger.training GOLD.jsonl MODEL.npz [CORPUS.jsonl]`.

Everything is seeded: the same input gives the same file on the same machine with one thread (`OPENBLAS_NUM_THREADS=1`). The vectors
of words are those of the tagger that ships, unless a corpus is given: then they are learned from it, which needs `gensim`.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import cast

from kgbuild.extract.annotations import AnnotatedPaper, read_annotations
from kgbuild.extract.document import DocumentReader
from kgbuild.extract.lexicon import LexiconMatcher
from kgbuild.extract.tagger.alignment import Annotation, labels
from kgbuild.extract.tagger.examples import Lesson
from kgbuild.extract.tagger.features import vector_key
from kgbuild.extract.tagger.learning import Plan, learn
from kgbuild.extract.tagger.model import load_tagger, write_model
from kgbuild.extract.tagger.network import Parameters
from kgbuild.extract.tagger.reading import text_of
from kgbuild.extract.tagger.vectors import Vectors, compress
from kgbuild.models import Paper
from kgbuild.vocabulary import load_vocabulary

_SIZE = 100
_RAREST = 4
_MOST_WORDS = 45_000


def make_lessons(annotated: Sequence[AnnotatedPaper]) -> list[Lesson]:
    """Return annotated papers as the network learns from them."""
    documents, matcher = DocumentReader(), LexiconMatcher(load_vocabulary().concepts.values())
    result = []
    for one in annotated:
        document = documents(one.paper)
        result.append(Lesson(text_of(document, matcher(document)), labels(document, cast("Annotation", one.record))))
    return result


def train_tagger(gold: Path, corpus: Path | None = None, plan: Plan | None = None) -> tuple[Parameters, Vectors]:
    """Return the parameters and the vectors of a tagger that has learned from annotated papers.

    Args:
        gold: Annotated papers, JSON Lines.
        corpus: Papers, JSON Lines with `title` and `abstract`, to learn the vectors of words from; by default those that ship.
        plan: How to learn.
    """
    vectors = learn_vectors(corpus) if corpus else load_tagger().vectors
    return learn(make_lessons(list(read_annotations(gold))), vectors, plan or Plan()), vectors


def learn_vectors(corpus: Path) -> Vectors:
    """Return vectors of the words of a corpus: skip-gram with negative sampling (Mikolov et al. 2013).

    Args:
        corpus: Papers, JSON Lines with `title` and `abstract`.
    """
    from gensim.models import Word2Vec  # type: ignore[import-not-found,import-untyped,unused-ignore]  # noqa: PLC0415 - only those who learn vectors need it

    sentences = _Words(corpus)
    model = Word2Vec(
        sentences,
        vector_size=_SIZE,
        window=5,
        min_count=_RAREST,
        sg=1,
        negative=6,
        epochs=4,
        alpha=0.04,
        sample=1e-4,
        workers=1,
        seed=1,
        max_final_vocab=_MOST_WORDS,
    )
    return compress(model.wv.index_to_key, model.wv.vectors)


class _Words:
    """The words of each paper of a corpus, read anew in each round."""

    def __init__(self, corpus: Path) -> None:
        self._corpus = corpus

    def __iter__(self) -> Iterator[list[str]]:
        documents = DocumentReader()
        with self._corpus.open(encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                document = documents(Paper(title=record["title"], abstract=record["abstract"]))
                yield [vector_key(token.text) for token in document.tokens if not token.is_space]


def main() -> None:
    """Train from the command line."""
    gold, model, *corpus = map(Path, sys.argv[1:])
    write_model(model, *train_tagger(gold, corpus[0] if corpus else None))


if __name__ == "__main__":
    main()
