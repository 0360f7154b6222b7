"""The live session: a person at a terminal lives in the simulated home."""
