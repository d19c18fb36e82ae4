# exit: 1
{}["a key"]
