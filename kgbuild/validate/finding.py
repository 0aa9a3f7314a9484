"""What a check finds: where, which rule is broken, and how to mend it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One violation.

    Attributes:
        file: Name of the file, with a line where there is one: `extractions.jsonl:12`.
        node: What is at fault: the IRI of a node, a place in a record, or a file's name.
        rule: The name of a shape in `ontology/shapes.ttl`, or of a check of this package.
        mend: What the rule asks for, as an instruction.
        value: What was found instead, where one value is at fault; else empty.

    Example:
        >>> Finding("graph.ttl", "urn:p", "Paper-title", "Give the paper one dcterms:title.").rule
        'Paper-title'
    """

    file: str
    node: str
    rule: str
    mend: str
    value: str = ""
