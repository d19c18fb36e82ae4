# `from __future__` stands at the beginning and knows what it offers.
def show(source):
    print(repr(source))
    try:
        compile(source, "f", "exec")
    except SyntaxError as e:
        print("   ", type(e).__name__, e.lineno, e.offset, e.end_lineno, e.end_offset, repr(e.text))
        print("   ", e.msg)


for source in [
    "from __future__ import braces\n",
    "from __future__ import nope\n",
    "from __future__ import (annotations, nope)\n",
    "from __future__ import division as x, braces\n",
    "x = 1\nfrom __future__ import division\n",
    "\"doc\"\nfrom __future__ import division\n",
    "\"doc\"\n\"doc2\"\nfrom __future__ import division\n",
    "import a\nfrom __future__ import division\n",
    "from __future__ import division\nfrom __future__ import nope\n",
    "from __future__ import division\nimport b\nfrom __future__ import annotations\n",
    "def f():\n from __future__ import division\n",
    "if 1:\n from __future__ import division\n",
    "from __future__ import *\n",
    "from . import __future__\n",
    "from .__future__ import x\n",
    "import __future__\nfrom __future__ import division\n",
]:
    show(source)
