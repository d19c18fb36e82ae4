# exit: 1
error = ValueError("message")
error.add_note("first note")
error.add_note("a note\nof two lines")
raise error
