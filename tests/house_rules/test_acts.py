"""Every act is data: worded, guarded by roles, and taking a frozen draft."""

import ast
import dataclasses
import re
from types import SimpleNamespace

import pytest

from resettle_desktop.app.subjects import load_subjects
from resettle_desktop.foundation.database.acts import ACTS, Act
from resettle_desktop.foundation.database.store import Store
from resettle_desktop.foundation.database.work import NOT_YOURS, Actor
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.office.rules import Role
from tests.house_rules.sources import PROGRAM, SUBJECTS, parsed

load_subjects()

TABLE = [(act, role) for act in ACTS.values() for role in Role if role not in act.needs]


@pytest.mark.parametrize(("act", "role"), TABLE, ids=[f"{act.name}-{role}" for act, role in TABLE])
def test_who_does_not_hold_the_role_is_refused(store: Store, act: Act, role: Role) -> None:
    stranger = Actor("00000000-0000-7000-8000-000000000000", "无权的人", frozenset({role}), "1号窗口")
    with pytest.raises(Refusal, match=NOT_YOURS), store.working(stranger) as work:
        act.run(work, SimpleNamespace())


@pytest.mark.parametrize("act", ACTS.values(), ids=list(ACTS))
def test_an_act_has_a_wording_and_known_roles(act: Act) -> None:
    assert re.search(r"[\u4e00-\u9fff]", act.wording)
    assert act.needs
    assert act.needs <= set(Role)


@pytest.mark.parametrize("act", ACTS.values(), ids=list(ACTS))
def test_an_act_takes_a_frozen_draft(act: Act) -> None:
    draft = act.draft
    assert dataclasses.is_dataclass(draft)
    assert vars(draft)["__dataclass_params__"].frozen


def test_wordings_are_not_shared() -> None:
    wordings = [act.wording for act in ACTS.values()]
    assert len(set(wordings)) == len(wordings)


def test_every_public_function_of_a_use_case_module_is_an_act() -> None:
    """What takes a unit of work and is not private is an act, so that nothing writes beside the audit."""
    loose = []
    for subject in SUBJECTS:
        home = PROGRAM / subject
        for path in [*home.glob("use_cases.py"), *home.glob("use_cases/**/*.py")]:
            for node in parsed(path).body:
                if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                    continue
                takes_work = bool(node.args.args) and node.args.args[0].arg == "work"
                if takes_work and node.name not in ACTS and not is_a_part(node):
                    loose.append(f"{path.relative_to(PROGRAM)}: {node.name}")
    assert loose == []


def is_a_part(node: ast.FunctionDef) -> bool:
    """A function shared by several acts says so in its docstring's first words."""
    return (ast.get_docstring(node) or "").startswith("Part of")
