# exit: 1
name = "日本語"
print("é", name + 5, "after")
