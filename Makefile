# `make run` and `make test` do all the set-up themselves; everything lands in .venv and build/.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
STAMP := $(VENV)/.installed
SYSTEM_RUN := libglib2.0-0 libegl1 libgl1 libdbus-1-3 libfontconfig1 libxkbcommon0 libxcb-cursor0 libxcb-icccm4 \
	libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0 libzbar0 fonts-noto-cjk
SYSTEM_TEST := dbus gnome-keyring xvfb xdotool chromium

# Hundreds of processes are started by the tests: what Python compiled once is to be found again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test bench soak screens translations lint install system system-test lock clean

run: install
	$(PY) -m pos_app demo

test: install system-test
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	@# The types are checked beside the tests: alone they would leave a core idle for a minute.
	$(PY) -m mypy & types=$$!; $(PY) -m pytest -n 4 --dist worksteal $(TESTS) && wait $$types

bench: install
	$(PY) -m benchmarks $(BENCH)

# What `make test` does a few times, many times: searches a till's memory for the card number that was just keyed, 20 times
# for each way and end (docs/tenkey.md), and kills till and server at every point, between authorisation and capture a hundred
# times.
soak: install system-test
	$(PY) -m pytest -q tests/memory --soak $(or $(RUNS),20) --timeout 1800
	CARD_KILLS=100 CRASHES=1 KILL_EVERY=11 $(PY) -m pytest -q tests/faults tests/server/cards/test_killed.py --soak 1 --timeout 1800

# Every screen in every state, language, theme and size, to build/screens/: look at them. `make screens NAMES='sale.*'`
screens: install
	$(PY) -m pos_app screens $(NAMES)

# Collects what the screens say, and compiles its English; pos_app/ui/translations.py says how to add it.
translations: install
	$(PY) -m pos_app.ui.translations $(PRUNE)

install: system $(STAMP)

$(STAMP): requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --require-hashes -r requirements.lock
	touch $(STAMP)

system:
	@sh resources/install-system-packages.sh $(SYSTEM_RUN)

system-test:
	@sh resources/install-system-packages.sh $(SYSTEM_TEST)

# After a change of pyproject.toml: pins every package, with its hashes, for all systems and Pythons at once.
lock: install
	$(PY) -m pip install --quiet uv
	$(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --all-extras --no-emit-index-url --no-header -o requirements.lock pyproject.toml

clean:
	rm -rf build $(VENV)
