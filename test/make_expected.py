"""Runs the test programs under the CPython that runs this script and keeps what they print.

    python3.14 test/make_expected.py [--check] [FOLDER/NAME ...]

Beside each program NAME.py goes NAME.out, its standard output, and in errors/ also NAME.err, its standard
error. The exit status must be the one in the program's first line, `# exit: 1`, or 0. Programs that
import ohwait are left alone, since CPython can't run them. With --check nothing is written; the files
that would change are listed, which shows where another version of CPython differs.
"""
import pathlib
import platform
import subprocess
import sys

TEST = pathlib.Path(__file__).parent
FOLDERS = ["language", "types", "builtins", "modules", "errors", "asyncio", "asyncio-library"]
VERSION = TEST / "expected-from.txt"


def programs(names):
    if names:
        return [(TEST / name).with_suffix(".py") for name in names]
    return [path for folder in FOLDERS for path in sorted((TEST / folder).glob("*.py"))]


def wanted_status(source):
    first = source.partition("\n")[0]
    return int(first.removeprefix("# exit:")) if first.startswith("# exit:") else 0


def expected(path):
    """The files that belong beside the program, and their contents."""
    source = path.read_text(encoding="utf-8", errors="replace")
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-B", path.name], cwd=path.parent, capture_output=True, timeout=60,
        stdin=subprocess.DEVNULL)
    if done.returncode != wanted_status(source):
        sys.exit(f"{path}: exit status {done.returncode}\n{done.stderr.decode()}")
    # CPython makes the script's path absolute, which is nobody's business here.
    folder = f"{path.parent.resolve()}/".encode()
    files = {path.with_suffix(".out"): done.stdout.replace(folder, b"")}
    if path.parent.name == "errors":
        files[path.with_suffix(".err")] = done.stderr.replace(folder, b"")
    elif done.stderr:
        print(f"{path}: prints to standard error:\n{done.stderr.decode()}", file=sys.stderr)
    return files


def main(arguments):
    check = "--check" in arguments
    names = [name for name in arguments if name != "--check"]
    for path in programs(names):
        source = path.read_text(encoding="utf-8", errors="replace")
        if "import ohwait" in source or "from ohwait" in source:
            continue
        for file, content in expected(path).items():
            if not check:
                file.write_bytes(content)
            elif file.read_bytes() != content:
                print(f"{file.relative_to(TEST)} differs")
    if not check and not names:
        VERSION.write_text(f"{platform.python_implementation()} {platform.python_version()}\n")


main(sys.argv[1:])
