import _signal as signal
import _thread
import time


def attempt(*steps):
    for step in steps:
        try:
            print(step())
        except BaseException as error:
            print(type(error).__name__, error)


def tell(number, frame):
    print("signal", number, frame.f_code.co_name, _thread.get_ident() == _thread._get_main_thread_ident())


print(signal.signal(signal.SIGUSR1, tell), signal.getsignal(signal.SIGUSR1) is tell)


def send():
    signal.raise_signal(signal.SIGUSR1)
    print("sent")


send()


def from_thread():
    time.sleep(0.01)
    signal.raise_signal(signal.SIGUSR1)


def wait():
    time.sleep(0.05)
    print("waited on")


_thread.start_new_thread(from_thread, ())
wait()


def fail(number, frame):
    raise KeyError(number)


print(signal.signal(signal.SIGALRM, fail))


def spin():
    while True:
        pass


lock = _thread.allocate_lock()
lock.acquire()
for blocking in spin, wait, lock.acquire, signal.pause:
    signal.setitimer(signal.ITIMER_REAL, 0.01)
    attempt(blocking)

count = 0


def tick(number, frame):
    global count
    count += 1
    if count == 3:
        print(signal.setitimer(signal.ITIMER_REAL, 0)[1], signal.getitimer(signal.ITIMER_REAL))


signal.signal(signal.SIGALRM, tick)
print(signal.setitimer(signal.ITIMER_REAL, 0.005, 0.005))
while count < 3:
    signal.pause()
print(count, signal.alarm(100), signal.alarm(0))


def interrupt():
    time.sleep(0.01)
    _thread.interrupt_main()


for blocking in spin, wait:
    _thread.start_new_thread(interrupt, ())
    attempt(blocking)
attempt(_thread.interrupt_main)
signal.signal(signal.SIGINT, signal.SIG_IGN)
attempt(_thread.interrupt_main, lambda: signal.raise_signal(signal.SIGINT))
print(signal.signal(signal.SIGINT, signal.default_int_handler))

# Signals can be kept back.
print(signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1]))
send()
print(signal.sigpending())
print(signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGUSR1}), signal.sigpending())
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])
send()
print(signal.sigwait([signal.SIGUSR1]), signal.sigpending())
