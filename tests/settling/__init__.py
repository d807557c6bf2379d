"""Waivers and baseline, below the command line."""
