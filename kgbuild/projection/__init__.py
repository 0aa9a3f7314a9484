"""Some kinds of node and what they share: simpler graphs for network analysis."""

from kgbuild.projection.graph import Projection
from kgbuild.projection.shared import Ends, project

__all__ = ["Ends", "Projection", "project"]
