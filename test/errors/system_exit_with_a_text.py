# exit: 1
raise SystemExit("goes to standard error")
