# communique: `make run` for a first result, `make test` for all checks. The environment is made in .venv.
SHELL := /bin/bash
PYTHON ?= python3
INPUT ?= data/articles
REAL ?= ../shared/gold/real
OUT ?= out
GOLD ?= data/gold
WORKERS ?= 1
BIN := .venv/bin
SOURCES := pipeline tests .ci

REPORTED ?= 1000000

.PHONY: help run test check fix eval bench bench-link schema floors lock clean

help:
	@echo "make run     extract INPUT=$(INPUT) into OUT=$(OUT)"
	@echo "make test    everything that must hold: style, types, imports, tests"
	@echo "make check   style, types and imports only"
	@echo "make fix     let ruff mend style"
	@echo "make eval    scores against GOLD=$(GOLD) (or GOLD=data/aside/gold), with a page to read: OUT/evaluation.html"
	@echo "make bench   speed of each stage, on INPUT and, where it is there, on real news in REAL=$(REAL)"
	@echo "make bench-link  time and memory of linking REPORTED=$(REPORTED) commitments"
	@echo "make schema  write schemas/ anew"
	@echo "make floors  raise tests/floors.yaml to the scores of today"
	@echo "make lock    write the lock files anew"

run: .venv/.runtime
	$(BIN)/communique run $(INPUT) --out $(OUT) --workers $(WORKERS) --overwrite

test: check
	$(BIN)/python -m pytest

check: .venv/.dev
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

fix: .venv/.dev
	$(BIN)/ruff check --fix $(SOURCES)
	$(BIN)/ruff format $(SOURCES)

eval: .venv/.runtime
	out=$$(mktemp -d) && trap 'rm -rf "$$out"' EXIT && \
	{ $(BIN)/communique run $(or $(if $(wildcard $(GOLD)/*.txt),$(GOLD)),$(wildcard $(dir $(GOLD))articles),$(INPUT)) --out "$$out/run" >/dev/null || test $$? = 3; } && \
	$(BIN)/communique evaluate $(GOLD) "$$out/run" --page $(OUT)/evaluation.html

bench: .venv/.runtime
	$(BIN)/python tests/bench/speed.py $(INPUT)
	@test ! -d $(REAL) || $(BIN)/python tests/bench/speed.py $(REAL)
	$(BIN)/python tests/bench/gazetteer.py $(INPUT)

bench-link: .venv/.runtime
	$(BIN)/python tests/bench/many.py $(REPORTED)

schema: .venv/.runtime
	$(BIN)/communique schema --out schemas

floors: .venv/.dev
	$(BIN)/python -m tests.raise_floors

lock:
	lock=$$(mktemp -d) && trap 'rm -rf "$$lock"' EXIT && $(PYTHON) -m venv "$$lock/venv" && \
	"$$lock/venv/bin/python" -m pip install --quiet --dry-run --ignore-installed --report "$$lock/run.json" . hatchling editables && \
	"$$lock/venv/bin/python" -m pip install --quiet --dry-run --ignore-installed --report "$$lock/dev.json" '.[dev]' hatchling editables && \
	"$$lock/venv/bin/python" .ci/lock.py "$$lock/run.json" "$$lock/dev.json"

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis

.venv/.runtime: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.dev: requirements-dev.lock .venv/.runtime
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.lock
	@touch $@
