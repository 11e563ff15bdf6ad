"""What a household and its members declared stands on the 一户一档摘要, and what it must not say does not."""

from io import BytesIO

from pypdf import PdfReader

from resettle_desktop.households.queries import person_row
from resettle_desktop.households.queries.extract import extract_facts
from resettle_desktop.households.rules.circumstances import DisabilityKind
from resettle_desktop.households.rules.declared import (
    Education,
    Health,
    Labour,
    Marital,
    Political,
    SettlementFocus,
    SettlementMode,
)
from resettle_desktop.households.rules.homes import (
    HouseholdType,
    MoveDifficulty,
    PovertyAttribute,
    PovertyCause,
)
from resettle_desktop.households.use_cases import (
    CompleteHouseholdDraft,
    CompletePersonDraft,
    HouseholdItems,
    PersonItems,
    complete_household,
    complete_person,
)
from resettle_desktop.households.use_cases.register_extracts import ExtractDraft, issue_register_extract
from resettle_desktop.printing import queries
from tests.households.town import TODAY, Town, on


def test_what_a_household_and_its_members_declared_stands_on_the_paper_but_no_health(town: Town) -> None:
    uid = town.register(room="3-1-101")
    items = HouseholdItems(
        household_type=HouseholdType.OUT_OF_POVERTY,
        poverty_attribute=PovertyAttribute.ORDINARY,
        poverty_exit_year=2019,
        poverty_return_year=2023,
        poverty_return_reason="因病返贫",
        causes=(PovertyCause.ILLNESS, PovertyCause.ROADS),
        planned_move_in=on(2018, 5),
        settlement_mode=SettlementMode.SCATTERED,
        settlement_focus=SettlementFocus.BOUGHT_IN_TOWN,
        housing_source="云州市城区",
        housing_price_fen=12_500_000,
        job_agreement=True,
        difficulty=MoveDifficulty.WORK,
        martyr_family=True,
        only_child_family=True,
        note="老人愿意住一层",
    )
    version = town.view(uid).version
    town.desk.do(complete_household, CompleteHouseholdDraft(uid, items, version))
    son = town.person(uid, "王小红")
    row = town.desk.ask(person_row, son, TODAY)
    assert row is not None
    told = PersonItems(
        education=Education.JUNIOR,
        labour=Labour.ORDINARY,
        marital=Marital.NEVER,
        speaks_mandarin=True,
        health=(Health.CHRONIC,),
        disability=DisabilityKind.MIND,
        political=Political.LEAGUE_MEMBER,
    )
    town.desk.do(complete_person, CompletePersonDraft(son, told, row.version))
    found = town.desk.ask(extract_facts, uid, TODAY)
    said = {item.caption: item.text for item in found.items}
    assert said["户类型"] == "脱贫户，一般贫困户"
    assert said["脱贫年度"] == "2019年"
    assert said["返贫年度"] == "2023年"
    assert said["致贫原因"] == "交通条件落后"
    assert said["进城购房"] == "云州市城区，房价125,000.00元，签了就业安置协议"
    girl = next(one for one in found.members if one.name == "王小红")
    assert "劳动技能：普通劳动力；婚姻：未婚；普通话：会讲" in girl.more
    pdf = town.desk.ask(queries.paper_bytes, town.desk.do(issue_register_extract, ExtractDraft(uid)))
    paper = "".join("".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)
    assert "成员情况" in paper
    assert "电话：138****0011" in paper
    assert not [word for word in ("精神", "慢性", "团员", "独生", "因病", "老人愿意") if word in paper]
