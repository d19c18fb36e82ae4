# exit: 1
class Manager:
    def __enter__(self):
        return self

    def __exit__(self, *details):
        raise RuntimeError("from exit")


with Manager():
    raise ValueError("from body")
