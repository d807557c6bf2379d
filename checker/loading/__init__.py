"""YAML files as data with places, and errors that name file, line and the way out."""
