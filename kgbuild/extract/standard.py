"""The extractor that ships: components propose, a role model judges, and an extraction is written."""

from collections.abc import Sequence

from kgbuild.extract.candidates.candidate import Proposer
from kgbuild.extract.candidates.introductions import propose_introduced, propose_stated
from kgbuild.extract.candidates.lexicon import LexiconMatcher
from kgbuild.extract.candidates.names import propose_capitalised, propose_shaped
from kgbuild.extract.candidates.terms import propose_terms
from kgbuild.extract.candidates.title_parts import propose_title_parts
from kgbuild.extract.contract import STANDARD
from kgbuild.extract.relations.relating import RelationReader, firm_readings
from kgbuild.extract.roles.cues import CueIndex
from kgbuild.extract.roles.reading import Components, Tag, read
from kgbuild.extract.roles.surroundings import Surroundings
from kgbuild.extract.tagger.reading import DocumentTagger
from kgbuild.extract.tagger.threads import one_thread
from kgbuild.extract.text.document import DocumentReader
from kgbuild.extract.text.legible import ILLEGIBLE, unread
from kgbuild.extract.weights import Weights, shipped_weights
from kgbuild.extract.writing import ExtractionWriter
from kgbuild.models import Extraction, Paper
from kgbuild.vocabulary import Vocabulary, load_vocabulary


def standard_proposers(vocabulary: Vocabulary) -> tuple[Proposer, ...]:
    """Return the components that find candidates; their order does not matter.

    Args:
        vocabulary: Whose concepts to look for.
    """
    return (
        LexiconMatcher(vocabulary.concepts.values()),
        propose_shaped,
        propose_capitalised,
        propose_introduced,
        propose_stated,
        propose_terms,
        propose_title_parts,
    )


class StandardExtractor:
    """Reads a paper with all components, the tagger, and the role model.

    Args:
        vocabulary: By default the one that ships.
        proposers: Components that find candidates; by default `standard_proposers`.
        weights: What was learned; by default what ships.
        tag: Finds candidates too, and says what each is likely to be; by default the weights' tagger.
        name: Stands in each claim.

    Example:
        >>> extraction = StandardExtractor()(Paper(title="Pruning encoders", abstract="We prune BERT and fine-tune it on GLUE."))
        >>> sorted(entity.name for entity in extraction.entities if entity.type in {"Model", "Dataset"})
        ['BERT', 'GLUE']
    """

    def __init__(
        self,
        vocabulary: Vocabulary | None = None,
        *,
        proposers: Sequence[Proposer] | None = None,
        weights: Weights | None = None,
        tag: Tag | None = None,
        name: str = STANDARD,
    ) -> None:
        vocabulary, weights = vocabulary or load_vocabulary(), weights or shipped_weights()
        self.name = name
        self._components = Components(
            tuple(proposers) if proposers is not None else standard_proposers(vocabulary),
            tag or DocumentTagger(weights.tagger),
            weights.roles,
            weights.kinds,
            vocabulary.own,
        )
        self._relations = weights.relations
        self._vectors = weights.tagger.vectors
        self._documents = DocumentReader()
        self._write = ExtractionWriter(name, weights.domains, weights.results)

    def __call__(self, paper: Paper) -> Extraction:
        """Return what the paper says."""
        with one_thread():
            return self._read(paper)

    def _read(self, paper: Paper) -> Extraction:
        document = self._documents(paper)
        cues = CueIndex(document)
        reason = unread(paper, document.sentences)
        if reason in ILLEGIBLE:
            return self._write(document, cues, (), (), reason)
        surroundings = Surroundings(document, self._vectors)
        readings = read(document, cues, surroundings, self._components)
        relations = RelationReader(document, readings).read(self._relations, surroundings)
        return self._write(document, cues, firm_readings(readings, relations), relations, reason)
