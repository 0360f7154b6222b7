"""How real a simulation's speech is, beside that of people: `python -m simulator.realism`."""
