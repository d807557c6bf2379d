"""Tests of the benchmarks that can be wrong: what they compare, not how fast anything is."""
