"""The extract of then is had again: histories played at random, what was answered then asked for now."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule, run_state_machine_as_test
from sqlalchemy.orm import Session

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.households.queries import household_view
from resettle_desktop.households.queries.extract import extract_facts
from resettle_desktop.households.rules.extract import JOINED, LEFT, ExtractFacts
from resettle_desktop.households.rules.identity import NumberDraft
from resettle_desktop.households.use_cases import CorrectPersonDraft, correct_person
from resettle_desktop.households.use_cases.events.household_split import SplitDraft, split_household
from tests.households.test_random_play import DAYS, NAMES, Households
from tests.households.town import TODAY, on
from tests.kit.office import Templates

Said = dict[str, ExtractFacts | str]


def extracts(session: Session, households: list[str], day: date, known_at: datetime | None) -> Said:
    """What every household's extract says of a day, or why there is none."""
    said: Said = {}
    for uid in households:
        try:
            facts = extract_facts(session, uid, day, known_at)
        except Refusal as refusal:
            said[uid] = refusal.text
            continue
        members = household_view(session, uid, day, known_at).members
        assert {(one.name, one.relation, one.number, one.birth) for one in facts.members} == {
            (one.person.name, one.relation_name, one.person.number, one.person.birth) for one in members
        }, "the paper says who the page says"
        came = sum(one.what == JOINED for one in facts.changes)
        left = sum(one.what == LEFT for one in facts.changes)
        assert came - left == len(members), "nobody comes twice, nobody stays who left"
        said[uid] = replace(facts, known_on=None)
    return said


class Extracts(Households):
    """The game, with splits and corrections, and a look at every extract now and then."""

    def __init__(self) -> None:
        super().__init__()
        self.snapshots: list[tuple[datetime, date, list[str], Said]] = []

    @precondition(lambda self: self.play.households)
    @rule(day=DAYS | st.just(TODAY))
    def look(self, day: date) -> None:
        instant = self.town.desk.store.now()
        households = list(self.play.households)
        self.snapshots.append((instant, day, households, self.said(households, day, None)))

    def said(self, households: list[str], day: date, known_at: datetime | None) -> Said:
        answer: Said = self.town.desk.ask(extracts, households, day, known_at)
        return answer

    @precondition(lambda self: self.play.households)
    @rule(data=st.data(), name=st.sampled_from(NAMES))
    def correct(self, data: st.DataObject, name: str) -> None:
        for one in self.town.view(self.some(data)).members[:1]:
            person: Any = one.person
            draft = CorrectPersonDraft(
                person.uid, name, person.sex, person.birth, NumberDraft(person.number), "登记时听错了"
            )
            self.do(correct_person, draft)

    @precondition(lambda self: self.play.households)
    @rule(data=st.data(), day=DAYS)
    def split(self, data: st.DataObject, day: date) -> None:
        uid = self.some(data)
        members = self.town.view(uid).members
        if len(members) > 1:
            draft = SplitDraft(uid, ((members[-1].person.uid, "02"),), on(day.year, day.month, day.day))
            self.do(split_household, draft)

    def teardown(self) -> None:
        try:
            for instant, day, households, then in self.snapshots:
                assert self.said(households, day, instant) == then
        finally:
            super().teardown()


def played(templates: Templates, *, games: int, steps: int) -> None:
    """Play so many games of so many steps."""
    Extracts.templates = templates
    run_state_machine_as_test(
        Extracts,
        settings=settings(
            max_examples=games,
            stateful_step_count=steps,
            deadline=None,
            phases=(Phase.generate,),
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )


def test_the_extracts_of_then_are_had_again(templates: Templates) -> None:
    played(templates, games=6, steps=15)


@pytest.mark.deep
@pytest.mark.timeout(1800)
def test_the_extracts_of_then_are_had_again_for_long(templates: Templates) -> None:
    played(templates, games=200, steps=40)
