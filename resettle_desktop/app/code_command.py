"""``check-code``: whether a paper's code is genuine, without the office's file, a window or a network."""

import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from resettle_desktop.foundation.errors import EnvironmentFailure, Refusal
from resettle_desktop.printing.rules.code_checking import CheckAnswer, Verdict, check_code
from resettle_desktop.printing.rules.codes import PREFIX
from resettle_desktop.printing.rules.key_file import LARGEST, KeyFile, read_key_file

EXIT: Final = {
    Verdict.GENUINE: 0,
    Verdict.FALSE: 3,
    Verdict.WORDS_DIFFER: 3,
    Verdict.VOID: 4,
    Verdict.UNKNOWN_KEY: 5,
    Verdict.UNREADABLE: 6,
}
"""1 and 2 are the program's own: it could not do it, it was called wrongly."""

PICTURES: Final = frozenset({".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff", ".pdf"})
DOTS: Final = 300
NO_READER: Final = (
    "这台电脑没有识别图片里二维码的部件（zxing-cpp）",
    "没有核验",
    "请用扫码枪或手机扫出文字，再核验文字",
)


def check(text: str | None, file: Path | None, key_files: list[Path]) -> tuple[CheckAnswer, list[KeyFile]]:
    """Check a code given as words, as a file (text, picture or PDF), or on standard input.

    Raises Refusal (no key file, or one that was changed) or EnvironmentFailure (a file cannot be read).
    """
    files = [read_key_file(content_of(path)) for path in key_files]
    keys = [key for each in files for key in each.trusted()]
    practice = bool(files) and all(each.practice for each in files)
    return check_code(text_of(text, file), keys, practice=practice), files


def text_of(text: str | None, file: Path | None) -> str:
    """The scanned text, from wherever it comes."""
    if text is not None:
        return text
    if file is None or str(file) == "-":
        return sys.stdin.read(LARGEST)
    if file.suffix.lower() in PICTURES:
        return text_in_picture(file)
    return content_of(file).decode("utf-8-sig", errors="replace")


def text_in_picture(file: Path) -> str:
    """The first code of ours in a picture or on a PDF's pages; nothing when there is none."""
    try:
        reader: Any = import_module("zxingcpp")
        pictures: Any = import_module("PIL.Image")
    except ImportError as error:
        raise EnvironmentFailure(*NO_READER) from error
    content_of(file)  # what cannot be read is told in our words
    try:
        pages = pages_of(file) if file.suffix.lower() == ".pdf" else [pictures.open(file).convert("L")]
    except (OSError, RuntimeError, ValueError) as error:
        raise Refusal(f"{file.name}不是完整的图片或 PDF，请换一个文件") from error
    texts = [code.text for page in pages for code in reader.read_barcodes(page)]
    return next((text for text in texts if PREFIX in text), "")


def pages_of(file: Path) -> list[Any]:
    """A PDF's pages as grey pictures."""
    pdf: Any = import_module("pypdfium2")
    document = pdf.PdfDocument(file)
    try:
        return [page.render(scale=DOTS / 72, grayscale=True).to_pil() for page in document]
    finally:
        document.close()


def content_of(path: Path) -> bytes:
    """The bytes of a file; raises EnvironmentFailure when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise EnvironmentFailure(f"{path} 读不了", "没有核验", "请看文件名对不对，U 盘插好没有") from error


def spoken(answer: CheckAnswer, files: list[KeyFile]) -> str:
    """The verdict in one sentence, what was signed, and whose keys it was checked by."""
    lines = [answer.sentence, *(f"{label}：{value}" for label, value in answer.fields)]
    lines += [f"公钥：{file.office_name}，指纹 {file.fingerprint}，{file.made_on} 导出" for file in files]
    return "\n".join(lines)


def as_json(answer: CheckAnswer, files: list[KeyFile]) -> str:
    """The same for another program."""
    said = {
        "verdict": answer.verdict.value,
        "sentence": answer.sentence,
        "fields": dict(answer.fields),
        "keys": [
            {
                "office": file.office_name,
                "fingerprint": file.fingerprint,
                "made_on": file.made_on.isoformat(),
            }
            for file in files
        ],
    }
    return json.dumps(said, ensure_ascii=False, indent=1)
