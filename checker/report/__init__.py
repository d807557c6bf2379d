"""Renderers: pure functions of a result."""
