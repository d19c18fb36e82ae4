# exit: 1
class Config:
    limit = 5
    wrong = limit + "5"
