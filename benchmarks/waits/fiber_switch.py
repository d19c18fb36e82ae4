"""Two greenlets that switch to each other."""
from greenlet import getcurrent, greenlet

UNITS = 100_000  # switches there and back


def bench():
    main = getcurrent()

    def other():
        while True:
            main.switch()

    partner = greenlet(other)
    for _ in range(UNITS):
        partner.switch()
    partner.throw()
    return partner.dead
