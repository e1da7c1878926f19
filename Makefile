# Two commands for a newcomer: `make extract` and `make test`. `make` alone lists the rest.
SHELL       := /bin/sh
PYTHON      ?= python3
VENV        ?= .venv
BIN         := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
PY          := $(BIN)/python
PLAN        ?= inputs
OUTPUT      ?= outputs
DATE        ?=
ARGS        ?=
SHARED      ?= ../shared
CORPUS      ?= $(SHARED)/corpus
SCORE       ?= $(SHARED)/score.py
CASES       ?= $(SHARED)/cases/extraction
MINUTES     ?= 5
FOLDER      ?= inputs
RUN          = $(PY) -m pipeline extract "$(PLAN)" --output "$(OUTPUT)" $(if $(DATE),--date $(DATE)) $(ARGS)
ACCURACY     = --corpus "$(CORPUS)" --score "$(SCORE)" --shared "$(SHARED)" $(ARGS)
INSTALL      = $(PY) -m pip install --quiet --disable-pip-version-check --only-binary :all: --require-hashes

export PYTHONUTF8 := 1

.DEFAULT_GOAL := help
.PHONY: help extract tables letters tracker test test-all check format score rules diff cases vary thin expect accuracy bench fuzz read-any lock clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-9s %s\n", $$1, $$2}' Makefile
	@echo 'Options: PLAN=file-or-folder OUTPUT=folder DATE=2024-04-01 ARGS="..." PYTHON=python3.12'

extract: $(VENV)/compiled.stamp ## tables, letters and tracking workbook of every plan in inputs/ (PLAN=path for one)
	@$(RUN)

tables: $(VENV)/compiled.stamp ## the tables alone
	@$(RUN) --only tables

letters: $(VENV)/compiled.stamp ## the letters alone
	@$(RUN) --only letters

tracker: $(VENV)/compiled.stamp ## the tracking workbook alone
	@$(RUN) --only tracking

test: $(VENV)/dev.stamp ## what needs Python alone, under a minute
	@$(PY) -m pytest -m "not slow" $(ARGS)

test-all: $(VENV)/dev.stamp ## everything: LibreOffice, a browser, minutes; a missing program fails
	@npm install --silent --no-audit --no-fund --prefix $(VENV)/axe axe-core@4.14.1
	@$(PY) -m pytest $(ARGS)

check: $(VENV)/dev.stamp ## format, lint, types and the fast tests
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) -m mypy
	@$(PY) -m pytest -m "not slow"

format: $(VENV)/dev.stamp ## put the code into the house's form
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix .

score: $(VENV)/core.stamp ## extraction against the hand-made gold of the corpus (ARGS=--show lists every miss)
	@$(PY) -m tests.corpus_score score "$(CORPUS)" "$(SCORE)" $(ARGS)

rules: $(VENV)/core.stamp ## how often each rule fires over the corpus
	@$(PY) -m tests.corpus_score rules "$(CORPUS)"

diff: $(VENV)/core.stamp ## rows gained, lost and changed against the last commit
	@$(PY) -m tests.corpus_score diff "$(CORPUS)"

cases: $(VENV)/core.stamp ## extraction against the gold of small documents, one difficulty each
	@$(PY) -m tests.corpus_score score "$(CASES)" "$(SCORE)" $(ARGS)

vary: $(VENV)/core.stamp ## the corpus with other names, labels and bullets
	@$(PY) -m tests.accuracy vary $(ACCURACY)

thin: $(VENV)/core.stamp ## the corpus by rules that lack a fifth of one kind of word (some minutes)
	@$(PY) -m tests.accuracy thin $(ACCURACY)

expect: $(VENV)/core.stamp ## documents without gold: what no right reading does (ARGS="--show 5" lists some)
	@$(PY) -m tests.accuracy expect $(ACCURACY)

accuracy: $(VENV)/core.stamp ## measure all of these, and write docs/accuracy.md (ARGS=--quick: no thin, no page)
	@$(PY) -m tests.accuracy all $(ACCURACY)

bench: $(VENV)/dev.stamp $(VENV)/compiled.stamp ## measure, and write docs/benchmarks.md
	@$(PY) -m tests.bench $(ARGS)

fuzz: $(VENV)/dev.stamp ## damaged files at the reader for MINUTES minutes
	@$(PY) -m tests.fuzz --minutes $(MINUTES) $(ARGS)

read-any: $(VENV)/dev.stamp ## every file of a folder at the reader (FOLDER=path): read, refused, traceback, slow
	@$(PY) -m tests.read_any "$(FOLDER)"

lock: $(VENV)/dev.stamp ## pin the newest versions, with the hashes of every platform
	@$(PY) -m pip install --quiet --disable-pip-version-check uv
	@rm -f requirements.lock requirements-dev.lock
	@$(BIN)/uv pip compile $(LOCK) --output-file requirements.lock
	@$(BIN)/uv pip compile $(LOCK) --extra dev --extra cluster --constraint requirements.lock \
	  --output-file requirements-dev.lock
LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate pyproject.toml

clean: $(VENV)/core.stamp ## remove what can be made again; a workbook with typed values stays
	@$(PY) -m pipeline clean --output "$(OUTPUT)"
	@find . -name __pycache__ -type d -not -path './$(VENV)/*' -prune -exec rm -rf {} +
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist *.egg-info

$(PY):
	@command -v "$(PYTHON)" >/dev/null || { echo '$(PYTHON) is missing -> install Python 3.11 or newer, or: make PYTHON=path/to/python'; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "$(PYTHON) is older than Python 3.11 -> install a newer one, then: make PYTHON=python3.11"; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "$(PYTHON) has no venv module -> on Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@"$(PYTHON)" -m venv "$(VENV)"

$(VENV)/core.stamp: requirements.lock | $(PY)
	@echo 'Installing pinned libraries into $(VENV) (once, about half a minute) ...' >&2
	@$(INSTALL) -r requirements.lock
	@touch $@

# Compiled once: where Python may not write bytecode itself, every run would compile the package anew (250 ms).
$(VENV)/compiled.stamp: $(VENV)/core.stamp $(shell find pipeline -name '*.py')
	@$(PY) -m compileall -q pipeline
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock $(VENV)/core.stamp
	@$(INSTALL) -r requirements-dev.lock
	@touch $@
