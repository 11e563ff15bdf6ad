"""What a form asks when its newcomer has somebody's number, or looks like somebody who is there."""

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.question_bar import Answer
from resettle_desktop.households.rules.alike import APART_REASONS, TWINS
from resettle_desktop.households.rules.refusals import DuplicatePerson, PerhapsTheSame
from resettle_desktop.households.use_cases.drafts import ApartDraft

ApartAnswer: TypeAlias = Callable[[str, str], None]
"""Hears of whom the newcomer is not (no uid: of those on the same form) and why."""


class AsksWhoItIs(Form):
    """A form that brings one person new into a household, or gives a number to one.

    ``number_of_two`` puts the number down as 重号; ``joins`` whether the other might come over instead.
    """

    apart: tuple[ApartDraft, ...] = ()
    """Who was said to be somebody else, for the draft."""

    joins = True

    def number_of_two(self) -> None:
        """The number is another's too: keep it as doubtful, to be settled by the police."""
        raise NotImplementedError

    @override
    def fill(self) -> None:
        self.apart = ()
        super().fill()

    @override
    def start_over(self) -> None:
        self.apart = ()
        super().start_over()

    @override
    def refused(self, error: Exception) -> None:
        super().refused(error)
        match error:
            case PerhapsTheSame():
                self.fields.clear_errors()
                ask_who_it_is(self, error, self._apart)
            case DuplicatePerson():
                self._ask_whose(error)

    def _apart(self, person_uid: str, reason: str) -> None:
        self.apart = (*self.apart, ApartDraft(reason, person_uid))
        self.submit()

    def _ask_whose(self, known: DuplicatePerson) -> None:
        go = self.context.open_page
        instead = (
            Answer("转过来", partial(go, "households.move_member", known.uid))
            if self.joins
            else Answer("合并", partial(go, "matters.duplicate_person", self.subject_uid))
        )
        self.ask_here(
            whose_number(known),
            Answer("原档案", partial(go, "households.person", known.uid)),
            instead,
            Answer("重号—报公安核实", self._keep_as_shared),
            Answer("再核对"),
        )

    def _keep_as_shared(self) -> None:
        self.number_of_two()
        self.submit()


def whose_number(known: DuplicatePerson) -> str:
    """The question about a number that is somebody's."""
    where = f"{known.household}的" if known.household else ""
    return f"这个号码已登记给{where}{known.label}。是同一个人，还是两个人一个号？"


def ask_who_it_is(form: Form, maybe: PerhapsTheSame, apart: ApartAnswer) -> None:
    """Ask whether the newcomer is who is there; ``apart`` hears of whom he is not and why."""
    uid = maybe.uid
    same = (Answer("就是他，打开", partial(form.context.open_page, "households.person", uid)),) if uid else ()
    form.ask_here(
        maybe.text,
        Answer(TWINS, partial(apart, uid, TWINS)),
        Answer("不是同一人…", partial(_ask_why, form, maybe, apart)),
        *same,
        Answer("再看看" if uid else "登记了两次，去改"),
    )


def _ask_why(form: Form, maybe: PerhapsTheSame, apart: ApartAnswer) -> None:
    reasons = (Answer(reason, partial(apart, maybe.uid, reason)) for reason in APART_REASONS)
    form.ask_here(f"和{maybe.label}为什么不是同一人？", *reasons, Answer("再看看"))
