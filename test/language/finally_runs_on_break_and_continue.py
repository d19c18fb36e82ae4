for n in range(4):
    try:
        if n == 1:
            continue
        if n == 3:
            break
        print("body", n)
    finally:
        print("finally", n)
while True:
    try:
        try:
            break
        finally:
            print("inner")
    finally:
        print("outer")


def loop():
    for n in range(3):
        try:
            try:
                if n:
                    return n
            finally:
                print("in", n)
        finally:
            print("out", n)


print(loop())
