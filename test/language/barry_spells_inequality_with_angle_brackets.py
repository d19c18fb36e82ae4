def tell(source, flags=0):
    try:
        space = {}
        exec(compile(source, "f", "exec", flags), space)
        print(space.get("r"))
    except SyntaxError as e:
        print(f"{e.msg} {e.lineno}:{e.offset}-{e.end_lineno}:{e.end_offset}")


BARRY = 0x400000
FUTURE = "from __future__ import barry_as_FLUFL\n"
for source in "r = 1 <> 2", "r = 1 != 2", "r = [1 <> 1, 1 == 1 <> 2]", "r = f'{1 <> 2}'", "r = 1 < > 2", "r = 1 <>", "r = <> 1", "if 1 != 2: r = 5":
    tell(source)
    tell(FUTURE + source)
    tell(source, BARRY)
