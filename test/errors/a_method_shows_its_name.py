# exit: 1
class Account:
    def __init__(self, balance):
        self.balance = balance

    @property
    def share(self):
        return 100 / self.balance

    def __getitem__(self, key):
        return self.share


Account(0)["x"]
