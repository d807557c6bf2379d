"""Measuring: a plan and its parents as flat facts with units, intervals and places."""
