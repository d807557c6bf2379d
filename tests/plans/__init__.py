"""Tests of the data: the summaries of real plans, and the outlines above them."""
