# exit: 1
text = "never closed
