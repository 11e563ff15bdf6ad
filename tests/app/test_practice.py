"""Practice: a file and keys of its own, a filled township, a mark that never goes, and the way back."""

import pytest

from resettle_desktop.app.practice import TYPED_TO_PRACTISE
from resettle_desktop.foundation.ui.tokens import Scheme
from tests.app.conftest import Office, Program, Start
from tests.kit.layout_guards import complaints


def practise(program: Program) -> None:
    """From the sign-in box into practice."""
    program.until_in("密码")
    program.press("Alt+X")
    program.sees("正在准备练习用的资料")
    program.until(lambda: program.counter.window.desk is not None, "no desk")
    program.settle()


def test_practice_has_its_own_file_and_a_filled_township(office: Office, start: Start) -> None:
    program = start()
    practise(program)
    assert (office.path / "practice" / "records.db").exists()
    assert office.folder.practice().keystore().practice
    program.go("搬迁户")
    program.sees("共120户")
    program.sign_out()
    program.sees("这是练习用的数据，和真实资料分开", f"练习密码：{TYPED_TO_PRACTISE}")
    program.type(TYPED_TO_PRACTISE, "Return")
    program.at_desk()
    program.sign_out()
    program.press("Alt+X")
    program.until(lambda: not program.eyes.sees("这是练习用的数据"), "still practice")
    program.until_in("密码")
    program.sign_in()
    assert program.desk.top_bar.mark.chip is None
    program.go("搬迁户")
    program.sees("共0户")


@pytest.mark.parametrize(
    ("scheme", "scale", "width"), [(Scheme.LIGHT, 1.0, 1366), (Scheme.CONTRAST, 1.75, 1024)]
)
def test_the_mark_is_there_all_the_time(
    office: Office, start: Start, scheme: Scheme, scale: float, width: int
) -> None:
    """In words, on every page, also when the navigation has room for icons only."""
    program = start()
    program.counter.theme.set_scheme(scheme)
    program.counter.theme.set_scale(scale)
    program.counter.window.resize(width, 698)
    practise(program)
    mark = program.desk.top_bar.mark
    for entry in ("服务台", "搬迁户", "人员"):
        program.go(entry)
        assert mark.isVisible()
        assert mark.accessibleName() == "练习"
        assert mark.visibleRegion().boundingRect().width() == mark.width()
    assert complaints(program.desk.top_bar) == []


def test_numbers_of_practice_cannot_be_taken_for_real_ones(office: Office, start: Start) -> None:
    program = start()
    practise(program)
    program.go("搬迁户")
    program.sees("练LG0001")
    program.press("Down", "Return")
    assert program.page.name == "households.household"
    program.press("F9")
    program.sees("下一号是", "练搬证字〔2026〕")


def test_a_practice_folder_is_not_opened_as_a_real_one(office: Office, start: Start) -> None:
    program = start()
    practise(program)
    program.close()
    again = start(office.path / "practice")
    again.sees("这个文件夹里是练习用的数据", "没有当真实资料打开")
    again.sees("打开别的文件夹")
