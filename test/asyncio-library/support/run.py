"""Runs a program under CPython with this project's asyncio: run.py PROGRAM [ARGS]"""
import pathlib
import runpy
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path[0] = str(HERE)
import stand_in  # noqa: E402

sys.modules["_asyncio"] = stand_in
sys.path[0] = str(HERE.parents[2] / "src" / "modules")
import asyncio  # noqa: E402

assert asyncio.__file__.startswith(sys.path[0])
sys.argv = sys.argv[1:]
sys.path[0] = str(pathlib.Path(sys.argv[0]).parent)
runpy.run_path(sys.argv[0], run_name="__main__")
