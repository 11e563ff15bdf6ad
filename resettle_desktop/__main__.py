"""The command line: without arguments the window; beside it the tour, and commands for the technician.

    resettle-desktop                       open the window (without a screen: play the tour)
    resettle-desktop tour [--out FOLDER]   play a clerk's morning and keep its papers and pictures
    resettle-desktop verify | backup [TARGET] | restore BACKUP
    resettle-desktop check-code --keys FILE [TEXT | --file FILE]
    resettle-desktop self-test             what a packaged copy must be able to do

The password comes from the terminal or from standard input, never from arguments or the environment.
"""

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from resettle_desktop import __version__
from resettle_desktop.foundation import places, preflight
from resettle_desktop.foundation.errors import EnvironmentFailure, Refusal

FAILED: Final = 1
MISUSED: Final = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; the answer is the process's exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    os.umask(0o077)  # what this program writes is nobody else's on this computer
    options = parser().parse_args(arguments)
    try:
        return run(options)
    except Refusal as refusal:
        return tell(refusal.text)
    except EnvironmentFailure as failure:
        return tell(failure.sentence)
    except KeyboardInterrupt:
        return tell("已停下")


def parser() -> argparse.ArgumentParser:
    """The command line as data."""
    top = argparse.ArgumentParser(prog="resettle-desktop", description="易地搬迁社区服务台")
    top.add_argument("--version", action="version", version=__version__)
    top.add_argument("--folder", type=Path, help="资料所在的文件夹（默认：本机的数据文件夹）")
    top.add_argument("--self-test", action="store_true", help="自检：和 self-test 命令相同")
    top.add_argument("--measure-start", action="store_true", help=argparse.SUPPRESS)
    commands = top.add_subparsers(dest="command", metavar="命令")
    commands.add_parser("open", help="打开窗口")
    tour = commands.add_parser("tour", help="演示一个上午的办理，留下文件和截图")
    tour.add_argument("--out", type=Path, default=Path("build/tour"), help="放文件和截图的文件夹")
    commands.add_parser("self-test", help="自检：建库、打开每一页、办一件事、画每一种纸")
    for name, words in (("verify", "通读并核对资料"), ("backup", "备份"), ("restore", "用备份恢复")):
        command = commands.add_parser(name, help=words)
        command.add_argument("--login", required=True, help="登录姓名")
        command.add_argument("--json", action="store_true", help="结果按 JSON 输出")
        if name == "backup":
            command.add_argument("target", type=Path, nargs="?", help="放备份的文件夹（默认：资料旁边）")
        if name == "restore":
            command.add_argument("backup", type=Path, help="要用的那一份备份")
    check = commands.add_parser("check-code", help="核验文书上的二维码，不用联网，不用本单位的资料")
    check.add_argument("text", nargs="?", help="扫出来的文字（不写就从标准输入读）")
    check.add_argument("--file", type=Path, help="装着文字的文件，或二维码的图片、PDF（- 是标准输入）")
    check.add_argument(
        "--keys", type=Path, action="append", required=True, help="开具单位给的公钥文件（可以写几个）"
    )
    check.add_argument("--json", action="store_true", help="结果按 JSON 输出")
    return top


def run(options: argparse.Namespace) -> int:
    """Do what the options say."""
    if options.self_test or options.command == "self-test":
        return self_test()
    if options.command in {"verify", "backup", "restore"}:
        return on_a_file(options)
    if options.command == "check-code":
        return check_code(options)
    if options.command == "tour":
        return tour(options.out)
    if options.command is None and not options.measure_start and not preflight.has_screen():
        print("没有可用的屏幕，改为演示一个上午的办理（resettle-desktop tour）。", flush=True)
        return tour(Path("build/tour"))
    return window(options)


def tell(sentence: str) -> int:
    """One sentence to whoever sits at the terminal."""
    print(sentence, file=sys.stderr)
    return FAILED


def ready(*, with_screen: bool) -> bool:
    """Whether Qt finds the libraries it needs; if not, the packages are named.

    Without a screen trying is quickest; the X11 plugin ends the process when one of its own is missing, so
    these are looked for before.
    """
    if not with_screen:
        try:
            import_module("resettle_desktop.app.launching")
        except ImportError:
            missing = preflight.missing_packages(with_screen=False)
            if not missing:
                raise
        else:
            return True
    else:
        missing = preflight.missing_packages(with_screen=True)
    if missing:
        tell(preflight.advice(missing))
    return not missing


def window(options: argparse.Namespace) -> int:
    """Open the window and stay until it is closed."""
    gc.disable()  # nothing made at the start is garbage; later the window's own timer collects
    if not ready(with_screen=preflight.has_screen()):
        return FAILED
    preflight.choose_input_method()
    from resettle_desktop.app import launching

    return launching.open_window(options.folder, measure_start=options.measure_start)


def tour(folder: Path) -> int:
    """Play the tour offscreen."""
    if not ready(with_screen=False):
        return FAILED
    from resettle_desktop.app import launching

    return launching.play_tour(folder)


def self_test() -> int:
    """Prove that this copy of the program is whole."""
    if not ready(with_screen=False):
        return FAILED
    from resettle_desktop.app import launching

    return launching.test_self()


def on_a_file(options: argparse.Namespace) -> int:
    """Verify, back up or restore an office's file from the terminal."""
    import getpass
    import json

    from resettle_desktop.app import terminal

    folder = options.folder or places.default_office_folder()
    password = getpass.getpass("密码：") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    answer: dict[str, Any] = terminal.run(options.command, folder, options.login, password, options)
    words = json.dumps(answer, ensure_ascii=False, indent=1) if options.json else terminal.spoken(answer)
    print(words)
    return 0 if answer.get("whole", True) else FAILED


def check_code(options: argparse.Namespace) -> int:
    """Say whether a code is genuine; the exit status says it too."""
    from resettle_desktop.app import code_command

    answer, files = code_command.check(options.text, options.file, options.keys)
    print((code_command.as_json if options.json else code_command.spoken)(answer, files))
    return code_command.EXIT[answer.verdict]


if __name__ == "__main__":
    sys.exit(main())
