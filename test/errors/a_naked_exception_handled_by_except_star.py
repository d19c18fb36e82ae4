# exit: 1
try:
    [][1]
except* IndexError as e:
    1 / 0
