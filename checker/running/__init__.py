"""One run: what was named becomes inputs, inputs become settled results. Knows no command line and prints nothing."""
