# `make demo` and `make test` need Python 3.11 or newer and pip, nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Tests that run side by side; those marked `alone` follow one by one, because sound waits for nobody.
JOBS ?= 2

.PHONY: demo test check bench train clean

demo: $(VENV)/.demo
	$(BIN)/ambient replay scenarios/keynote --channel audio --wav demo.wav

test: $(VENV)/.test
	$(BIN)/python -m pytest -m 'not alone' --numprocesses $(JOBS) --dist worksteal
	$(BIN)/python -m pytest -m alone

check: $(VENV)/.test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(VENV)/.demo
	$(BIN)/ambient bench

train: $(VENV)/.test
	$(BIN)/python -m assistant.nlu.train
	$(BIN)/python -m simulator.train_ranker

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; try make PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.demo: $(BIN)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[piper,parquet]'
	touch $@

$(VENV)/.test: $(BIN)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[piper,parquet,test,dev]'
	touch $@ $(VENV)/.demo

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache
