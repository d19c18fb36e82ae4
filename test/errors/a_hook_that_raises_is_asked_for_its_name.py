# exit: 1
class Hook:
    banana = 1

    def __getattr__(self, name):
        raise AttributeError(name)


Hook().bananna
