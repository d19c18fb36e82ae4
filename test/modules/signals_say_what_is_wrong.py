import _signal as signal
import _thread


def attempt(*steps):
    for step in steps:
        try:
            print(step())
        except BaseException as error:
            print(type(error).__name__, error)


attempt(
    lambda: signal.signal(1000, signal.SIG_DFL),
    lambda: signal.signal(0, signal.SIG_DFL),
    lambda: signal.signal(2, 5),
    lambda: signal.signal(2, None),
    lambda: signal.signal("x", 0),
    lambda: signal.signal(signal.SIGKILL, signal.SIG_DFL),
    lambda: signal.getsignal(1000),
    lambda: signal.getsignal(signal.SIGINT) is signal.default_int_handler,
    lambda: signal.getsignal(signal.SIGTERM),
    lambda: signal.getsignal(signal.SIGPIPE),
    lambda: signal.default_int_handler(2, None),
    lambda: signal.default_int_handler(),
    lambda: signal.strsignal(0),
    lambda: signal.strsignal(15),
    lambda: signal.strsignal(2),
    lambda: signal.raise_signal(0),
    lambda: signal.raise_signal(70),
    lambda: signal.raise_signal(signal.SIGCHLD),
    lambda: signal.setitimer(9, 1),
    lambda: signal.setitimer(signal.ITIMER_REAL, -1),
    lambda: signal.getitimer(7),
    lambda: signal.getitimer(signal.ITIMER_PROF),
    lambda: signal.pthread_sigmask(55, []),
    lambda: signal.pthread_sigmask(signal.SIG_BLOCK, [1000]),
    lambda: signal.set_wakeup_fd(-1),
    lambda: signal.set_wakeup_fd(99),
    lambda: signal.siginterrupt(0, True),
    lambda: signal.ItimerError.__mro__[:2],
    lambda: (signal.NSIG, signal.SIGRTMAX, len(signal.valid_signals())),
)


def elsewhere():
    attempt(
        lambda: signal.signal(signal.SIGINT, signal.SIG_IGN),
        lambda: signal.set_wakeup_fd(-1),
        lambda: signal.getsignal(signal.SIGINT) is signal.default_int_handler,
    )


_thread.start_joinable_thread(elsewhere).join()
