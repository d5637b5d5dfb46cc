# Two commands for a newcomer: `make demo` and `make test`. Each sets up what it needs, once.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Gold pages beside the checkout, scored too when they are there.
EXTRA_GOLD ?= ../shared/gold
EXTRA_PAGES ?= ../shared/pages
NEWS ?= ../shared/data/corpus_xinwenlianbo.jsonl.gz

.PHONY: help demo test check format lint types imports docs gate gate-update bench bench-layout bench-peers dist clean

help:
	@echo "make demo         build a library from the sample pages and look around in it"
	@echo "make test         run the tests"
	@echo "make check        everything a change must pass: lint, types, imports, docs, tests, gold gate"
	@echo "make format       format the code and mend what the linter can mend"
	@echo "make docs         write the generated parts of the documentation again"
	@echo "make gate-update  raise the floors of the gold gate to the scores reached"
	@echo "make bench        measure the speed of every stage and of the whole chain"
	@echo "make bench-peers  compare with other tools, in an environment of their own (build/peers)"
	@echo "make bench-layout typeset newspaper pages as PDFs and score how they are cut"

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "anliku needs Python 3.11 or newer; try: make PYTHON=python3.12 demo" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.base: pyproject.toml | $(BIN)/python
	@echo "Installing anliku into $(VENV) (once)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml $(VENV)/.base
	@echo "Installing the tools for development into $(VENV) (once)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	@mkdir -p $(VENV)/types && ln -sfn "$(CURDIR)" $(VENV)/types/anliku
	@touch $@

demo: $(VENV)/.base
	@$(BIN)/anliku demo

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n auto

check: lint types imports docs-check test gate

format: $(VENV)/.dev
	$(BIN)/ruff check --quiet --fix .
	$(BIN)/ruff format --quiet .

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.dev
	$(BIN)/basedpyright

imports: $(VENV)/.dev
	$(BIN)/lint-imports

docs: $(VENV)/.dev
	$(BIN)/python -m cogapp -r README.md README.zh-CN.md docs/commands.md docs/tutorial.md

docs-check: $(VENV)/.dev
	$(BIN)/python -m cogapp --check --diff README.md README.zh-CN.md docs/commands.md docs/tutorial.md

gate: $(VENV)/.dev
	$(BIN)/python -m bench.gate --extra $(EXTRA_GOLD) $(EXTRA_PAGES)

gate-update: $(VENV)/.dev
	$(BIN)/python -m bench.gate --update --extra $(EXTRA_GOLD) $(EXTRA_PAGES)

bench: $(VENV)/.dev
	$(BIN)/python -m bench.speed $(NEWS)

bench-layout: $(VENV)/.dev
	$(BIN)/python -m bench.layout

bench-peers: $(VENV)/.dev
	$(BIN)/python -m bench.peers --write

dist: $(VENV)/.dev
	$(BIN)/python -m build

clean:
	rm -rf $(VENV) build dist *.egg-info anliku-demo .pytest_cache .ruff_cache .hypothesis
