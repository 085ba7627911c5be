# Everything a person types; each line stands alone for people without make (README, "Without make").
VENV ?= .venv
PYTHON ?= python3
BIN := $(VENV)/bin
export TF_CPP_MIN_LOG_LEVEL ?= 2

.PHONY: demo test test-all test-browser verify build package lint lock clean \
	reproduce-a reproduce-b reproduce-c reproduce-d reproduce-e reproduce-csv bench-grade bench-class

demo: $(VENV)/ready
	$(BIN)/autograder demo

test: $(VENV)/ready
	$(BIN)/python -m pytest -n 2 --dist loadgroup

test-all: $(VENV)/ready
	$(BIN)/python -m pytest -n 2 --dist loadgroup -m "not browser"

test-browser: $(VENV)/ready
	npm install --silent --no-save --no-audit --no-fund axe-core@4
	$(BIN)/python -m pytest -m browser

verify: $(VENV)/ready
	$(BIN)/autograder verify

build: $(VENV)/ready
	$(BIN)/autograder build

package: $(VENV)/ready
	$(BIN)/autograder package

reproduce-a reproduce-b reproduce-c reproduce-d reproduce-e reproduce-csv: $(VENV)/ready
	$(BIN)/python -m benchmarks.reproduce $(lastword $(subst -, ,$@))

bench-grade: $(VENV)/ready
	$(BIN)/python -m benchmarks.grade
	$(BIN)/python -m benchmarks.workers

bench-class: $(VENV)/ready
	$(BIN)/python -m benchmarks.klass

lint: $(VENV)/ready
	$(BIN)/ruff check
	$(BIN)/ruff format --check

# Hashes and versions only: no index address may enter the lock file.
lock: $(VENV)/ready
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-emit-find-links --no-annotate --no-header --all-extras pyproject.toml -o requirements.lock

$(VENV)/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

clean:
	rm -rf dist $(VENV) .pytest_cache .ruff_cache .mypy_cache
