# exit: 1
x = 5
f(x) = 3
