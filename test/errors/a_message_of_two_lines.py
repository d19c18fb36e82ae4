# exit: 1
raise Exception("first line\nsecond line")
