"""How good extractions are against annotated papers: precision, recall, F1 by field, calibration, confusion and errors."""
