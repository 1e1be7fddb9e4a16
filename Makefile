# Two commands on a fresh machine: `make app` opens the app on the sample data, `make test` runs the whole suite.

PYTHON ?= python3
PY := .venv/bin/python

.PHONY: app test check strings benchmarks clean

app: .venv/app
	$(PY) -m ecosystem serve $(DATA)

test: .venv/dev
	$(PY) -m pytest -n auto

check: .venv/dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy

strings: .venv/dev
	mkdir -p ecosystem/locales
	$(PY) -m babel.messages.frontend extract --no-wrap --sort-by-file --omit-header --no-location \
	  -k gettext -k ngettext:1,2 -k gettext_noop -k ngettext_noop:1,2 -o ecosystem/locales/civic-mapper.pot ecosystem app.py

benchmarks: .venv/dev
	for each in measures intervals on_request pages reading names store sessions; do $(PY) -m benchmarks.$$each; done

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "This needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.12 app"; exit 1; }
	@$(PYTHON) -m venv .venv || \
	  { rm -rf .venv; echo "Python's venv is missing. On Debian: sudo apt install python3-venv"; exit 1; }

.venv/app: .venv/bin/python requirements.txt
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

.venv/dev: .venv/app requirements-dev.txt
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

clean:
	rm -rf .venv .mypy_cache .ruff_cache .hypothesis
