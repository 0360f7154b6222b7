"""Simulated households: who lives there, what they want, and how they say it. All of this is truth: nothing of it is
known to the assistant. Read `values.py` first."""
