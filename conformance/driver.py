"""Runs the tests of one module of CPython's test package, each on its own, and prints a line for each.

usage: driver.py MODULE [SKIPPED...]

`> ID` is printed before a test, `STATUS ID` after it (ok, failed, error, skipped), then `| ` and what was wrong.
"""

import importlib
import sys
import traceback
import unittest


def tests_of(suite):
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from tests_of(test)
        else:
            yield test


class Result(unittest.TestResult):
    def __init__(self):
        super().__init__()
        self.status = "ok"
        self.text = ""

    def _set(self, status, text):
        if self.status in ("ok", "skipped"):
            self.status = status
            self.text = text

    def addFailure(self, test, err):
        self._set("failed", describe(err))

    def addError(self, test, err):
        self._set("error", describe(err))

    def addSubTest(self, test, subtest, err):
        if err is not None:
            self._set("failed", f"{subtest._subDescription()} {describe(err)}")

    def addSkip(self, test, reason):
        self._set("skipped", reason)

    def addUnexpectedSuccess(self, test):
        self._set("failed", "unexpected success")


def describe(err):
    kind, value, tb = err
    try:
        text = f"{kind.__name__}: {value}"
    except Exception as error:
        text = f"{kind.__name__} ({type(error).__name__} when shown)"
    frames = traceback.extract_tb(tb)
    own = [frame for frame in frames if "unittest" not in frame.filename]
    where = own[-1] if own else None
    place = f" [{where.filename.rpartition('/')[2]}:{where.lineno}]" if where else ""
    return " ".join(text.split())[:300] + place


def stand_in_for_annotated_modules():
    """3.13's modules of annotations write to their `__annotations__` while they run, which 3.14 makes later.

    Without them, files that merely share helpers with test_grammar would not run at all.
    """
    import types

    for name in ("ann_module", "ann_module2", "ann_module3", "ann_module5", "ann_module6"):
        full = f"test.typinganndata.{name}"
        try:
            importlib.import_module(full)
        except NameError:
            module = sys.modules[full] = types.ModuleType(full)
            setattr(sys.modules["test.typinganndata"], name, module)
        except ImportError:
            pass


def main():
    name, *skipped = sys.argv[1:]
    sys.argv[:] = [name]
    skipped = set(skipped)
    stand_in_for_annotated_modules()
    try:
        module = importlib.import_module(f"test.{name}")
    except unittest.SkipTest as reason:
        print(f"skipped {name}\n| {reason}", flush=True)
        return
    except BaseException as error:
        print(f"error {name}\n| {describe((type(error), error, error.__traceback__))}", flush=True)
        return
    suite = unittest.defaultTestLoader.loadTestsFromModule(module)
    current = None
    if hasattr(module, "setUpModule"):
        try:
            module.setUpModule()
        except BaseException as error:
            print(f"error {name}\n| setUpModule: {error!r}", flush=True)
            return
    for test in tests_of(suite):
        key = test.id().removeprefix("test.")
        if key in skipped:
            continue
        print(f"> {key}", flush=True)
        kind = type(test)
        if kind is not current and isinstance(test, unittest.TestCase):
            try:
                if current is not None:
                    current.tearDownClass()
                    current.doClassCleanups()
                current = kind
                kind.setUpClass()
            except unittest.SkipTest as reason:
                print(f"skipped {key}\n| {reason}", flush=True)
                current = None
                continue
            except Exception as error:
                print(f"error {key}\n| setUpClass: {error!r}", flush=True)
                current = None
                continue
        result = Result()
        try:
            test.run(result)
        except BaseException as error:
            result._set("error", describe((type(error), error, error.__traceback__)))
        print(f"{result.status} {key}", flush=True)
        if result.text:
            print("| " + result.text.replace("\n", " ").encode("ascii", "backslashreplace").decode(), flush=True)


main()
