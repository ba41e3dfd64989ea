# Everything runs in .venv, made from the pinned and hashed requirements.lock.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test lint train lock

demo: .venv/ready  ## extract the corpus and show the alert that the project began with
	$(BIN)/recense extract corpus/alerts --out build/demo/dataset
	$(BIN)/recense export build/demo/dataset --to xlsx --out build/demo/incidents.xlsx
	$(BIN)/recense show corpus/alerts/kazakhstan-2020-05-18.txt
	@echo "Dataset:  $(CURDIR)/build/demo/dataset"
	@echo "Workbook: $(CURDIR)/build/demo/incidents.xlsx"

test: .venv/ready  ## the test suite
	$(BIN)/python -m pytest

lint: .venv/ready  ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

train: .venv/ready  ## train every model on the train split, from a seed
	$(BIN)/python -m models.train

lock:  ## renew requirements.lock (needs uv)
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-annotate --no-header -o requirements.lock

.venv/ready: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Recense needs Python 3.11 or newer: install it, or say make PYTHON=/path/to/python3" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@
