# Two commands for a newcomer: `make demo` and `make test`. Each sets up what it needs.
PYTHON ?= python3
BIN := .venv/bin
EXAMPLES := forms/seven-step-plan/examples

.PHONY: demo test proofs foreign lint bench fidelity pictures catalogues screens clean

demo: .venv/installed
	$(BIN)/docgen build $(EXAMPLES) --config $(EXAMPLES)/docgen.toml -o output
	@echo
	@$(BIN)/docgen archive list -o output

test: .venv/installed-dev
	$(BIN)/python -m pytest -n auto

proofs: .venv/installed-dev
	DOCGEN_PROOFS=full $(BIN)/python -m pytest -n auto tests/signing tests/archive tests/paper

foreign: .venv/installed-dev
	DOCGEN_FOREIGN_ALL=1 CI=true $(BIN)/python -m pytest tests/pages/test_foreign_documents.py

lint: .venv/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/installed-dev
	cd tests && ../$(BIN)/python -m bench

fidelity: .venv/installed-dev
	$(BIN)/python -m tools.fidelity

pictures: .venv/installed-dev
	$(BIN)/python -m tools.page_pictures

catalogues: .venv/installed-dev
	$(BIN)/python tools/compile_catalogues.py

screens: .venv/installed-dev
	$(BIN)/python -m tools.questionnaire_screens

clean:
	rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/installed: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

.venv/installed-dev: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@ .venv/installed
