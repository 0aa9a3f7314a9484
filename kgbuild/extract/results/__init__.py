"""Quantities that a paper reports, of what metric, on what data, by which system."""
