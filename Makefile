# `make run` does the main job and needs Python 3.11 or later; `make test` runs every test, with three triple
# stores and a client that it fetches (Java 17, Maven, npm, apt-get).
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
SEED ?= 20261124
JOBS ?= 2

.PHONY: run test soak lint bench bench-large servers matrix bench-servers federations growth clean

run: $(VENV)/.run
	@$(BIN)/iagkg build --quiet
	@$(BIN)/iagkg coverage

test: $(VENV)/.dev servers
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile

soak: $(VENV)/.dev servers
	IAGKG_SOAK=1 $(BIN)/python -m pytest -n $(JOBS) --dist loadfile --hypothesis-seed=$(SEED)

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.dev # commands beside plain tools, then made corpora of 10^4 to 10^6: build/bench/scale.md
	$(BIN)/python tests/bench/bench.py
	$(BIN)/python tests/bench/bench_scale.py

bench-large: $(VENV)/.dev # a made corpus of 10^7 beside those of 10^5 and 10^6, for hours and 16 GB
	$(BIN)/python tests/bench/bench_scale.py --sizes 100000 1000000 10000000 --no-references \
	  --limit 600 --step-limit 7200 --output build/bench-large

$(VENV)/bin/python:
	$(PYTHON) -c "import sys; sys.exit('Python 3.11 or later is needed.' if sys.version_info < (3, 11) else 0)"
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/.dev: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@ $(VENV)/.run

servers: $(VENV)/.dev # the triple stores that tests start: needs Java 17, Maven and apt-get
	$(BIN)/python tests/servers/fetch.py

matrix: $(VENV)/.dev servers # every named query on every triple store
	@$(BIN)/python tests/servers/matrix.py

bench-servers: $(VENV)/.dev servers # a million statements into each server, by us and by its own loader
	@$(BIN)/python tests/servers/bench_load.py

federations: $(VENV)/.dev servers # every named query over three hosts, by each engine: needs root
	@$(BIN)/python tests/servers/federating.py

growth: $(VENV)/.dev servers # bytes and seconds of 10^4 to 10^6 statements
	@$(BIN)/python tests/servers/growth.py

clean:
	rm -rf build dist
