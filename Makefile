# The two commands that matter: make run, make test. make help lists the rest.
#
# The environment is made once, in .venv, from requirements.lock; until the lock changes, nothing here
# touches the network again. The project itself runs from the checkout and is not installed.

VENV := .venv
BIN := $(VENV)/bin
LOCK := requirements.lock
# The retrievers the search is compared with, in versions that agree with the lock above. Never in .venv.
PEERS_LOCK := evals/benchmarks/peers.lock
# A copy of the lock that was installed: newer than the lock, the environment is up to date.
STAMP := $(VENV)/installed.lock

# The newest interpreter that fits and can make an environment. Another one: make run PYTHON=/path/to/python
FITS := import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	if $$p -c '$(FITS)' 2>/dev/null; then echo $$p; break; fi; done)

PIP_OPTIONS := --disable-pip-version-check --no-input --require-hashes --only-binary :all:

NO_PYTHON := 'Python 3.11〜3.13（venv付き）が見つかりません。次を実行してください / Python 3.11-3.13 with venv \
	is missing, run: sudo apt install python3 python3-venv'
NO_PACKAGES := '部品を入れられませんでした。ネットワークとディスクの空き（約2GB）を確認し、もう一度実行してください / \
	Packages could not be installed: check the network and 2 GB of free disk, then run this again'

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help env run test check format lock eval gate clean

help: ## この一覧を表示します / list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

run: env ## 資料を索引にして画面を開きます / index the shipped documents and open the UI
	$(BIN)/python -m assistant ingest
	$(BIN)/python -m assistant ui

# A file's tests stay in one process, so that what they share is made once. On two cores 7 minutes instead of 11.
test: check ## すべての検査を行います / lint, types and every test
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile

check: env ## 書式と型を検査します / lint, format and types, without the tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: env ## 書式を整えます / mend what the formatter can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

eval: env ## 評価を実行します / run the curated evaluation
	$(BIN)/python -m assistant eval run

gate: env ## 開発用の質問に答え、前の版より悪くなっていないかを判定します / the fast part of the evaluation, as CI runs it
	home=$$(mktemp -d) && trap 'rm -rf "$$home"' EXIT && SHIEN_HOME="$$home" $(BIN)/python -m assistant ingest && \
	SHIEN_HOME="$$home" $(BIN)/python -m assistant eval gate

env: $(STAMP) ## 環境だけを用意します / make .venv from the lock

$(STAMP): $(LOCK)
	@{ "$(BIN)/python" -c '$(FITS)' && "$(BIN)/python" -m pip --version; } >/dev/null 2>&1 || { \
	python="$(PYTHON)"; \
	if ! "$${python:-false}" -c '$(FITS)' 2>/dev/null; then echo $(NO_PYTHON) >&2; exit 2; fi; \
	echo '環境を用意します（最初の一回だけ、数分かかることがあります）。 / Making the environment, once.'; \
	"$$python" -m venv --clear $(VENV); }
	@$(BIN)/python -m pip install $(PIP_OPTIONS) -r $(LOCK) || { echo $(NO_PACKAGES) >&2; exit 2; }
	@printf '#!/bin/sh\nPYTHONPATH="%s$${PYTHONPATH:+:$$PYTHONPATH}" exec "%s/python" -P -m assistant "$$@"\n' \
		'$(CURDIR)' '$(CURDIR)/$(BIN)' >$(BIN)/shien && chmod +x $(BIN)/shien
	@cp $(LOCK) $@

# Keeps the versions already locked; make lock UPGRADE=1 moves everything to the newest that fits.
lock: env ## ロックファイルを作り直します / rewrite the locks (needs the network; UPGRADE=1 renews all)
	test -x .lock-venv/bin/uv || { $(BIN)/python -m venv .lock-venv && .lock-venv/bin/python -m pip install -q uv; }
	.lock-venv/bin/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
		--generate-hashes --custom-compile-command 'make lock' $(if $(UPGRADE),--upgrade) -q -o $(LOCK)
	.lock-venv/bin/uv pip compile pyproject.toml --extra peers --universal --python-version 3.11 \
		--generate-hashes --custom-compile-command 'make lock' $(if $(UPGRADE),--upgrade) -q -c $(LOCK) -o $(PEERS_LOCK)

clean: ## 環境と検査の跡を消します（.shien は残ります） / remove what was made, but not .shien
	rm -rf $(VENV) .lock-venv .peers-venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -not -path './.git/*' -prune -exec rm -rf {} +
