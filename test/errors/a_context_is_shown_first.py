# exit: 1
try:
    {}["k"]
except KeyError:
    undefined_name
