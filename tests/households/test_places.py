"""Names of places are put right together with what people are found by."""

from dataclasses import replace

import pytest

from resettle_desktop.foundation.errors import Refusal, StaleDraft
from resettle_desktop.households.use_cases import correct_site
from resettle_desktop.sites.queries import site_of, site_rows
from resettle_desktop.sites.rules import Governance
from resettle_desktop.sites.use_cases import CorrectSiteDraft, SiteDraft, add_site
from tests.households.town import Town, member


def test_who_lives_in_a_site_is_found_by_its_right_name(town: Town) -> None:
    town.register(room="3-2-501")
    town.register(member("赵德胜", "02", "19600101", 11))
    assert len(town.found("云水苑")) == 5
    town.desk.do(correct_site, CorrectSiteDraft(town.site, "清风苑", Governance.URBAN))
    assert len(town.found("清风苑")) == 5
    assert len(town.found("qfy 王小军")) == 1
    assert town.found("云水苑") == []


def test_a_site_is_corrected_once_and_keeps_a_name_of_its_own(town: Town) -> None:
    row = town.desk.ask(site_of, town.site)
    assert row is not None
    right = CorrectSiteDraft(
        town.site, "云水苑社区", Governance.RURAL, address="迎宾路18号", version=row.version
    )
    town.desk.do(correct_site, right)
    with pytest.raises(StaleDraft) as stale:
        town.desk.do(correct_site, replace(right, name="云水苑小区"))
    assert [(d.column, d.mine, d.theirs) for d in stale.value.differences] == [
        ("name", "云水苑小区", "云水苑社区")
    ]
    assert [site.name for site in town.desk.ask(site_rows)] == ["云水苑社区"]
    other = town.desk.do(add_site, SiteDraft("惠民家园"))
    with pytest.raises(Refusal, match="已经有叫“云水苑社区”的安置区"):
        town.desk.do(correct_site, CorrectSiteDraft(other, "云水苑社区", Governance.URBAN))
    with pytest.raises(Refusal, match="没有找到这个安置区"):
        town.desk.do(correct_site, replace(right, site_uid="gone", version=None))
