"""Extraction: each part on invented documents, the whole on round trips."""
