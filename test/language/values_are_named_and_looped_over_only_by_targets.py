def tell(source):
    try:
        compile(source, "f", "exec")
        print("compiles")
    except SyntaxError as e:
        print(f"{e.msg} {e.lineno}:{e.offset}-{e.end_lineno}:{e.end_offset}")


SOURCES = r"""
f() := 1
x.y := 1
1 := 2
x + 1 := 2
lambda: x := 1
x if y else z := 1
not x := 1
x = lambda: y := 1
return lambda: x := 1
lambda: (x) := 1
lambda: 1 := 2
lambda: f() := 1
x[a:=1:2]
x[(a:=1):2]
x[1:a:=2]
for x, 1 in y: z
for x, *1 in y: z
for x, (1) in y: z
for x, f() in y: z
for x, not y in z: w
for x, lambda: y in z: w
for x, None in y: z
for x, in y: z
for x, y, in z: w
for x, "a" in y: z
[x for x, 1 in y]
[x for x, f() in y]
for x,, y in z: w
for x, -1 in y: z
for x, {} in y: z
for x, [1] in y: z
for x, y z in w: v
for (x, 1) in y: z
for x, y if z in w: v
for x, class in y: z
for x, 1: z
(x, y) := 1
x, y := 1
x := 1
(x) := 1
yield x := 1
yield := 1
[x] := 1
*x := 1
f() := 
f() := 1 2
x, f() := 1
await x := 1
f(x) := 1; y
(yield) := 1
x := 1, 2
{} := 1
x == 1 := 2
"a" := 1
f"a" := 1
(x := 1) := 2
a.b := c := d
yield from x := 1
1 := 2 := 3
"""
for line in SOURCES.strip("\n").split("\n"):
    tell(line)
