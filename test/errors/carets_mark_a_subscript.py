# exit: 1
data = {"list": [1, 2, 3]}
total = data["list"][0] + data["list"][7] + 1
