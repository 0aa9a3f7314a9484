"""Learning the extractor's models from annotated papers; needs the extra `train`, which extracting does not."""
