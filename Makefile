# Every command that works on the project. `make` alone lists them.
SHELL := /bin/sh
export UV_PYTHON_DOWNLOADS := never
UV := $(shell command -v uv 2>/dev/null || echo .tools/bin/uv)
RUN := $(UV) run --frozen --quiet
SHARED ?= ../shared
OUT ?= out
SAMPLES := $(wildcard src/riscontro/samples/20*)

.PHONY: help setup demo test check score pipelines-score bench bench-ledger train clean
SIZES ?= 10000 100000

help: ## list these commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

.tools/bin/uv:
	@echo "Fetching uv into .tools/ ..."
	@python3 -m venv .tools 2>/dev/null && .tools/bin/python -m pip install --quiet uv \
	|| { rm -rf .tools; mkdir -p .tools/bin; python3 -m pip install --quiet --target .tools/lib uv && ln -s ../lib/bin/uv .tools/bin/uv; } \
	|| { rm -rf .tools; echo "uv could not be installed: run 'apt install python3-venv' (or install uv yourself) and try again." >&2; exit 1; }

setup: $(if $(findstring .tools,$(UV)),.tools/bin/uv) ## make the environment from the lock file
	@$(UV) sync --frozen --quiet

demo: setup ## add the sample articles to a new store: print the ledger between Russia and North Korea, write the dossier
	@mkdir -p $(OUT)
	@rm -f $(OUT)/riscontro.db $(OUT)/riscontro.db-*
	@$(RUN) riscontro init --store $(OUT)/riscontro.db
	@$(RUN) riscontro add $(SAMPLES) --store $(OUT)/riscontro.db
	@$(RUN) riscontro ledger --between RU KP --store $(OUT)/riscontro.db
	@for form in html md pdf; do $(RUN) riscontro dossier --between RU KP --store $(OUT)/riscontro.db --format $$form > $(OUT)/dossier.$$form || exit 1; done
	@echo "The dossier was written to $(OUT)/dossier.html, $(OUT)/dossier.pdf and $(OUT)/dossier.md, the store to $(OUT)/riscontro.db"

test: setup ## set up everything and run the tests
	@.ci/postgresql
	@$(RUN) pytest -q

bench-ledger: setup ## the store and the ledger on a generated corpus: rates, growth, queries, memory, origins (SIZES="10000 100000 1000000")
	@nice $(RUN) python bench/ledger.py $(SIZES)

check: setup ## lint, types, import contract, docs
	@$(RUN) ruff check .
	@$(RUN) ruff format --check .
	@$(RUN) mypy
	@$(RUN) lint-imports
	@$(RUN) python docs/generate.py --check

score: setup ## measure against the gold claims and the public sets (needs the shared folder: SHARED=../shared)
	@$(RUN) python bench/score.py --shared $(SHARED)

pipelines-score: setup ## trees, wanted relations, names and sentence bounds of the shipped pipelines on held-out sets (SHARED=../shared)
	@$(RUN) python training/train.py --corpora $(SHARED)/corpora/pipelines --score-only

bench: setup ## speed, start-up, memory and claims, held against the committed run
	@$(RUN) python bench/bench.py

train: setup ## retrain the language pipelines from the corpora (SHARED=../shared) and print their scores
	@$(UV) run --frozen --quiet --group train --with torch==2.13.0 python training/train.py --corpora $(SHARED)/corpora/pipelines

clean: ## remove what the commands above made
	rm -rf .venv .tools $(OUT) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
