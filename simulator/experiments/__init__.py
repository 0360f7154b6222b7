"""Experiments: the same households in several arms, and what came of it."""
