from _datetime import *

moment = datetime(2020, 1, 2, 3, 4, 5, 6, timezone.utc, fold=1)
for value in moment, moment.replace(tzinfo=None), moment.timetz(), moment.time(), moment.date(), timedelta(1, 2, 3):
    print(value.__reduce__())
    for protocol in 2, 3, 4, 5:
        make, args, *_ = value.__reduce_ex__(protocol)
        print(protocol, args, repr(make(*args)))
for text in """date(b'\\x07\\xe4\\x01\\x01')
date('\\x07\\xe4\\x01\\x01')
date('\\x07\\xe4\\x01\\u0101')
time(b'\\x00\\x00\\x00\\x00\\x00\\x01')
time(b'\\x00\\x00\\x00\\x00\\x00\\x01', 1)
time(b'\\x81\\x00\\x00\\x00\\x00\\x01')
datetime(b'\\x07\\xe4\\x81\\x02\\x03\\x04\\x05\\x00\\x00\\x06', timezone.utc)
datetime(b'\\x07\\xe4\\x01\\x02\\x03\\x04\\x05\\x00\\x00\\x06', 5)
moment.isocalendar().__reduce__()""".splitlines():
    try:
        print(text, repr(eval(text)))
    except Exception as error:
        print(text, type(error).__name__, error)
