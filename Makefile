# `make` lists the targets. PYTHON names another interpreter, VENV another place, ARGS goes to the command at the end:
#   make setup PYTHON=python3.13        make serve ARGS="--port 9000"        make test ARGS="-k carousel -x"
PYTHON ?= python3
VENV ?= .venv
ARGS ?=
COVERAGE =

BIN = $(VENV)/bin
PIP_INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input
GENERATED = openapi.yaml README.md docs/reference contracts/fingerprints
REDOCLY = node_modules/.bin/redocly
# Node.js programs, and a Python program that needs an environment and a Python of its own: only checks and tests use them.
NODE = node_modules/.installed
AIRBYTE_VENV = .venv-airbyte
AIRBYTE = $(AIRBYTE_VENV)/.installed
AIRBYTE_PIP_INSTALL = $(AIRBYTE_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --no-input \
  --require-hashes --no-deps --no-compile
AIRBYTE_PYTHON = $(shell for each in $(PYTHON) python3.11; do \
  $$each -c 'import sys, venv, ensurepip; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null && echo $$each && break; done)

# What each set-up installs: serve < contracts < dev. A stamp in the environment says that it is done.
SERVE = $(VENV)/.installed-serve
CONTRACTS = $(VENV)/.installed-contracts
DEV = $(VENV)/.installed-dev

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules --no-print-directory

##@ Use

.PHONY: help
help: ## list these targets
	@awk 'BEGIN {FS = ":.*## "} /^##@/ {printf "\n%s\n", substr($$0, 5)} \
	  /^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

.PHONY: setup
setup: $(CONTRACTS) ## make .venv with insights-mock and insights-contracts in its bin

.PHONY: serve
serve: $(SERVE) ## start the emulator on 127.0.0.1:8080
	@exec $(BIN)/insights-mock serve $(ARGS)

##@ Develop

.PHONY: test
test: $(DEV) ## run the whole test suite, on all cores
	$(BIN)/python -m pytest -n auto --dist worksteal $(COVERAGE) $(ARGS)

.PHONY: clients
clients: $(NODE) $(AIRBYTE) ## install the foreign programs that tests/clients drives, in Node.js and Python 3.11

.PHONY: check
check: COVERAGE = --cov --cov-report=term-missing:skip-covered
check: format-check lint types imports fresh openapi-lint test ## everything that CI checks

.PHONY: format
format: $(DEV) ## rewrite the code in the project's format
	$(BIN)/ruff check --quiet --select I --fix .
	$(BIN)/ruff format .

.PHONY: generate
generate: $(DEV) ## write openapi.yaml, docs/reference and the README's tables from the catalogue; take fingerprints
	$(BIN)/python -m mock_server.spec
	$(BIN)/python -m mock_server.reference
	$(BIN)/python -m tests.contracts.legs.taking

.PHONY: soak
soak: $(DEV) ## look for surprises with random seeds, for ten minutes; ARGS="--minutes 60 --seed 7"
	$(BIN)/python -m tests.soak $(ARGS)

.PHONY: bench
bench: $(DEV) ## measure speed, start-up and memory beside bare servers
	$(BIN)/python -m tests.bench $(ARGS)

.PHONY: lock
lock: $(BIN)/python ## compile requirements/*.txt anew; ARGS=--upgrade takes the newest releases
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	sh requirements/compile $(BIN)/uv $(ARGS)

.PHONY: clean
clean: ## remove the environment and everything else that a build made
	rm -rf $(VENV) $(AIRBYTE_VENV) node_modules build dist *.egg-info .coverage .coverage.* htmlcov .mypy_cache .ruff_cache \
	  .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

##@ Single checks

.PHONY: format-check
format-check: $(DEV) ## is the code formatted?
	$(BIN)/ruff format --check --quiet --diff .

.PHONY: lint
lint: $(DEV) ## ruff
	$(BIN)/ruff check --quiet .

.PHONY: types
types: $(DEV) ## mypy
	$(BIN)/mypy

.PHONY: imports
imports: $(DEV) ## import-linter: which package may import which
	$(BIN)/lint-imports

.PHONY: fresh
fresh: $(DEV) ## do the generated files say what the catalogue says?
	@sum() { find $(GENERATED) -type f -exec cksum {} + 2>/dev/null | sort; }; \
	  before=$$(sum); $(MAKE) generate && after=$$(sum) || exit 1; \
	  [ "$$before" = "$$after" ] || { \
	    echo "generated files were stale; they are fresh now: look at the difference and commit it" >&2; \
	    git --no-pager diff --stat -- $(GENERATED) >&2; exit 1; }

# The pinned Redocly CLI is a Node.js program: without npm it is left out, except in CI.
.PHONY: openapi-lint
openapi-lint: $(DEV) ## is openapi.yaml a valid and tidy document?
	$(BIN)/openapi-spec-validator openapi.yaml
	@if command -v npm >/dev/null; then $(MAKE) redocly; \
	  elif [ -n "$$CI" ]; then echo "CI needs npm to run Redocly" >&2; exit 1; \
	  else echo "skipped: Redocly on openapi.yaml needs npm (install Node.js 20 or later)"; fi

.PHONY: redocly
redocly: $(NODE)
	@REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true $(REDOCLY) lint --config redocly.yaml openapi.yaml

$(NODE): package.json
	npm install --no-package-lock --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error
	@touch $@

# The environment. It is made anew when its interpreter has gone, and filled anew when a requirements file has changed.

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo "there is no '$(PYTHON)' here: install Python 3.11 or later" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "insights-mock needs Python 3.11 or later; '$(PYTHON)' is $$($(PYTHON) --version 2>&1)." >&2; \
	  echo "Name another one: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "'$(PYTHON)' cannot make virtual environments. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)

$(SERVE) $(CONTRACTS) $(DEV): $(VENV)/.installed-%: requirements/%.txt pyproject.toml $(BIN)/python
	@echo "installing requirements/$*.txt into $(VENV) ..."
	@$(PIP_INSTALL) --require-hashes --requirement $<
	@$(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@ $(LESSER)

$(AIRBYTE): requirements/airbyte-build.txt requirements/airbyte.txt
	@[ -n "$(AIRBYTE_PYTHON)" ] || { \
	  echo "airbyte-source-instagram needs Python 3.11 with venv. On Debian 12: apt-get install python3.11-venv" >&2; exit 1; }
	$(AIRBYTE_PYTHON) -m venv --clear $(AIRBYTE_VENV)
	@echo "installing requirements/airbyte.txt into $(AIRBYTE_VENV) ..."
	@$(AIRBYTE_PIP_INSTALL) --requirement requirements/airbyte-build.txt
	@$(AIRBYTE_PIP_INSTALL) --no-build-isolation --requirement requirements/airbyte.txt
	@touch $@

# A larger set-up contains the smaller ones.
$(CONTRACTS): LESSER = $(SERVE)
$(DEV): LESSER = $(SERVE) $(CONTRACTS)
