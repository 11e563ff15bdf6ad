"""What a clerk should know of a printer before paper is spent on it."""

import re
from dataclasses import dataclass
from typing import Final

VIRTUAL: Final = re.compile(
    r"\bpdf\b|\bxps\b|onenote|\bfax\b|传真|image writer|virtual|虚拟|cups-pdf|导出|wps.*pdf", re.IGNORECASE
)
A4: Final = re.compile(r"^(iso_)?a4([._ -]|$)", re.IGNORECASE)
FITTING: Final = frozenset({"fit", "fill", "auto", "auto-fit"})


@dataclass(frozen=True, slots=True)
class PrinterFacts:
    """What the print system says of a printer; what it does not say is left as nothing is wrong."""

    name: str
    model: str = ""
    offline: bool = False
    paused: bool = False
    duplex: bool = False
    fits: bool = False
    paper: str = ""


def printer_warnings(facts: PrinterFacts) -> tuple[str, ...]:
    """What is doubtful about a printer, in the clerk's words; empty when nothing is."""
    told = []
    if VIRTUAL.search(f"{facts.name} {facts.model}"):
        told.append("不是真的打印机，只会存成文件，纸打不出来")
    if facts.offline:
        told.append("没有连上，请看看电源和线")
    if facts.paused:
        told.append("暂停了，请先让它继续打印")
    if facts.fits:
        told.append("设成了“适合页面”，字会变小、对不准；请改成“实际大小”")
    if facts.duplex:
        told.append("设成了双面打印，两张证明会印在一张纸上；请改成单面")
    if facts.paper and not A4.match(facts.paper):
        told.append(f"放的是{facts.paper}纸，证明要用 A4 纸")
    return tuple(told)


def facts_from_cups(name: str, state: str, options: str, listed: str = "") -> PrinterFacts:
    """Read what ``lpstat -p -a``, ``lpoptions -p`` and ``lpoptions -p -l`` say of a printer in English."""
    said = dict(re.findall(r"(?:^|\s)([\w-]+)=('[^']*'|\S*)", options))
    value: dict[str, str] = {key: text.strip("'") for key, text in said.items()}
    defaults: dict[str, str] = {
        line.partition("/")[0]: match.group(1)
        for line in listed.splitlines()
        if (match := re.search(r"\*(\S+)", line))
    }
    duplex = value.get("sides", "one-sided" if "sides" in value else "")
    duplex = duplex or value.get("Duplex", defaults.get("Duplex", ""))
    return PrinterFacts(
        name,
        model=value.get("printer-make-and-model", ""),
        offline="offline" in value.get("printer-state-reasons", "") or "unreachable" in state.lower(),
        paused=bool(re.search(r"^printer \S+ disabled|not accepting", state, re.MULTILINE))
        or "paused" in value.get("printer-state-reasons", ""),
        duplex=duplex.lower() not in {"", "none", "one-sided", "off", "false"},
        fits=value.get("print-scaling", "") in FITTING
        or value.get("fit-to-page", "false").lower() == "true"
        or value.get("fitplot", "false").lower() == "true",
        paper=value.get("media", value.get("PageSize", defaults.get("PageSize", ""))),
    )
