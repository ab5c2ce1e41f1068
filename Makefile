# One word per act; `make` alone lists them.
PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8501
SECONDS ?= 600
PIP := install --quiet --disable-pip-version-check
.DEFAULT_GOAL := help
.PHONY: help run test lint eval gate bench fuzz lock phrases learned
ERRORS := CannotRead CannotChange CannotIndex Busy MissingCorpus UnknownDocument
CORE := --plain --lang en --lang fr --lang el --lang sl --lang de --lang mt --lang et

help:  ## list these targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

.venv/run: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.11 ..."; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "Install the venv module first: apt-get install python3-venv"; exit 1; }
	$(BIN)/pip $(PIP) --require-hashes -r requirements.lock
	$(BIN)/pip $(PIP) --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev: .venv/run requirements-dev.lock
	$(BIN)/pip $(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

run: .venv/run  ## install, bring the index up to date, serve the chat (PORT=8501)
	$(BIN)/p4c sync
	$(BIN)/p4c chat --port $(PORT)

test: .venv/dev  ## all tests, the browser's too (needs Debian's chromium)
	$(BIN)/python -m pytest -n 2 -m "not browser"
	$(BIN)/python -m pytest -n 2 -m browser

lint: .venv/dev  ## format, rules, types, direction of imports
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/pyright --pythonpath $(BIN)/python
	$(BIN)/lint-imports

eval: .venv/run  ## ask all golden questions, judge the answers, write the report
	$(BIN)/p4c sync
	$(BIN)/p4c eval

gate: .venv/run  ## the same in the project's seven languages, held against the baseline
	$(BIN)/p4c sync
	$(BIN)/p4c eval $(CORE)
	$(BIN)/p4c eval gate

bench: .venv/dev  ## benchmarks: ratios against named baselines
	$(BIN)/python -m evals.bench

fuzz: .venv/dev  ## damage files at random and have them read (SECONDS=600)
	$(BIN)/python -m tests.fuzz.run --seconds $(SECONDS)

lock: .venv/dev  ## pin all dependencies again (needs uv on the PATH)
	uv pip compile pyproject.toml --python-version 3.11 --universal --generate-hashes --no-header --no-strip-extras -q -o requirements.lock
	uv pip compile pyproject.toml --extra dev --extra judge --python-version 3.11 --universal --generate-hashes --no-header --no-strip-extras -q -c requirements.lock -o requirements-dev.lock

learned: .venv/run  ## learn from the examples, and ship what was learned with the corpus
	rm -rf corpus/learned
	$(BIN)/p4c sync
	cp -r $${P4C_HOME:-.p4c}/understanding corpus/learned

phrases: .venv/dev  ## collect the phrases to translate into assistant/locale/p4c.pot
	$(BIN)/pybabel -q extract -k phrases -k self.phrases -k count:1,2 -k gettext -k in_catalogue -k Notice $(ERRORS:%=-k %) --no-default-keywords --omit-header --no-location --sort-output -w 100 -o assistant/locale/p4c.pot assistant/compose.py assistant/compose_*.py assistant/draft.py assistant/phrases.py assistant/guarding.py assistant/intake_path.py assistant/private_file.py index ingest ui
