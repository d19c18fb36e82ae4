# exit: 1
def price(amount, *, tax):
    return amount * tax


print(price(5, rate=2))
