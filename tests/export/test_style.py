"""Colours can be told apart, sizes and weights grow with what they stand for."""

from itertools import combinations

import graphs
import numpy as np
import pytest

from kgbuild.assemble.graph import KnowledgeGraph, Node
from kgbuild.export.style import COLOURS, OTHER_COLOUR, colour, radius, rgb, sizes, weight
from kgbuild.models import EntityType

# Severity 1.0 of Machado, Oliveira & Fernandes 2009, on linear RGB.
VISIONS = {
    "normal": np.eye(3),
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritan": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
TO_LMS = [
    [0.4122214708, 0.5363325363, 0.0514459929],
    [0.2119034982, 0.6806995451, 0.1073969566],
    [0.0883024619, 0.2817188376, 0.6299787005],
]
TO_OKLAB = [
    [0.2104542553, 0.793617785, -0.0040720468],
    [1.9779984951, -2.428592205, 0.4505937099],
    [0.0259040371, 0.7827717662, -0.808675766],
]


def _linear(node_type: str) -> np.ndarray:
    channels = np.array(rgb(node_type)) / 255
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def _seen(node_type: str, vision: str) -> np.ndarray:
    light = np.clip(np.array(VISIONS[vision]) @ _linear(node_type), 0, 1)
    return np.array(TO_OKLAB) @ np.cbrt(np.array(TO_LMS) @ light)


@pytest.mark.parametrize("vision", VISIONS)
def test_colours_differ_for_every_eye(vision: str) -> None:
    """Any two classes differ by more than four just noticeable differences (0.02 in OKLab)."""
    for first, second in combinations(COLOURS, 2):
        assert np.linalg.norm(_seen(first, vision) - _seen(second, vision)) > 0.08, (first, second)


@pytest.mark.parametrize("node_type", COLOURS)
def test_colours_stand_out_on_light_and_dark(node_type: str) -> None:
    """Every colour has a contrast of at least 1.9 with white and with near-black (#111)."""
    luminance = float(_linear(node_type) @ [0.2126, 0.7152, 0.0722])
    assert 1.05 / (luminance + 0.05) > 1.9
    assert (luminance + 0.05) / 0.0556 > 1.9


def test_every_class_of_node_has_a_colour() -> None:
    """Entities, papers, results and repositories have one each; another class gets a neutral one."""
    assert set(EntityType.__args__) | {"Paper", "Result", "CodeRepository"} == set(COLOURS)
    assert len(set(COLOURS.values())) == len(COLOURS)
    assert colour("Unheard") == OTHER_COLOUR


def test_size_grows_with_support_and_with_what_points_to_it() -> None:
    """A paper that others build on is larger than one that none does."""
    radii = sizes(graphs.tiny())
    assert radii[graphs.NLP] > radii[graphs.BERT] > radii[graphs.ELMO] > radii[graphs.ELMO_PAPER] > radii[graphs.BERT_PAPER]


def test_size_of_nothing() -> None:
    """A support of nought, which no graph should have, does no harm."""
    graph = KnowledgeGraph()
    graph.add_node(Node("urn:m", "Model", "m", support=0))
    assert sizes(graph) == {"urn:m": radius(1)}


def test_weight_is_never_nought() -> None:
    """Gephi drops edges of weight 0."""
    assert weight(confidence=0.0, support=1) > 0
