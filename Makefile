# Everything a person types; each line stands alone for people without make (README, "Without make").
VENV ?= .venv
PYTHON ?= python3
BIN := $(VENV)/bin
export TF_CPP_MIN_LOG_LEVEL ?= 2

.PHONY: docs format translations pictures demo test test-all test-browser verify verify-quick build package lint lock clean \
	reproduce-a reproduce-b reproduce-c reproduce-d reproduce-e reproduce-csv bench-grade bench-class bench-load bench-gradescope

demo: $(VENV)/ready
	$(BIN)/autograder demo

test: $(VENV)/ready
	$(BIN)/python -m pytest -n 2 --dist loadgroup

test-all: $(VENV)/ready
	$(BIN)/python -m pytest -n 2 --dist loadgroup -m "not browser" \
		--cov=autograder --cov-branch --cov-report=term:skip-covered

test-browser: $(VENV)/ready
	npm install --silent --no-save --no-audit --no-fund axe-core@4
	$(BIN)/python -m pytest -m browser

verify: $(VENV)/ready
	$(BIN)/autograder verify

# What CI runs at each change: of the wrong samples no more than make every check fail once.
verify-quick: $(VENV)/ready
	$(BIN)/autograder verify --quick

# The generated trees, and the tables of the READMEs.
build: $(VENV)/ready
	$(BIN)/autograder build
	$(BIN)/python -m benchmarks.tables

# The site, English and in it French; `python -m http.server -d dist/site` shows it with its search.
docs: $(VENV)/ready
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict -f mkdocs.fr.yml

pictures: $(VENV)/ready
	$(BIN)/python -m benchmarks.pictures

# The French of the command line, from the catalogue that people read to the one that gettext reads.
translations: $(VENV)/ready
	$(BIN)/pybabel -q compile -d autograder/base/locale -l fr

package: $(VENV)/ready
	$(BIN)/autograder package

reproduce-a reproduce-b reproduce-c reproduce-d reproduce-e reproduce-csv: $(VENV)/ready
	$(BIN)/python -m benchmarks.reproduce $(lastword $(subst -, ,$@))

bench-grade: $(VENV)/ready
	$(BIN)/python -m benchmarks.grade
	$(BIN)/python -m benchmarks.workers

bench-gradescope: $(VENV)/ready
	$(BIN)/python -m benchmarks.gradescope

bench-load: $(VENV)/ready
	$(BIN)/python -m benchmarks.load

bench-class: $(VENV)/ready
	$(BIN)/python -m benchmarks.class_run
	$(BIN)/python -m benchmarks.regrade
	$(BIN)/python -m benchmarks.class_proof

format: $(VENV)/ready
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

lint: $(VENV)/ready
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy --strict autograder

# Hashes and versions only: no index address may enter the lock file. Extras stay: without them pip looks at newer releases
# of what is pinned, and refuses them for want of a hash.
lock: $(VENV)/ready
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-emit-find-links --no-annotate --no-header --no-strip-extras --all-extras pyproject.toml -o requirements.lock

$(VENV)/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

clean:
	rm -rf dist $(VENV) .pytest_cache .ruff_cache .mypy_cache
