"""``check-code`` as another program or a technician runs it: a process of its own, no office file."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from resettle_desktop.foundation.documents.marks import About
from resettle_desktop.foundation.documents.page import Sheet
from resettle_desktop.foundation.signing import KeyPair, fingerprint, new_key_pair, sign
from resettle_desktop.printing.rules.codes import PREFIX
from resettle_desktop.printing.rules.key_file import KeyFile, PublicKey, write_key_file
from tests.printing.code_makers import DAY, ISSUER, NUMBER, TITLE, code_text

PAIR: Final = new_key_pair()
TEXT: Final = code_text(PAIR)


def key_file(folder: Path, pair: KeyPair = PAIR, *, void: tuple[str, ...] = ()) -> Path:
    """A key file as an office gives it away."""
    said = KeyFile(
        office_uid=ISSUER,
        office_name="青山镇人民政府",
        phone="0350-1234567",
        practice=False,
        made_on=date(2026, 11, 20),
        keys=(PublicKey(pair.public, date(2026, 1, 1)),),
        void=void,
        issuers={},
        kinds={1: TITLE},
    )
    path = folder / "keys.json"
    path.write_bytes(write_key_file(said, lambda message: sign(pair.private, message)))
    return path


def run(*arguments: str | Path, typed: str = "") -> subprocess.CompletedProcess[str]:
    """The program in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "resettle_desktop", "check-code", *map(str, arguments)],
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_a_genuine_code_is_said_to_be_one(tmp_path: Path) -> None:
    done = run("--keys", key_file(tmp_path), TEXT)
    assert (done.returncode, done.stderr) == (0, "")
    first, *fields = done.stdout.splitlines()
    assert first == f"真：{NUMBER}是青山镇人民政府开具的（作废名单到2026年11月20日为止）；请逐项和纸上核对"
    assert {"文书：搬迁安置证明", "姓名：王桂兰", f"日期：{DAY}"} <= set(fields)
    assert f"指纹 {fingerprint(PAIR.public)}" in fields[-1]


def test_every_other_answer_has_a_sentence_and_an_exit_of_its_own(tmp_path: Path) -> None:
    keys = key_file(tmp_path)
    (other := tmp_path / "other").mkdir()
    forged = TEXT[:-1] + ("0" if TEXT[-1] != "0" else "1")
    answers = [
        run("--keys", keys, typed=forged),
        run("--keys", keys, TEXT.replace("0350-1234567", "0350-7654321")),
        run("--keys", key_file(other, new_key_pair()), TEXT),
        run("--keys", keys, "--file", "-", typed="白纸"),
        run("--keys", key_file(tmp_path, void=(NUMBER,)), TEXT),
    ]
    assert [each.returncode for each in answers] == [3, 3, 5, 6, 4]
    starts = ["假：", "不能认定：", "不认识这把钥匙：", "没有读到核验码", "已作废："]
    assert [each.stdout.startswith(start) for each, start in zip(answers, starts, strict=True)] == [True] * 5


def test_the_answer_as_json(tmp_path: Path) -> None:
    (scanned := tmp_path / "scanned.txt").write_text(TEXT + "\r\n", encoding="utf-8-sig")
    said = json.loads(run("--keys", key_file(tmp_path), "--json", "--file", scanned).stdout)
    assert said["verdict"] == "genuine"
    assert said["fields"]["编号"] == NUMBER
    assert said["keys"][0]["office"] == "青山镇人民政府"


def test_a_paper_is_read_from_its_pdf_and_a_picture_without_a_code_has_none(tmp_path: Path) -> None:
    words, prefix, spelled = TEXT.partition(PREFIX)
    sheet = Sheet(About("便条"))
    sheet.code(28, 200, 37.5, words, prefix + spelled)
    (paper := tmp_path / "paper.pdf").write_bytes(sheet.finish())
    (blank := tmp_path / "blank.pdf").write_bytes(Sheet(About("白纸")).finish())
    keys = key_file(tmp_path)
    assert run("--keys", keys, "--file", paper).returncode == 0
    assert run("--keys", keys, "--file", blank).returncode == 6


@pytest.mark.parametrize(
    ("content", "told"), [(None, "读不了"), (b"{}", "不是核验公钥文件"), (b"changed", "不是核验公钥文件")]
)
def test_a_key_file_that_cannot_be_used_is_told(tmp_path: Path, content: bytes | None, told: str) -> None:
    path = tmp_path / "keys.json"
    if content is not None:
        path.write_bytes(content)
    done = run("--keys", path, TEXT)
    assert (done.returncode, done.stdout) == (1, "")
    assert told in done.stderr


def test_a_file_that_is_no_picture_is_told(tmp_path: Path) -> None:
    (paper := tmp_path / "paper.png").write_bytes(b"no picture")
    done = run("--keys", key_file(tmp_path), "--file", paper)
    assert done.returncode == 1
    assert "不是完整的图片" in done.stderr
