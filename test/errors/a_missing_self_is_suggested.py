# exit: 1
class C:
    def __init__(self):
        self.amount = 1

    def show(self):
        return amount


C().show()
