"""Lists of the past are what the lists of then were: histories played at random, snapshots compared."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule, run_state_machine_as_test
from sqlalchemy.orm import Session

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.households.queries import (
    HOUSEHOLD_SORTS,
    PEOPLE_SORTS,
    ROOM_SORTS,
    Lacking,
    ListFilter,
    Order,
    household_ids,
    household_of_person,
    household_view,
    households_by_id,
    numbers_to_chase,
    occupants_of,
    people_by_id,
    people_ids,
    person_row,
    room_ids,
    room_lines,
    site_figures,
)
from resettle_desktop.households.rules.declared import Labour, RelocationKind
from resettle_desktop.households.rules.dwelling import Occupancy
from resettle_desktop.households.rules.identity import NumberDraft
from resettle_desktop.households.use_cases import (
    CompletePersonDraft,
    CorrectPersonDraft,
    PersonItems,
    PhoneDraft,
    complete_person,
    correct_person,
    correct_site,
    set_phone,
)
from resettle_desktop.sites.rules import Governance
from resettle_desktop.sites.use_cases import CorrectSiteDraft
from tests.households.test_random_play import DAYS, NAMES, Households
from tests.households.town import TODAY
from tests.kit.office import Templates

FILTERS: Final = (
    ListFilter(),
    ListFilter(without_room=True),
    ListFilter(governance=Governance.URBAN),
    ListFilter(relocation_kind=RelocationKind.REGISTERED_POOR),
    ListFilter(youngest=16, oldest=59, labour=Labour.SKILLED),
    ListFilter(size_class="小型"),
    *(ListFilter(lacking=lacking) for lacking in Lacking),
)
ROOMS: Final = tuple(ListFilter(occupancy=occupancy) for occupancy in Occupancy)

Answers = dict[str, object]


def everything(
    session: Session, households: list[str], site_uid: str, as_of: date, known_at: datetime | None
) -> Answers:
    """The answers of every list, sorted each way, and of every household's page."""
    answers: Answers = {}
    for wanted in (*FILTERS, ListFilter(site_uid=site_uid)):
        ids = household_ids(session, wanted, as_of, known_at)
        answers[f"households {wanted}"] = households_by_id(session, ids, as_of, known_at)
        ids = people_ids(session, wanted, as_of, known_at)
        answers[f"people {wanted}"] = people_by_id(session, ids, as_of, known_at)
    for column in HOUSEHOLD_SORTS:
        order = Order(column, descending=column < "n")
        answers[f"households by {column}"] = household_ids(session, FILTERS[0], as_of, known_at, order=order)
    for column in PEOPLE_SORTS:
        order = Order(column, descending=column < "n")
        answers[f"people by {column}"] = people_ids(session, FILTERS[0], as_of, known_at, order=order)
    for wanted in (*ROOMS, ListFilter(site_uid=site_uid)):
        ids = room_ids(session, wanted, as_of, known_at)
        answers[f"rooms {wanted}"] = room_lines(session, ids, as_of, known_at)
    for column in ROOM_SORTS:
        order = Order(column, descending=column < "n")
        answers[f"rooms by {column}"] = room_ids(session, FILTERS[0], as_of, known_at, order=order)
    answers["sites"] = site_figures(session, as_of, known_at)
    answers["numbers"] = numbers_to_chase(session, as_of, known_at, within_days=3650)
    answers["occupants"] = occupants_of(session, range(1, 21), as_of, known_at)
    for uid in households:
        try:
            view = household_view(session, uid, as_of, known_at)
        except Refusal as refusal:
            answers[uid] = refusal.text
            continue
        answers[uid] = view
        for member in view.members:
            person = member.person.uid
            answers[person] = (
                person_row(session, person, as_of, known_at),
                household_of_person(session, person, as_of, known_at),
            )
    return answers


class Lists(Households):
    """The game, with more of what changes a line, and a look at every list now and then."""

    def __init__(self) -> None:
        super().__init__()
        self.snapshots: list[tuple[datetime, date, list[str], Answers]] = []

    @precondition(lambda self: self.play.households)
    @rule(day=DAYS | st.just(TODAY))
    def look(self, day: date) -> None:
        instant = self.town.desk.store.now()
        households = list(self.play.households)
        answers = self.town.desk.ask(everything, households, self.town.site, day, None)
        self.snapshots.append((instant, day, households, answers))

    def people(self, data: st.DataObject) -> Iterator[Any]:
        """Nobody or somebody of a household today."""
        members = self.town.view(self.some(data)).members
        if members:
            yield data.draw(st.sampled_from(members)).person

    @precondition(lambda self: self.play.households)
    @rule(data=st.data(), labour=st.sampled_from(Labour), nickname=st.sampled_from(["", "小虎"]))
    def complete(self, data: st.DataObject, labour: Labour, nickname: str) -> None:
        for person in self.people(data):
            self.do(
                complete_person,
                CompletePersonDraft(person.uid, PersonItems(nickname=nickname, labour=labour)),
            )

    @precondition(lambda self: self.play.households)
    @rule(data=st.data(), name=st.sampled_from(NAMES))
    def correct(self, data: st.DataObject, name: str) -> None:
        for person in self.people(data):
            number = NumberDraft(person.number)
            draft = CorrectPersonDraft(person.uid, name, person.sex, person.birth, number, "登记时听错了")
            self.do(correct_person, draft)

    @precondition(lambda self: self.play.households)
    @rule(data=st.data(), phone=st.sampled_from(["", "13800000098", "13800000099"]))
    def telephone(self, data: st.DataObject, phone: str) -> None:
        for person in self.people(data):
            self.do(set_phone, PhoneDraft(person.uid, phone, no_phone=not phone))

    @rule(name=st.sampled_from(["云水苑", "云水新苑"]), governance=st.sampled_from(Governance))
    def rename_site(self, name: str, governance: Governance) -> None:
        self.do(correct_site, CorrectSiteDraft(self.town.site, name, governance))

    def teardown(self) -> None:
        try:
            for instant, day, households, then in self.snapshots:
                now = self.town.desk.ask(everything, households, self.town.site, day, instant)
                assert now.keys() == then.keys()
                for name, answer in then.items():
                    assert now[name] == answer, (name, day)
        finally:
            super().teardown()


def played(templates: Templates, *, games: int, steps: int) -> None:
    """Play so many games of so many steps."""
    Lists.templates = templates
    run_state_machine_as_test(
        Lists,
        settings=settings(
            max_examples=games,
            stateful_step_count=steps,
            deadline=None,
            phases=(Phase.generate,),
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )


def test_the_lists_of_then_are_had_again(templates: Templates) -> None:
    played(templates, games=6, steps=15)


@pytest.mark.deep
@pytest.mark.timeout(1800)
def test_the_lists_of_then_are_had_again_for_long(templates: Templates) -> None:
    played(templates, games=200, steps=40)
