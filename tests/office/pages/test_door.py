"""The way in: real files, a real key file, the real worker."""

from collections.abc import Callable

import pytest

from resettle_desktop.foundation.errors import EnvironmentFailure, Refusal
from resettle_desktop.office.pages.arrival import Outlook, Person, SignedIn
from resettle_desktop.office.pages.door import Door
from resettle_desktop.office.rules.roles import GRANTABLE
from resettle_desktop.office.rules.secrets import PinCost
from resettle_desktop.office.use_cases import set_pin, suspend_clerk
from resettle_desktop.office.use_cases.clerks import ClerkChoice, ClerkDraft, PinDraft, add_clerk
from tests.kit.office import TickingClock, raw
from tests.office.conftest import PASSWORD, SET_UP, Answers

WANG = "王桂兰"
CHEAP_PIN = PinCost(n=16, r=1, p=1)


def look(door: Door, answers: Answers) -> Outlook:
    door.look(answers.good.append, owner=door, failed=answers.bad.append)
    outlook: Outlook = answers.wait()
    return outlook


def sign_in(door: Door, answers: Answers, password: str = PASSWORD, login: str = WANG) -> SignedIn:
    door.sign_in(login, password, answers.good.append, owner=door, failed=answers.bad.append)
    arrival: SignedIn = answers.wait()
    return arrival


def come_back(door: Door, answers: Answers, person: Person, secret: str) -> SignedIn:
    door.come_back(person, secret, answers.good.append, owner=door, failed=answers.bad.append)
    arrival: SignedIn = answers.wait()
    return arrival


def test_an_empty_folder_is_a_first_start(door: Door, answers: Answers) -> None:
    assert look(door, answers).new


def test_the_first_start_gives_the_administrator_the_desk(door: Door, founded: SignedIn) -> None:
    assert founded.actor.name == WANG
    assert founded.actor.roles == frozenset(GRANTABLE)
    assert founded.needs_sheet
    assert founded.facts.office.name == "青石镇人民政府"
    assert door.worker.actor is founded.actor


def test_a_weak_password_leaves_the_folder_empty(door: Door, answers: Answers) -> None:
    door.create(SET_UP, "1234", answers.good.append, owner=door, failed=answers.bad.append)
    with pytest.raises(Refusal) as caught:
        answers.wait()
    assert caught.value.field == "password"
    assert look(door, answers).new


def test_a_file_cannot_be_opened_twice(
    founded: SignedIn, make_door: Callable[[], Door], answers: Answers
) -> None:
    with pytest.raises(EnvironmentFailure, match="别处打开"):
        sign_in(make_door(), answers)


def test_signing_in_again(shut: Door, answers: Answers) -> None:
    assert look(shut, answers).people == (Person(look(shut, answers).people[0].uid, WANG, WANG),)
    arrival = sign_in(shut, answers)
    assert not arrival.clock_behind
    store = shut.threshold.folder.store
    assert store is not None
    assert raw(store, "SELECT way, failed_before FROM sign_in ORDER BY id") == [("full", 0), ("full", 0)]


def test_wrong_passwords_make_one_wait(shut: Door, answers: Answers, clock: TickingClock) -> None:
    for _try in range(3):
        with pytest.raises(Refusal, match="不对"):
            sign_in(shut, answers, "falsch")
    shut.wait(WANG, answers.good.append, owner=shut)
    assert 0 < answers.wait() <= 5
    with pytest.raises(Refusal, match="请等"):
        sign_in(shut, answers)
    clock.advance(seconds=6)
    assert sign_in(shut, answers).actor.name == WANG


def test_the_sheet_opens_when_the_password_is_lost(
    door: Door, founded: SignedIn, make_door: Callable[[], Door], answers: Answers
) -> None:
    door.make_sheet(answers.good.append, owner=door, failed=answers.bad.append)
    sheet = answers.wait()
    door.confirm_sheet(answers.good.append, owner=door, failed=answers.bad.append)
    answers.wait()
    door.close(lambda: answers.good.append(None), owner=door)
    answers.wait()
    again = make_door()
    again.sign_in_by_sheet(
        sheet.qr_text, WANG, "Huanghe+1938", answers.good.append, owner=again, failed=answers.bad.append
    )
    arrival = answers.wait()
    assert not arrival.needs_sheet
    again.close(lambda: answers.good.append(None), owner=again)
    answers.wait()
    with pytest.raises(Refusal):
        sign_in(again, answers, PASSWORD)
    assert sign_in(again, answers, "Huanghe+1938").actor.name == WANG


def test_a_mistyped_sheet_names_its_line(shut: Door, answers: Answers) -> None:
    shut.sign_in_by_sheet(
        "A" * 57, WANG, "Huanghe+1938", answers.good.append, owner=shut, failed=answers.bad.append
    )
    with pytest.raises(Refusal, match="第 1 行"):
        answers.wait()
    assert sign_in(shut, answers).actor.name == WANG


def test_a_clock_that_went_back_lets_people_in_but_says_so(
    shut: Door, answers: Answers, clock: TickingClock
) -> None:
    clock.advance(days=-2)
    assert sign_in(shut, answers).clock_behind


def test_coming_back_by_pin_after_the_days_password(
    door: Door, founded: SignedIn, answers: Answers, clock: TickingClock
) -> None:
    me = Person(founded.actor.uid, WANG, WANG)
    door.worker.act(set_pin, PinDraft(me.uid, "4826", CHEAP_PIN), answers.good.append, owner=door)
    answers.wait()
    assert door.may_use_pin(me)
    with pytest.raises(Refusal, match="换人密码不对"):
        come_back(door, answers, me, "4827")
    assert come_back(door, answers, me, "4826").actor.uid == me.uid
    assert come_back(door, answers, me, PASSWORD).actor.uid == me.uid
    clock.advance(days=1)
    assert not door.may_use_pin(me)
    with pytest.raises(Refusal):
        come_back(door, answers, me, "4826")
    come_back(door, answers, me, PASSWORD)
    assert door.may_use_pin(me)


def test_a_pin_is_worth_five_tries(
    door: Door, founded: SignedIn, answers: Answers, clock: TickingClock
) -> None:
    me = Person(founded.actor.uid, WANG, WANG)
    door.worker.act(set_pin, PinDraft(me.uid, "4826", CHEAP_PIN), answers.good.append, owner=door)
    answers.wait()
    for _try in range(5):
        clock.advance(minutes=6)
        with pytest.raises(Refusal):
            come_back(door, answers, me, "1111")
    assert not door.may_use_pin(me)
    assert come_back(door, answers, me, PASSWORD).actor.uid == me.uid


def test_a_clerk_without_roles_is_not_let_in(
    door: Door, founded: SignedIn, make_door: Callable[[], Door], answers: Answers
) -> None:
    folder = door.threshold.folder
    assert folder.store is not None
    key = folder.store.key
    door.worker.act(add_clerk, ClerkDraft("李春梅", roles=("party_clerk",)), answers.good.append, owner=door)
    uid = answers.wait()
    folder.keystore().enrol(uid, "李春梅", "李春梅", "Shan7lian", key, cost=door.threshold.cost)
    door.worker.act(suspend_clerk, ClerkChoice(uid), answers.good.append, owner=door)
    answers.wait()
    door.close(lambda: answers.good.append(None), owner=door)
    answers.wait()
    with pytest.raises(Refusal, match="没有岗位"):
        sign_in(make_door(), answers, "Shan7lian", "李春梅")
    assert sign_in(door, answers).actor.name == WANG


def test_a_file_that_will_not_open_says_why(
    shut: Door, make_door: Callable[[], Door], answers: Answers
) -> None:
    (shut.path / "records.db").write_bytes(b"short")
    failure = look(make_door(), answers).failure
    assert failure is not None
    assert "损坏" in failure.sentence
    assert "备份" in failure.todo
