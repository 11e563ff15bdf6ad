"""The table act × table × column, generated from what the whole suite did on traced files.

Every file of the ``store`` fixture is traced (``audit_trace``): a write that does not reach the audit fails
its own test. Here the columns each act was seen to write are collected over all tests and processes into
``build/audit-table.json``; an act of the program that no test did on a traced file fails a run of the whole
suite.
"""

import json
from pathlib import Path
from typing import Any, Final

import pytest

from resettle_desktop.foundation.database.acts import ACTS
from tests.kit.audit_trace import Trace

Table = dict[str, dict[str, list[str]]]
"""By act and table: the columns whose before and after the audit was seen to tell."""

PROVED: Final[Table] = {}
KNOWN: Final[set[str]] = set()
"""The program's acts, as the processes that ran the tests had them registered."""


def note(trace: Trace) -> None:
    """Add what one traced test did."""
    for act in trace.acts:
        PROVED.setdefault(act, {})
    merge({act: {table: sorted(columns)} for (act, table), columns in trace.told.items()})


def merge(more: Table) -> None:
    """Add what another process saw."""
    for act, tables in more.items():
        for table, columns in tables.items():
            mine = PROVED.setdefault(act, {})
            mine[table] = sorted({*mine.get(table, ()), *columns})


def untried() -> list[str]:
    """Acts of the program that nothing did."""
    return sorted(KNOWN - PROVED.keys())


def is_whole_run(config: pytest.Config) -> bool:
    """Whether every test was asked for."""
    option = config.option
    narrowed = option.keyword or option.collectonly or option.markexpr not in {"", "not deep"}
    return config.args_source is pytest.Config.ArgsSource.TESTPATHS and not narrowed


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand the table over to the controlling process; there, write it and judge it."""
    config: Any = session.config
    KNOWN.update(name for name, act in ACTS.items() if act.run.__module__.startswith("resettle_desktop."))
    if hasattr(config, "workerinput"):
        config.workeroutput["audit_table"] = PROVED
        config.workeroutput["audit_acts"] = sorted(KNOWN)
        return
    if not is_whole_run(config) or session.exitstatus != pytest.ExitCode.OK:
        return
    build = Path(config.rootpath) / "build"
    build.mkdir(exist_ok=True)
    table = {act: PROVED.get(act, {}) for act in sorted(KNOWN)}
    (build / "audit-table.json").write_text(json.dumps(table, ensure_ascii=False, indent=1), encoding="utf-8")
    if untried():
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take the table of a process that has ended."""
    output = getattr(node, "workeroutput", {})
    merge(output.get("audit_table", {}))
    for act in output.get("audit_table", {}):
        PROVED.setdefault(act, {})
    KNOWN.update(output.get("audit_acts", ()))


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Name the acts nobody tried."""
    if is_whole_run(config) and untried():
        terminalreporter.section("acts no test did on a traced file")
        terminalreporter.line("、".join(untried()))
