"""Whatever comes in, a verdict or a Chinese sentence comes out; and what must not change a verdict does not."""
