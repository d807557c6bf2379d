"""Measurements of the extractor and of the engine, run by hand."""
