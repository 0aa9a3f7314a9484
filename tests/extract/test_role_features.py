"""What the network of roles looks at."""

import numpy as np
from extract_fixtures import Read

from kgbuild.extract.roles.cues import CueIndex
from kgbuild.extract.roles.reading import find_groups
from kgbuild.extract.standard import standard_proposers
from kgbuild.extract.tagger.fields import FIELDS
from kgbuild.vocabulary import load_vocabulary


def test_only_common_nouns_that_the_tagger_does_not_see_are_passed_over(read: Read) -> None:
    """Of what a tagger without any opinion leaves, names by shape and those of the lexicon are judged, and no mere noun phrase."""
    document = read("Notes", "The Blurp2C runs with BERT after a cheap sieve pruning.")
    outside = np.zeros((len(document.forms), len(FIELDS), 3), np.float32)
    outside[:, :, 0] = 1
    groups = find_groups(document, CueIndex(document), standard_proposers(load_vocabulary()), lambda _document, _known: outside)
    named = {document.text[start:end] for one in groups for start, end in one.spans}
    assert {"Blurp2C", "BERT"} <= named
    assert "sieve pruning" not in named
