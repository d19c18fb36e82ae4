"""CPython's side of the compute suite: one process that runs a program's bench() as often as it is asked.

Reads a path a line. The first time it loads and warms the program. Answers with a JSON line:
{"ms": CPU milliseconds of one run, "result": repr of what bench() returned}.
"""
import json
import sys
import time

programs = {}

for line in sys.stdin:
    path = line.strip()
    if path not in programs:
        namespace = {"__name__": "program"}
        with open(path, encoding="utf-8") as file:
            exec(compile(file.read(), path, "exec"), namespace)
        programs[path] = namespace["bench"]
        programs[path]()
    start = time.process_time()
    result = programs[path]()
    elapsed = time.process_time() - start
    print(json.dumps({"ms": elapsed * 1000, "result": repr(result)}), flush=True)
