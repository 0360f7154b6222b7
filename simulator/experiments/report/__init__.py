"""The report of an experiment: one HTML page with its figures, the life in its homes, and every defect to be opened."""

from simulator.experiments.report.writing import write_report

__all__ = ["write_report"]
