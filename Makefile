# Every command that works on the project. `make` alone lists them.
SHELL := /bin/sh
export UV_PYTHON_DOWNLOADS := never
UV := $(shell command -v uv 2>/dev/null || echo .tools/bin/uv)
RUN := $(UV) run --frozen --quiet
SHARED ?= ../shared
OUT ?= out
SAMPLES := $(wildcard src/riscontro/samples/20*)

.PHONY: help setup demo test check score pipelines-score bench train clean

help: ## list these commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

.tools/bin/uv:
	@echo "Fetching uv into .tools/ ..."
	@python3 -m venv .tools 2>/dev/null && .tools/bin/python -m pip install --quiet uv \
	|| { rm -rf .tools; mkdir -p .tools/bin; python3 -m pip install --quiet --target .tools/lib uv && ln -s ../lib/bin/uv .tools/bin/uv; } \
	|| { rm -rf .tools; echo "uv could not be installed: run 'apt install python3-venv' (or install uv yourself) and try again." >&2; exit 1; }

setup: $(if $(findstring .tools,$(UV)),.tools/bin/uv) ## make the environment from the lock file
	@$(UV) sync --frozen --quiet

demo: setup ## read the sample articles: print the ledger between Russia and North Korea, write the dossier
	@$(RUN) riscontro dossier $(SAMPLES) --between RU KP
	@mkdir -p $(OUT)
	@$(RUN) riscontro dossier $(SAMPLES) --between RU KP --format html > $(OUT)/dossier.html
	@$(RUN) riscontro dossier $(SAMPLES) --between RU KP --format md > $(OUT)/dossier.md
	@$(RUN) riscontro dossier $(SAMPLES) --between RU KP --format pdf > $(OUT)/dossier.pdf
	@echo "The dossier was written to $(OUT)/dossier.html, $(OUT)/dossier.pdf and $(OUT)/dossier.md"

test: setup ## set up everything and run the tests
	@$(RUN) pytest -q

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
	@$(UV) run --frozen --quiet --group train python training/train.py --corpora $(SHARED)/corpora/pipelines

clean: ## remove what the commands above made
	rm -rf .venv .tools $(OUT) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
