"""Tests of the shipped rules, and of what is demanded of rules."""
