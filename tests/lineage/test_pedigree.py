"""Ancestors and descendants, whatever circles the corpus states."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kgbuild.assemble.graph import Edge, KnowledgeGraph, Node
from kgbuild.lineage.generations import generations
from kgbuild.lineage.pedigree import pedigree
from kgbuild.lineage.text import tree


def family(*ties: tuple[str, str], relation: str = "basedOn", confidence: float = 0.9) -> KnowledgeGraph:
    """Return a graph of models: each first is based on the second."""
    graph = KnowledgeGraph()
    for name in sorted({name for tie in ties for name in tie}):
        graph.add_node(Node(name, "Model", name))
    for number, (source, target) in enumerate(ties):
        graph.add_edge(Edge(f"urn:{number}", source, relation, target, confidence))
    return graph


def drawn(graph: KnowledgeGraph, root: str, **options: object) -> list[str]:
    """Return the tree of descendants as lines."""
    found = pedigree(graph, root, **options)  # type: ignore[arg-type]
    return list(tree(found, found.descendants))


def test_both_directions() -> None:
    """From the middle of a chain one sees up and down."""
    found = pedigree(family(("C", "B"), ("B", "A")), "B")
    assert [row.iri for row in found.ancestors] == ["B", "A"]
    assert [row.iri for row in found.descendants] == ["B", "C"]
    assert sorted(found.members) == ["A", "B", "C"]


def test_one_direction() -> None:
    """The other direction is neither walked nor counted."""
    graph = family(("C", "B"), ("B", "A"))
    graph.add_edge(Edge("urn:w", "C", "variantOf", "A", 0.1))
    found = pedigree(graph, "B", direction="ancestors")
    assert (found.descendants, sorted(found.members)) == ((), ["A", "B"])


def test_a_tie_that_a_longer_way_implies_is_not_drawn() -> None:
    """C is based on B and A, B on A: C stands below B only, and the tie to A is kept as implied."""
    found = pedigree(family(("C", "B"), ("C", "A"), ("B", "A")), "A")
    assert [(row.depth, row.iri) for row in found.descendants] == [(0, "A"), (1, "B"), (2, "C")]
    assert [(tie.descendant, tie.ancestor) for tie in found.ties if tie.implied] == [("C", "A")]


def test_two_parents() -> None:
    """What has two parents stands below both, expanded once."""
    assert drawn(family(("B", "A"), ("C", "A"), ("D", "B"), ("D", "C"), ("E", "D"), confidence=1.0), "A") == [
        "├── B",
        "│   └── D",
        "│       └── E",
        "└── C",
        "    └── D  ↑ drawn above",
    ]


def test_circles_are_marked_and_reported() -> None:
    """A circle of `basedOn` is drawn once around, marked, and named from its first member."""
    graph = family(("B", "A"), ("C", "B"), ("A", "C"), confidence=1.0)
    assert drawn(graph, "A") == ["└── B", "    └── C", "        └── A  ↻ circle"]
    assert pedigree(graph, "B").circles == (("A", "C", "B"),)


def test_weak_ties_are_left_out_and_counted() -> None:
    """Below the least confidence nothing is drawn, yet it is counted where it touches what is drawn."""
    graph = family(("B", "A"))
    graph.add_node(Node("C", "Model", "C"))
    graph.add_edge(Edge("urn:w", "C", "basedOn", "A", 0.3))
    assert drawn(graph, "A") == ["└── B [0.90]"]
    assert pedigree(graph, "A").weak == 1
    assert (drawn(graph, "A", least=0.2), pedigree(graph, "A", least=0.2).weak) == (["├── B [0.90]", "└── C [0.30]"], 0)


def test_depth() -> None:
    """Generations beyond the depth are counted."""
    assert drawn(family(("B", "A"), ("C", "B"), ("D", "B")), "A", depth=1) == ["└── B [0.90]  … 2 more"]


def test_the_introducing_paper_stands_beside_its_model() -> None:
    """Children come by year of the paper that introduced them; a paper's title cannot steer the terminal."""
    graph = family(("B", "A"), ("C", "A"), confidence=1.0)
    for model, title, year in (("B", "On B\n\x1b[31m", 2020), ("C", "On C", 2019)):
        graph.add_node(Node(f"urn:{model}", "Paper", title, first_year=year, last_year=year))
        graph.add_edge(Edge(f"urn:i{model}", model, "introducedBy", f"urn:{model}", 0.9))
    assert drawn(graph, "A") == ["├── C  2019 · On C", "└── B  2020 · On B  [31m"]


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from("ABCDEF"), st.sampled_from("ABCDEF")).filter(lambda tie: tie[0] != tie[1])))
def test_every_step_is_drawn_or_implied(ties: list[tuple[str, str]]) -> None:
    """On any graph the walk ends, reaches what can be reached, and accounts for every step; each node is expanded once."""
    steps: dict[str, list[str]] = {}
    for here, there in dict.fromkeys(ties):
        steps.setdefault(here, []).append(there)
    lines, implied = generations(steps, "A")
    reached = {"A"}
    while more := {there for here in reached for there in steps.get(here, ())} - reached:
        reached |= more
    assert {line.iri for line in lines} == reached
    expanded = [line.iri for line in lines if not line.mark]
    assert sorted(expanded) == sorted(reached)
    shown = {(line.origin, line.iri) for line in lines[1:]}
    assert shown | implied == {(here, there) for here in reached for there in steps.get(here, ())}
    assert not shown & implied


def test_a_long_chain() -> None:
    """Thousands of generations do not exhaust the stack."""
    chain = {str(step): [str(step + 1)] for step in range(3000)}
    assert generations(chain, "0")[0][-1].depth == 3000
