# What a checkout can do; needs make and Python 3.11 or newer, and brings the rest itself.
# Words after a command go through ARGS: make demo ARGS="--port 9000", make test ARGS="-k vote".

.DEFAULT_GOAL := help
# Two installs into one environment must not run at once.
.NOTPARALLEL:
# Without kept bytecode each of the many processes of a test run compiles everything anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help demo setup test check format practices bench chaos lock clean

VENV := .venv
BIN := $(VENV)/bin
PYTHON := $(BIN)/python
PIP := $(PYTHON) -m pip install --quiet --disable-pip-version-check
RUNTIME := $(VENV)/.runtime
DEVELOPMENT := $(VENV)/.development
PYTHONS := python3.11 python3.12 python3.13 python3.14 python3
BROWSER_FILES := bot/sandbox/static/vendor/preact.mjs
# Half as many again as processors: much of a test is waiting.
WORKERS = $(shell $(PYTHON) -c 'import os; print(max(2, (os.cpu_count() or 2) * 3 // 2))')
COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header \
	--python-version 3.11 --extra postgres $(ARGS)

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

demo: $(RUNTIME) $(BROWSER_FILES) ## Try Cairn in a local Slack: http://127.0.0.1:8400
	@$(PYTHON) -m bot demo $(ARGS)

setup: $(DEVELOPMENT) $(BROWSER_FILES) ## Install all that developing needs, into .venv

test: setup ## Run the tests, on SQLite and on a real PostgreSQL
	$(PYTHON) -m pytest --numprocesses=$(WORKERS) --dist=worksteal \
		-m "not chaos and not bench" $(ARGS)

check: setup ## Check style, types, the rooms' contracts, lock files and README's claims
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	@echo "Lock files may name no index"
	@! grep -nE -e '--(extra-)?index-url|--find-links|://' requirements.lock requirements-dev.lock
	@! grep -n '"resolved"' package-lock.json
	@$(PYTHON) -m tests.practices

format: setup ## Format the code and mend what can be mended
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

practices: setup ## Show each practice with the tests behind it
	@$(PYTHON) -m tests.practices

bench: setup ## Measure (prints figures, gates nothing)
	$(PYTHON) -m pytest -m bench --capture=no $(ARGS)

chaos: setup ## Kill processes, break connections and try many more cases, for minutes
	$(PYTHON) -m pytest -m "chaos or hypothesis" --hypothesis-profile=thorough $(ARGS)

lock: setup ## Make the lock files again (ARGS=--upgrade takes newer versions)
	$(COMPILE) pyproject.toml --output-file requirements.lock
	$(COMPILE) --group dev --constraint requirements.lock pyproject.toml --output-file requirements-dev.lock

clean: ## Remove all that these commands made
	rm -rf $(VENV) $(dir $(BROWSER_FILES)) node_modules build dist test-results
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find bot migrations tests -name __pycache__ -type d -prune -exec rm -rf {} +

# The distribution's own comes first: it is built with optimisations, without which the tests take a fifth longer.
$(PYTHON):
	@for python in $(addprefix /usr/bin/,$(PYTHONS)) $(PYTHONS); do \
		if $$python -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			$$python -m venv $(VENV) && exit 0; rm -rf $(VENV); \
		fi; \
	done; \
	echo "Cairn needs Python 3.11 or newer, and found none. Install it, then run make again." >&2; exit 1

$(RUNTIME): requirements.lock | $(PYTHON)
	@echo "Installing what Cairn runs on …"
	@$(PIP) --require-hashes -r requirements.lock
	@touch $@

$(DEVELOPMENT): requirements-dev.lock pyproject.toml $(RUNTIME)
	@echo "Installing what developing Cairn needs …"
	@$(PIP) --require-hashes -r requirements-dev.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

# The development lock brings Node for machines that have no npm.
$(BROWSER_FILES): package-lock.json bot/sandbox/vendor.py | $(RUNTIME)
	@command -v npm >/dev/null 2>&1 || $(MAKE) $(DEVELOPMENT)
	@$(PYTHON) -m bot.sandbox.vendor
