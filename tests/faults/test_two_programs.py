"""One office file, two programs: the second is told who has it, and gets it when the first is gone."""

import pytest

from resettle_desktop.foundation.database.keystore import WrongPassword
from resettle_desktop.foundation.database.office_folder import OfficeFolder
from resettle_desktop.foundation.database.opening import open_office
from resettle_desktop.foundation.errors import EnvironmentFailure
from tests.faults.children import LOGIN, PASSWORD, child, hold_the_office
from tests.kit.office import KEY, TickingClock


def test_an_office_open_in_another_program_is_not_opened_again(
    office: OfficeFolder, clock: TickingClock
) -> None:
    holder = child(hold_the_office, office.path)
    assert holder.hear() == "open"
    with pytest.raises(EnvironmentFailure, match=r"已在别处打开（用户 .+，电脑 .+）"):
        office.open_store(KEY, clock)
    holder.kill()  # a crash leaves no lock behind
    office.open_store(KEY, clock)
    office.close_store()
    holder.close()


def test_a_wrong_password_is_told_and_the_right_one_opens(office: OfficeFolder, clock: TickingClock) -> None:
    with pytest.raises(WrongPassword) as refused:
        open_office(office, LOGIN, "x", clock)
    assert refused.value.text == "姓名或密码不对，没有打开；请再输一次"
    opened = open_office(office, LOGIN, PASSWORD, clock)
    assert opened.person is not None
    assert opened.person.login == LOGIN
    office.close_store()
