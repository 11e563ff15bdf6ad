"""The head switches codes on, changes the key, gives public keys away; the book knows its own codes."""

from datetime import date
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import select, text

from resettle_desktop.foundation.database.audit import verify_audit
from resettle_desktop.foundation.database.store import Store
from resettle_desktop.foundation.errors import EnvironmentFailure, Refusal
from resettle_desktop.foundation.signing import is_signed, new_key_pair, sign
from resettle_desktop.printing.models import PaperCode, SigningKey
from resettle_desktop.printing.queries import paper_bytes
from resettle_desktop.printing.queries.codes import (
    BookAnswer,
    CodesStanding,
    check_in_book,
    codes_standing,
)
from resettle_desktop.printing.rules import KINDS, Answer, PaperHead, PaperKind, paper_kind
from resettle_desktop.printing.rules.code_checking import Verdict
from resettle_desktop.printing.rules.codes import facts_digest, read_code
from resettle_desktop.printing.rules.key_file import KeyFile, PublicKey, read_key_file, write_key_file
from resettle_desktop.printing.use_cases import (
    AnswerDraft,
    IssueDraft,
    VoidDraft,
    answer_print,
    issue_paper,
    void_paper,
)
from resettle_desktop.printing.use_cases.codes import (
    CodesDraft,
    DropOfficeDraft,
    KeyChangeDraft,
    KnownOfficeDraft,
    change_signing_key,
    drop_known_office,
    note_known_office,
    save_key_file,
    switch_codes,
)
from tests.kit.office import TickingClock
from tests.printing.code_makers import code_text
from tests.printing.desk import CLERK, HEAD, NOTE, PaperDesk, set_up

CODED: Final[PaperKind] = KINDS.get("test_coded") or paper_kind(
    "test_coded", "试用证明", series="test_coded", mark="试证字", needs=NOTE.needs, code=101
)
TODAY: Final = date(2026, 11, 3)


def drawn(head: PaperHead) -> bytes:
    """The code as it would stand on the paper, and nothing else."""
    return (head.code.text if head.code is not None else "no code").encode()


def switch(papers: PaperDesk, *kinds: str) -> None:
    with papers.store.working(HEAD) as work:
        switch_codes(work, CodesDraft(kinds))


def issue(papers: PaperDesk, letter: str = "a", name: str = "王桂兰") -> tuple[str, str]:
    """Issue a paper and answer its uid and what stands on it."""
    uid = f"0198c000-0000-7000-8000-00000000000{letter}"
    draft = IssueDraft(
        CODED, papers.office, "household", uid, f"{name}家", drawn, holder=name, facts=("户号 QS0036", name)
    )
    with papers.store.working(CLERK) as work:
        issued = issue_paper(work, draft)
    with papers.store.reading() as session:
        return issued, paper_bytes(session, issued).decode()


def say(papers: PaperDesk, uid: str, answer: Answer) -> None:
    with papers.store.working(CLERK) as work:
        answer_print(work, AnswerDraft(uid, answer))


def checked(papers: PaperDesk, scanned: str) -> BookAnswer:
    with papers.store.reading() as session:
        return check_in_book(session, scanned)


def standing(papers: PaperDesk) -> CodesStanding:
    with papers.store.reading() as session:
        return codes_standing(session, TODAY)


def change_key(papers: PaperDesk, reason: str = "负责人换届", *, leaked: bool = False) -> None:
    with papers.store.working(HEAD) as work:
        change_signing_key(work, KeyChangeDraft(reason, leaked))


def test_no_paper_carries_a_code_until_the_head_says_so(papers: PaperDesk) -> None:
    assert issue(papers)[1] == "no code"
    assert standing(papers) == CodesStanding((), (), ())
    switch(papers, CODED.name)
    uid, scanned = issue(papers, "b")
    assert scanned.startswith("试用证明 试证字〔2026〕2号 王桂兰 2026-11-03 核验电话0350-1234567 RD1:")
    found = checked(papers, scanned)
    assert found.answer.verdict is Verdict.GENUINE
    assert (found.paper_uid, found.facts) == (uid, ("户号 QS0036", "王桂兰"))
    switch(papers)
    assert issue(papers, "c")[1] == "no code"
    assert checked(papers, scanned).answer.verdict is Verdict.GENUINE
    with papers.store.reading() as session:
        assert verify_audit(session).broken_at is None


def test_a_kind_that_carries_none_cannot_be_switched_on(papers: PaperDesk) -> None:
    with pytest.raises(Refusal, match="没有这种文书"):
        switch(papers, NOTE.name)


def test_the_code_binds_the_facts_by_a_salt_that_stays_in_the_book(papers: PaperDesk) -> None:
    switch(papers, CODED.name)
    _uid, scanned = issue(papers)
    with papers.store.reading() as session:
        kept = session.execute(select(PaperCode.text, PaperCode.salt, PaperCode.facts)).one()
    assert kept.text == scanned
    assert read_code(scanned).facts.facts == facts_digest(kept.salt, ("户号 QS0036", "王桂兰"))


def test_spoiled_and_void_papers_are_told_at_once(papers: PaperDesk) -> None:
    switch(papers, CODED.name)
    spoiled, one = issue(papers)
    say(papers, spoiled, Answer.SPOILED)
    voided, two = issue(papers)
    say(papers, voided, Answer.PRINTED)
    assert checked(papers, two).answer.verdict is Verdict.GENUINE
    with papers.store.working(HEAD) as work:
        void_paper(work, VoidDraft(voided, "写错"))
    assert [checked(papers, scanned).answer.verdict for scanned in (one, two)] == [Verdict.VOID] * 2


def test_another_key_takes_over_and_old_papers_stay_genuine(papers: PaperDesk, clock: TickingClock) -> None:
    switch(papers, CODED.name)
    _old_uid, old = issue(papers)
    clock.advance(days=2)
    change_key(papers)
    _new_uid, new = issue(papers, "b")
    assert read_code(old).facts.key_id != read_code(new).facts.key_id
    assert [checked(papers, each).answer.verdict for each in (old, new)] == [Verdict.GENUINE] * 2
    with papers.store.reading() as session:
        rows = session.execute(select(SigningKey.private_key, SigningKey.retired_because)).all()
    assert (rows[0].private_key, rows[0].retired_because) == (None, "负责人换届")
    assert rows[1].private_key is not None


def test_a_private_key_stands_in_no_audit_entry(papers: PaperDesk) -> None:
    switch(papers, CODED.name)
    with papers.store.reading() as session:
        private = session.execute(select(SigningKey.private_key)).scalar_one()
        said = session.execute(text("SELECT \"values\" FROM audit_change WHERE table_name = 'signing_key'"))
        told = "".join(said.scalars())
    assert private is not None
    assert "sha256:" in told
    assert private.hex() not in told


def test_with_a_leaked_key_only_what_stands_in_the_book_is_genuine(papers: PaperDesk) -> None:
    switch(papers, CODED.name)
    _uid, ours = issue(papers)
    with papers.store.reading() as session:
        row = session.execute(select(SigningKey.private_key, SigningKey.public_key)).one()
    stolen = type(new_key_pair())(bytes(row.private_key or b""), bytes(row.public_key))
    forged = code_text(stolen, number="试证字〔2026〕77号", day=TODAY)
    assert checked(papers, forged).answer.verdict is Verdict.FALSE
    assert "登记簿里却没有" in checked(papers, forged).answer.sentence
    change_key(papers, "U 盘丢了", leaked=True)
    assert checked(papers, ours).answer.verdict is Verdict.GENUINE
    assert checked(papers, forged).answer.verdict is Verdict.FALSE


def test_a_key_is_changed_for_a_reason_and_only_when_there_is_one(papers: PaperDesk) -> None:
    with pytest.raises(Refusal, match="还没有钥匙"):
        change_key(papers)
    switch(papers, CODED.name)
    with pytest.raises(Refusal, match="为什么换钥匙"):
        change_key(papers, "  ")


def exported(papers: PaperDesk, folder: Path) -> KeyFile:
    save_key_file(papers.store, HEAD, folder / "keys.json")
    return read_key_file((folder / "keys.json").read_bytes())


def test_the_key_file_lists_keys_and_void_numbers_and_no_person(
    papers: PaperDesk, tmp_path: Path, clock: TickingClock
) -> None:
    with pytest.raises(Refusal, match="还没有钥匙"):
        exported(papers, tmp_path)
    switch(papers, CODED.name)
    spoiled, _scanned = issue(papers)
    say(papers, spoiled, Answer.SPOILED)
    clock.advance(days=1)
    change_key(papers)
    file = exported(papers, tmp_path)
    assert file.office_name == "青山镇人民政府"
    assert file.void == ("试证字〔2026〕1号",)
    assert [key.until for key in file.keys] == [None, date(2026, 11, 4)]
    assert file.kinds[101] == "试用证明"
    content = (tmp_path / "keys.json").read_text(encoding="utf-8")
    assert "王桂兰" not in content
    with papers.store.reading() as session:
        private = session.execute(select(SigningKey.private_key)).scalars().all()
        looks = session.execute(text("SELECT kind, reason FROM access_entry")).all()
    assert all(each is None or each.hex() not in content for each in private)
    assert [tuple(look) for look in looks] == [("exported", "核验公钥")]


def test_a_key_file_is_the_heads_and_a_folder_that_is_not_there_is_told(
    papers: PaperDesk, tmp_path: Path
) -> None:
    switch(papers, CODED.name)
    with pytest.raises(Refusal):
        save_key_file(papers.store, CLERK, tmp_path / "keys.json")
    with pytest.raises(EnvironmentFailure):
        save_key_file(papers.store, HEAD, tmp_path / "gone" / "keys.json")
    assert list(tmp_path.glob("*.json")) == []


OTHER: Final = new_key_pair()


def others_file(
    *, uid: str = "other", made_on: date = TODAY, void: tuple[str, ...] = (), practice: bool = False
) -> str:
    """Another office's key file."""
    file = KeyFile(
        office_uid=uid,
        office_name="柳沟镇人民政府",
        phone="0350-7654321",
        practice=practice,
        made_on=made_on,
        keys=(PublicKey(OTHER.public, date(2026, 1, 1)),),
        void=void,
        issuers={},
        kinds={1: "搬迁安置证明"},
    )
    return write_key_file(file, lambda message: sign(OTHER.private, message)).decode()


def take(papers: PaperDesk, content: str, compared_with: str = "") -> str:
    with papers.store.working(HEAD) as work:
        return note_known_office(work, KnownOfficeDraft(content, compared_with))


def drop(papers: PaperDesk, office_uid: str, reason: str) -> str:
    with papers.store.working(HEAD) as work:
        return drop_known_office(work, DropOfficeDraft(office_uid, reason))


def test_another_offices_papers_are_checked_once_its_fingerprint_was_compared(papers: PaperDesk) -> None:
    scanned = code_text(OTHER)
    assert checked(papers, scanned).answer.verdict is Verdict.UNKNOWN_KEY
    with pytest.raises(Refusal, match="核对指纹") as refused:
        take(papers, others_file())
    assert refused.value.field == "compared_with"
    assert take(papers, others_file(), "王所长") == "柳沟镇人民政府"
    answer = checked(papers, scanned).answer
    assert answer.verdict is Verdict.GENUINE
    assert "柳沟镇人民政府开具的（作废名单到2026年11月3日为止）" in answer.sentence


def test_a_newer_list_by_the_same_key_is_taken_without_asking_and_an_older_one_not(
    papers: PaperDesk, clock: TickingClock
) -> None:
    take(papers, others_file(), "王所长")
    with pytest.raises(Refusal, match="比今天还晚"):
        take(papers, others_file(made_on=date(2026, 11, 9)))
    clock.advance(days=6)
    take(papers, others_file(made_on=date(2026, 11, 9), void=("搬证字〔2026〕12号",)))
    with pytest.raises(Refusal, match="没有换"):
        take(papers, others_file(made_on=date(2026, 11, 9)))
    assert checked(papers, code_text(OTHER)).answer.verdict is Verdict.VOID
    with pytest.raises(Refusal, match="没有换"):
        take(papers, others_file())
    (known,) = standing(papers).offices
    assert (known.made_on, known.compared_with) == (date(2026, 11, 9), "王所长")


def test_an_office_trusted_no_longer_is_taken_in_again_only_after_comparing(papers: PaperDesk) -> None:
    take(papers, others_file(), "王所长")
    (known,) = standing(papers).offices
    with pytest.raises(Refusal, match="为什么不再认"):
        drop(papers, known.uid, " ")
    assert drop(papers, known.uid, "指纹核对错了") == "柳沟镇人民政府"
    assert standing(papers).offices == ()
    assert checked(papers, code_text(OTHER)).answer.verdict is Verdict.UNKNOWN_KEY
    with pytest.raises(Refusal, match="没有记入过"):
        drop(papers, known.uid, "再来一次")
    with pytest.raises(Refusal, match="核对指纹"):
        take(papers, others_file())
    take(papers, others_file(), "张主任")
    assert standing(papers).offices[0].compared_with == "张主任"


def test_our_own_file_and_a_practice_one_are_not_taken_in(papers: PaperDesk) -> None:
    with pytest.raises(Refusal, match="本单位自己"):
        take(papers, others_file(uid=papers.office.uid), "自己")
    with pytest.raises(Refusal, match="练习用"):
        take(papers, others_file(practice=True), "王所长")


def test_a_file_that_was_only_brought_along_is_used_and_not_kept(papers: PaperDesk) -> None:
    with papers.store.reading() as session:
        found = check_in_book(session, code_text(OTHER), read_key_file(others_file().encode()))
    assert found.answer.verdict is Verdict.GENUINE
    assert standing(papers).offices == ()


def test_a_practice_office_checks_its_own_practice_codes(store: Store, clock: TickingClock) -> None:
    practice = set_up(store, clock, practice=True)
    switch(practice, CODED.name)
    _uid, scanned = issue(practice)
    assert scanned.startswith("练习用，无效 试用证明 练试证字")
    assert checked(practice, scanned).answer.verdict is Verdict.GENUINE


def test_what_is_signed_is_signed_by_the_key_the_file_gives_away(papers: PaperDesk, tmp_path: Path) -> None:
    switch(papers, CODED.name)
    _uid, scanned = issue(papers)
    code = read_code(scanned)
    assert is_signed(exported(papers, tmp_path).current.public, code.message, code.signature)
