"""The checks offices run over their registers: each has a household that sets it off, seen in the window."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, Final

import pytest

from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.households.rules.circumstances import DisabilityKind, DropoutReason
from resettle_desktop.households.rules.declared import Education, Health, Labour, Marital, SchoolStage
from resettle_desktop.households.rules.person_remarks import (
    BOTH,
    CARD_EXPIRED,
    DROPPED_OUT,
    NEITHER,
    NEVER_CHANGED,
    NO_KIND,
    NOT_DISABLED,
    NUMBER_EXPIRED,
    PLACE_AND_MONTHS,
    POST_AND_MONTHS,
    WORKING,
)
from resettle_desktop.households.use_cases import (
    CompletePersonDraft,
    MemberDraft,
    PersonItems,
    complete_person,
)
from resettle_desktop.households.use_cases.drafts import SchoolDraft, WorkDraft
from tests.households.town import Town, member, number, on
from tests.journeys.conftest import Counter
from tests.journeys.test_every_event import read
from tests.kit.screen import type_text

SCHOOL: Final = SchoolDraft(SchoolStage.SENIOR, "云州一中", since=on(2026, 9))
OF_A_PERSON: Final = (
    (PersonItems(education=Education.JUNIOR, school=SCHOOL), BOTH),
    (PersonItems(school=SCHOOL, dropout_reason=DropoutReason.ILLNESS), DROPPED_OUT),
    (
        PersonItems(health=(Health.HEALTHY,), labour=Labour.WEAK),
        "健康、不在校，劳动技能却不是普通或技能劳动力",
    ),
    (PersonItems(labour=Labour.NONE, work=WorkDraft("天津", 8, since=on(2026, 1))), WORKING),
    (PersonItems(labour=Labour.LOST, public_post="护林", public_post_months=3), WORKING),
    (PersonItems(work=WorkDraft("天津", since=on(2026, 1))), PLACE_AND_MONTHS),
    (PersonItems(public_post="护林"), POST_AND_MONTHS),
    (PersonItems(health=(Health.HEALTHY,), disability=DisabilityKind.SIGHT), NOT_DISABLED),
    (PersonItems(health=(Health.DISABLED,)), NO_KIND),
    (PersonItems(disability=DisabilityKind.SIGHT, disability_until=date(2026, 1, 1)), CARD_EXPIRED),
    (PersonItems(number_until=date(2026, 1, 1)), NUMBER_EXPIRED),
    (PersonItems(marital=Marital.NEVER, marital_on=on(2000)), NEVER_CHANGED),
)
HEAD: Final = member("赵德胜", "02", "19700101", 41)
OF_A_FAMILY: Final = (
    (
        (HEAD, member("钱桂花", "12", "19710101", 42), member("孙兰香", "12", "19720101", 44)),
        "户主的配偶填了2位，请核对",
    ),
    ((HEAD, member("钱满仓", "11", "19710101", 43)), "户主和配偶都是男，请核对号码和关系"),
    ((HEAD, member("赵小花", "22", "19950101", 42)), "与户主关系是“长子”，性别却是女，请核对"),
    ((HEAD, member("赵大", "22", "19750101", 43)), "赵德胜和赵大的年龄不像两代人，请核对出生日期和关系"),
    ((HEAD, member("赵二", "22", "19950101", 43, sex=Sex.FEMALE)), "身份证号码显示是男，填的是女，请核对"),
    (
        (HEAD, replace(member("赵三", "22", "19950101", 43), birth=on(1996))),
        "身份证号码显示1995年1月1日出生，填的是1996年1月1日，请核对",
    ),
)
TAKEN: Final = number("19780512", 11)
BLOCKED: Final[tuple[tuple[str, str, str, str], ...]] = (
    ("households.add_member", "number", TAKEN[:-1] + ("0" if TAKEN[-1] != "0" else "1"), "校验"),
    ("households.add_member", "number", TAKEN, "已登记给"),
    ("households.add_member", "number", TAKEN[:-1], "17位"),
    ("households.add_member", "birth", "18991231", "早于1900年"),
    ("households.add_member", "birth", "20261301", "没有13月"),
    ("households.add_member", "birth", "20270101", "还没有到"),
    ("households.add_member", "relation", "干爹", "没有“干爹”这一项"),
    ("households.add_member", "relation", "户主", "没有“户主”这一项"),
    ("households.add_member", "ethnicity", "火星族", "没有“火星族”这一项"),
    ("households.phone", "phone", "1380000001", "手机号是11位，现在是10位"),
)


def test_what_is_odd_about_a_person_is_told_on_the_household_s_page(
    town: Town, open_counter: Callable[[], Counter]
) -> None:
    counter, home = open_counter(), town.register()
    man = town.person(home, "王国梁")
    for items, sentence in OF_A_PERSON:
        town.desk.do(complete_person, CompletePersonDraft(man, items))
        assert sentence in read(counter, "households.household", home), sentence
        ended = PersonItems(school=SchoolDraft(None), work=WorkDraft(""))
        town.desk.do(complete_person, CompletePersonDraft(man, ended))
        assert sentence not in read(counter, "households.household", home), sentence
    assert NEITHER in read(counter, "households.complete_person", man)


@pytest.mark.parametrize(("members", "sentence"), OF_A_FAMILY)
def test_what_is_odd_about_a_family_is_told_on_its_page(
    town: Town, open_counter: Callable[[], Counter], members: tuple[MemberDraft, ...], sentence: str
) -> None:
    home = town.register(*members)
    counter = open_counter()
    assert sentence in read(counter, "households.household", home)
    assert sentence in read(counter, "households.findings", home)


@pytest.mark.parametrize(("page", "field", "typed", "sentence"), BLOCKED)
def test_what_cannot_be_is_not_saved(
    town: Town, open_counter: Callable[[], Counter], page: str, field: str, typed: str, sentence: str
) -> None:
    home = town.register()
    counter = open_counter()
    about = home if page == "households.add_member" else town.person(home, "王国梁")
    counter.desk.open_page(page, about)
    counter.settle()
    form = counter.page
    assert isinstance(form, Form)
    right = {"name": "王小雨", "relation": "孙女", "number": number("20200101", 22)}
    for name, text in {**right, field: typed}.items():
        asked = form.fields.get(name)
        if asked is not None:
            widget: Any = asked.widget
            widget.setFocus()
            widget.selectAll()
            type_text(widget, text)
            counter.press("Tab")
    counter.press("F9")
    assert counter.page is form
    assert sentence in form.fields[field].error, form.fields[field].error
    assert form.isAncestorOf(counter.cursor)
    assert len(town.view(home).members) == 5
