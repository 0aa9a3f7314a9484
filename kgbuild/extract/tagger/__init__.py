"""A learned tagger of spans: what a paper introduces, builds on, uses, compares with, applies, addresses and measures."""
