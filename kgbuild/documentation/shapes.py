"""What a drawing is made of: boxes, lines, labels."""

from dataclasses import dataclass

CHARACTER = 7.3
"""Width of a character of a label in pixels: monospaced, at a size of 12 pixels."""


@dataclass(frozen=True, slots=True)
class Box:
    """A class.

    Attributes:
        iri: Of the class.
        x: Left edge, in pixels.
        y: Upper edge.
        width: In pixels.
        height: In pixels.
    """

    iri: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Label:
    """The name of a relation.

    Attributes:
        name: Local name of the relation, and the anchor it leads to.
        x: Where the text is anchored, in pixels.
        y: Its vertical middle.
        anchor: `start`, `middle` or `end`.
    """

    name: str
    x: float
    y: float
    anchor: str = "middle"

    @property
    def span(self) -> tuple[float, float]:
        """Left and right end, in pixels."""
        width = len(self.name) * CHARACTER
        left = self.x - {"start": 0, "middle": width / 2, "end": width}[self.anchor]
        return left, left + width


@dataclass(frozen=True, slots=True)
class Stroke:
    """A polyline.

    Attributes:
        points: Its corners, in pixels.
        head: Whether an arrow's head stands at its end.
        tail: Whether one stands at its start.
    """

    points: tuple[tuple[float, float], ...]
    head: bool = True
    tail: bool = False

    @property
    def path(self) -> str:
        """The polyline as SVG path data.

        Example:
            >>> Stroke(((0.0, 1.5), (2.0, 1.5))).path
            'M0 1.5 L2 1.5'
        """
        return "M" + " L".join(f"{x:g} {y:g}" for x, y in self.points)


@dataclass(frozen=True, slots=True)
class Line:
    """A relation, drawn.

    Attributes:
        strokes: What it is made of.
        labels: One, or two where a line stands for a relation and its inverse.
        dots: Where its strokes meet.
    """

    strokes: tuple[Stroke, ...]
    labels: tuple[Label, ...]
    dots: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Diagram:
    """A finished drawing.

    Attributes:
        width: In pixels.
        height: In pixels.
        boxes: The classes.
        lines: The relations.
    """

    width: float
    height: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
