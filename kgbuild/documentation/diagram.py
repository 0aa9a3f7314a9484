"""The classes and relations as a drawing: boxes in a column, relations from the hub at its left, all others as lanes at its right.

No line crosses a label: lines run through the middle of rows, labels stand between lines or between rows.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from kgbuild.documentation.shapes import CHARACTER, Box, Diagram, Label, Line, Stroke
from kgbuild.documentation.terms import Term

ROW = 26
"""Height of the row that one line takes, in pixels."""

_MARGIN = 24
_BOX = 150
_PADDING = 7
_GAP = 14
_HEAD = 9  # length of an arrow's head
_LANE = 18  # between a lane's label and the next lane


@dataclass(slots=True)
class _Column:
    """A class of the column: what arrives from the hub, and which lanes leave or arrive."""

    iri: str
    spokes: list[tuple[Term, Term | None]] = field(default_factory=list)
    ports: list[tuple[Term, bool]] = field(default_factory=list)
    top: float = 0.0

    @property
    def height(self) -> float:
        return max(len(self.spokes), len(self.ports), 1) * ROW + 2 * _PADDING

    def row(self, index: int, rows: int) -> float:
        """The middle of one of the rows of a side, spread evenly about the middle of the box."""
        return self.top + self.height / 2 + (index - (rows - 1) / 2) * ROW


def draw(classes: Sequence[Term], relations: Sequence[Term]) -> Diagram:
    """Lay out an ontology; the same for the same terms.

    Args:
        classes: Its classes.
        relations: The properties between them, or between them and classes elsewhere.

    Returns:
        The drawing, from (0, 0) to its width and height.

    Example:
        >>> paper, model = (Term(f"kg:{name}", name, name, "") for name in ("Paper", "Model"))
        >>> uses = Term("kg:uses", "uses", "uses", "", (paper.iri,), (model.iri,))
        >>> [line.labels[0].name for line in draw([paper, model], [uses]).lines]
        ['uses']
    """
    hub = _hub(relations)
    known = {term.iri for term in classes}
    inner = [relation for relation in relations if {*relation.domain, *relation.range} <= known]
    loops = [relation for relation in inner if {*relation.domain, *relation.range} == {hub}]
    lanes = [relation for relation in inner if hub not in {*relation.domain, *relation.range}]
    columns = _ordered(_columns(hub, [relation for relation in inner if relation not in loops and relation not in lanes], lanes))
    left = _MARGIN + max((len(loop.name) * CHARACTER + 44 for loop in loops), default=0)
    middle = left + _BOX + _spoke_width(columns) + 60
    bottom = _stack(columns)
    hub_box = Box(hub, left, _MARGIN, _BOX, bottom - _MARGIN)
    boxes = [hub_box, *(Box(column.iri, middle, column.top, _BOX, column.height) for column in columns)]
    lines = [*_loops(hub_box, loops), *_spokes(columns, left + _BOX, middle), *_lanes(columns, lanes, middle + _BOX)]
    rest = [relation for relation in relations if relation not in inner]
    alone = [term.iri for term in classes if term.iri not in {box.iri for box in boxes}]
    more_boxes, more_lines, bottom = _rest(alone, rest, left, bottom + 2 * _GAP)
    boxes, lines = boxes + more_boxes, lines + more_lines
    right = max([*(box.x + box.width for box in boxes), *(label.span[1] for line in lines for label in line.labels)])
    return Diagram(right + _MARGIN, bottom + _MARGIN, tuple(boxes), tuple(lines))


def _hub(relations: Iterable[Term]) -> str:
    """Return the class that most relations start from."""
    counts = Counter(iri for relation in relations for iri in relation.domain if len(relation.domain) == 1)
    return max(sorted(counts), key=lambda iri: counts[iri])


def _columns(hub: str, spokes: Iterable[Term], lanes: Iterable[Term]) -> list[_Column]:
    columns: dict[str, _Column] = {}
    forward = [relation for relation in spokes if relation.domain == (hub,)]
    inverse = {relation.inverse: relation for relation in spokes if relation.range == (hub,)}
    for relation in sorted(forward, key=lambda relation: (relation.parents, relation.name)):
        for iri in relation.range:
            columns.setdefault(iri, _Column(iri)).spokes.append((relation, inverse.get(relation.iri)))
    for relation in lanes:
        for ends, leaves in ((relation.domain, True), (relation.range, False)):
            for iri in ends:
                columns.setdefault(iri, _Column(iri)).ports.append((relation, leaves))
    return [columns[iri] for iri in sorted(columns)]


def _ordered(columns: list[_Column]) -> list[_Column]:
    """Swap classes as long as that shortens the lanes."""
    best, length = columns, _length(columns)
    improved = True
    while improved:
        improved = False
        for first, second in combinations(range(len(columns)), 2):
            tried = list(best)
            tried[first], tried[second] = tried[second], tried[first]
            if (other := _length(tried)) < length:
                best, length, improved = tried, other, True
    return best


def _length(columns: Iterable[_Column]) -> float:
    ends: defaultdict[str, list[float]] = defaultdict(list)
    y = 0.0
    for column in columns:
        for relation, _ in column.ports:
            ends[relation.name].append(y + column.height / 2)
        y += column.height + _GAP
    return sum(max(places) - min(places) for places in ends.values())


def _stack(columns: Iterable[_Column]) -> float:
    y = float(_MARGIN)
    for column in columns:
        column.top = y
        y += column.height + _GAP
    return y - _GAP


def _spoke_width(columns: Iterable[_Column]) -> float:
    rows = (pair for column in columns for pair in column.spokes)
    return max((sum(len(term.name) * CHARACTER + 12 for term in pair if term) for pair in rows), default=0)


def _loops(hub: Box, loops: Sequence[Term]) -> list[Line]:
    lines = []
    for index, loop in enumerate(loops):
        y = hub.y + hub.height / 2 + (index - len(loops) / 2) * 3 * ROW
        x = hub.x - 28
        points = ((hub.x, y), (x, y), (x, y + ROW), (hub.x - _HEAD, y + ROW))
        lines.append(Line((Stroke(points),), (Label(loop.name, x - 8, y + ROW / 2, "end"),)))
    return lines


def _spokes(columns: Iterable[_Column], start: float, end: float) -> list[Line]:
    lines = []
    for column in columns:
        for index, (relation, inverse) in enumerate(column.spokes):
            y = column.row(index, len(column.spokes))
            labels = [Label(relation.name, start + 26, y, "start")]
            if inverse:
                labels.append(Label(inverse.name, end - 26, y, "end"))
            first = start + (_HEAD if inverse else 0)
            lines.append(Line((Stroke(((first, y), (end - _HEAD, y)), tail=bool(inverse)),), tuple(labels)))
    return lines


def _lanes(columns: Sequence[_Column], lanes: Iterable[Term], start: float) -> list[Line]:
    """Draw each relation as a vertical lane that some classes lead to and that leads to others.

    Lanes that share no height share a track (the left-edge algorithm of Hashimoto and Stevens, 1971), short ones next to the boxes.
    """
    tracks: list[list[Term]] = []
    for lane in sorted(lanes, key=lambda lane: (_extent(lane, columns)[1] - _extent(lane, columns)[0], lane.name)):
        for track in tracks:
            if not any(_overlap(_extent(lane, columns), _extent(other, columns)) for other in track):
                track.append(lane)
                break
        else:
            tracks.append([lane])
    place = {lane.name: index for index, track in enumerate(tracks) for lane in track}
    for column in columns:
        column.ports.sort(key=lambda port: (place[port[0].name], port[0].name, not port[1]))
    x, lines = start + 32, []
    for track in tracks:
        lines += [_lane(lane, columns, start, x) for lane in track]
        x += max(len(lane.name) for lane in track) * CHARACTER + 8 + _LANE
    return lines


def _extent(lane: Term, columns: Iterable[_Column]) -> tuple[float, float]:
    """Return the upper edge of the first and the lower edge of the last class that a lane may reach."""
    reached = [column for column in columns if column.iri in {*lane.domain, *lane.range}]
    return reached[0].top, reached[-1].top + reached[-1].height


def _overlap(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _lane(lane: Term, columns: Sequence[_Column], start: float, x: float) -> Line:
    strokes, dots = [], []
    for column in columns:
        for index, (relation, leaves) in enumerate(column.ports):
            if relation is lane:
                y = column.row(index, len(column.ports))
                dots.append((x, y))
                strokes.append(Stroke(((x, y), (start if leaves else start + _HEAD, y)), head=not leaves))
    top, bottom = min(y for _, y in dots), max(y for _, y in dots)
    label = Label(lane.name, x + 8, top + ROW / 2, "start")
    return Line((Stroke(((x, top), (x, bottom)), head=False), *strokes), (label,), tuple(dots))


def _rest(alone: list[str], relations: Sequence[Term], left: float, top: float) -> tuple[list[Box], list[Line], float]:
    """Draw what has no part in the rest below it: a row for each relation to the outside, then the classes without any."""
    boxes, lines, height = [], [], ROW + 2 * _PADDING
    for relation in relations:
        width = len(relation.name) * CHARACTER + 60
        for target in relation.range:
            boxes += [Box(relation.domain[0], left, top, _BOX, height), Box(target, left + _BOX + width, top, _BOX, height)]
            y = top + height / 2
            points = ((left + _BOX, y), (left + _BOX + width - _HEAD, y))
            lines.append(Line((Stroke(points),), (Label(relation.name, left + _BOX + 26, y, "start"),)))
            top += height + _GAP
    for iri in alone:
        if iri not in {box.iri for box in boxes}:
            boxes.append(Box(iri, left, top, _BOX, height))
            top += height + _GAP
    return boxes, lines, top - _GAP
