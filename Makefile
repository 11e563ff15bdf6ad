# Two commands: `make run` and `make test`. Everything else is for whoever works on the program.
PYTHON ?= python3.11
ifeq ($(shell command -v $(PYTHON) 2>/dev/null),)
PYTHON := python3
endif
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

# Qt's own message about a missing library misleads; this names the Debian packages.
LIBRARIES := from resettle_desktop.foundation import preflight; preflight.demand(with_screen=False)

.PHONY: run test bench deep faults look package package-check setup lock clean

run: $(READY)
	@$(BIN)/resettle-desktop

test: $(READY)
	@$(BIN)/python -c "$(LIBRARIES)"
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 2 --dist loadscope -m "not deep"

bench: $(READY)
	@$(BIN)/python -c "$(LIBRARIES)"
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.benchmarks

# The long campaigns: the whole suite again with many more examples and kills.
deep: $(READY)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 2 -m deep

faults: $(READY)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest tests/faults

# Plays the clerk's morning and leaves papers and screenshots in build/tour.
look: $(READY)
	QT_QPA_PLATFORM=offscreen $(BIN)/resettle-desktop tour

package: $(READY)
	@command -v objdump >/dev/null || { echo "缺少 objdump，请先安装：apt-get install binutils"; exit 1; }
	$(BIN)/pyinstaller --noconfirm --log-level WARN --distpath build/dist --workpath build/work build.spec

package-check: package
	QT_QPA_PLATFORM=offscreen build/dist/resettle-desktop/resettle-desktop --self-test

setup: $(READY)

$(READY): requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "缺少 Python 3.11，请先安装：apt-get install python3"; exit 1; }
	@$(PYTHON) -c "import ensurepip, venv" 2>/dev/null || { echo "缺少 venv 模块，请先安装：apt-get install python3-venv"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)

# Needs uv (pip install uv); the lock names no index.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--extra dev pyproject.toml --output-file requirements.lock

clean:
	rm -rf build $(VENV)
