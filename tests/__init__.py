"""Tests; the folders mirror those of ``checker``."""
