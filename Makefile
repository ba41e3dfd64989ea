# Everything runs in .venv, made from the pinned and hashed requirements.lock by any Python from 3.11 on.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	$$p -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
DEMO := build/demo
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help ready demo test soak browser speed notebooks package picture figures renew docs lint gate train lock

help:  ## what can be made
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' $(MAKEFILE_LIST)

ready: .venv/ready  ## prepare .venv, no more

demo: .venv/ready  ## extract alerts of the corpus, show the one that the project began with, write the workbook
	$(BIN)/recense extract corpus/train/kazakhstan-2020-05-18.txt corpus/dev --out $(DEMO)/dataset --rebuild
	$(BIN)/recense show corpus/train/kazakhstan-2020-05-18.txt
	$(BIN)/recense show corpus/train/kazakhstan-2020-05-18.txt --html $(DEMO)/kazakhstan-2020-05-18.html
	$(BIN)/recense export $(DEMO)/dataset --to xlsx --out $(DEMO)/incidents.xlsx
	@echo "Dataset:  $(CURDIR)/$(DEMO)/dataset"
	@echo "Page:     $(CURDIR)/$(DEMO)/kazakhstan-2020-05-18.html"
	@echo "Workbook: $(CURDIR)/$(DEMO)/incidents.xlsx"

test: .venv/ready  ## the test suite
	$(BIN)/python -m pytest

soak: .venv/ready  ## 200 random kills of a run, each followed by a check of every byte
	RECENSE_KILLS=200 $(BIN)/python -m pytest tests/batch/test_kills.py

# Debian's Chromium, where it is not there yet.
CHROMIUM := /usr/bin/chromium
$(CHROMIUM):
	apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium

browser: .venv/ready $(CHROMIUM)  ## the desk gone through in a real browser
	RECENSE_BROWSER=1 $(BIN)/python -m pytest tests/browser

speed: .venv/ready $(CHROMIUM)  ## how fast the desk answers at a hundred thousand incidents
	$(BIN)/python tests/browser/speed.py

scale: .venv/ready  ## what a million inputs and 2,000 shards cost beside reading (docs/scale.md)
	$(BIN)/python tests/batch/scale.py

package: .venv/ready  ## build the wheel, install it in an empty environment and go through the commands there
	RECENSE_PACKAGE=1 $(BIN)/python -m pytest -s tests/packaging

picture: .venv/ready $(CHROMIUM)  ## take the picture of the README
	$(BIN)/python docs/picture.py

figures: .venv/ready  ## measure the figures of the README
	$(BIN)/python docs/figures.py

renew: .venv/ready figures picture notebooks  ## after a change of models or words: all that the documentation shows
	$(BIN)/python docs/generate.py

docs: .venv/ready  ## build the documentation; a link that leads nowhere ends it
	$(BIN)/zensical build --strict --config-file mkdocs.yml

lint: .venv/ready  ## style and types
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy

notebooks: .venv/ready  ## run the notebooks and write what they show
	$(BIN)/python notebooks/run.py

gate: .venv/ready  ## the scores of the dev split must not fall under models/baseline.json
	$(BIN)/python -m models.gate

train: .venv/ready  ## train every model on the train split, from a seed
	$(BIN)/python -m models.train

lock:  ## renew requirements.lock (needs uv)
	uv pip compile pyproject.toml --group dev --all-extras --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-annotate --no-header -o requirements.lock

# A .venv is made anew where its Python is gone or too old, or where an install broke half-way (the file `unfinished`).
# `ready` holds the folder it was made for: in a copied or moved project the scripts in .venv are written again.
SOUND := test -x $(BIN)/python -a ! -e .venv/unfinished && $(BIN)/python -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))'
IGNORED := $(shell { $(SOUND) && test "$$(cat .venv/ready)" = '$(CURDIR)'; } >/dev/null 2>&1 || rm -f .venv/ready)

.venv/ready: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Recense needs Python 3.11 or newer with its venv module (on Debian: python3-venv); install it, or name one: make PYTHON=/path/to/python3" >&2; exit 1; }
	@{ $(SOUND); } >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv
	@touch .venv/unfinished
	@echo "Installing into .venv (a minute or two)" >&2
	@$(BIN)/python -m pip install -qq --no-compile --require-hashes --requirement requirements.lock
	@$(BIN)/python -m pip install -qq --no-deps --no-build-isolation --editable .
	@rm .venv/unfinished && echo '$(CURDIR)' > $@
