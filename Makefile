# Every target sets up .venv by itself from requirements.lock. Python 3.11 to 3.13; uv is used when it is there.
.DEFAULT_GOAL := help
.PHONY: help setup run test crash cluster lint types layers bench gate gate-raise boundaries heads components report notebook findings lock clean

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# The object store of the tests, see pyproject.toml.
STORE := $(VENV)/store
OUT := data/out

help:  ## Print this list.
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: $(READY)  ## Make .venv from requirements.lock and install Tallywire in it.

$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "No Python 3.11, 3.12 or 3.13 with venv was found; install one, or name it: make PYTHON=/path/to/python" >&2; exit 2; }
	@rm -rf $(VENV)
	@if command -v uv >/dev/null 2>&1; then \
		uv venv --quiet --python "$(PYTHON)" $(VENV) && \
		uv pip install --quiet --python $(BIN)/python -r requirements.lock && \
		uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e . ; \
	else \
		"$(PYTHON)" -m venv $(VENV) && \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock && \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . ; \
	fi
	@touch $(READY)

$(STORE)/.ready: tests/object-store.lock $(READY)
	@rm -rf $(STORE)
	@if command -v uv >/dev/null 2>&1; then \
		uv venv --quiet --python "$(PYTHON)" $(STORE) && uv pip install --quiet --python $(STORE)/bin/python -r $< ; \
	else \
		"$(PYTHON)" -m venv $(STORE) && $(STORE)/bin/python -m pip install --quiet --disable-pip-version-check -r $< ; \
	fi
	@touch $@

run: $(READY)  ## Extract the claims of the five seed dumps into data/out and hold them against the known figures.
	$(BIN)/tallywire run seeds --out $(OUT) --force
	$(BIN)/tallywire check $(OUT) --known data/known_figures.csv

test: $(READY) $(STORE)/.ready  ## Run the tests.
	$(BIN)/python -m pytest

crash: $(READY)  ## Kill a run twenty times and see that it comes to the same dataset.
	$(BIN)/python -m pytest -m crash tests/engine

cluster: $(READY)  ## Work on 2,000 stories on a Dask cluster that loses a worker and its scheduler.
	$(BIN)/python -m pytest -m cluster tests/engine

lint: $(READY)  ## Check style and formatting.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)  ## Check types (mypy --strict).
	$(BIN)/mypy

layers: $(READY)  ## Check that imports go one way.
	$(BIN)/lint-imports

gate: $(READY)  ## Fail when accuracy on the gold sets falls below data/gold/floors.json.
	$(BIN)/python benchmarks/gate.py

$(OUT)/manifest.json: $(READY)
	$(BIN)/tallywire run seeds --out $(OUT)

report: $(OUT)/manifest.json  ## Write report.html: the dataset of the seeds as one page, with the rules behind every field.
	$(BIN)/tallywire report $(OUT) -o report.html --rules --title "the five seed dumps"

findings: $(READY)  ## Measure precision and recall of the checks on invented datasets.
	$(BIN)/python benchmarks/findings.py

notebook: $(OUT)/manifest.json  ## Run notebooks/analysis.ipynb over the dataset of the seeds; the result is notebooks/analysis.run.ipynb.
	$(BIN)/jupyter-execute notebooks/analysis.ipynb --output=analysis.run.ipynb

boundaries: $(READY)  ## Measure story boundaries and dates against two baselines.
	$(BIN)/python benchmarks/boundaries.py

heads: $(READY)  ## Measure titles, publishers and dates of publication on texts in 240 layouts.
	$(BIN)/python benchmarks/heads.py

components: $(READY)  ## Measure how fast each component is by itself.
	$(BIN)/python benchmarks/components.py

bench: $(READY)  ## Measure speed against bare spaCy and write benchmarks/RESULTS.md (about ten minutes).
	$(BIN)/python benchmarks/bench.py

gate-raise: $(READY)  ## Raise the floors to what is measured now; never lowers one.
	$(BIN)/python benchmarks/gate.py --raise

COMPILE := uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --no-emit-find-links --no-annotate --no-header

lock: pyproject.toml  ## Write requirements.lock and tests/object-store.lock anew (needs uv).
	$(COMPILE) --all-extras pyproject.toml -o requirements.lock
	$(COMPILE) --group store -o tests/object-store.lock

clean:  ## Remove .venv, caches and data/out.
	rm -rf $(VENV) $(OUT) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
