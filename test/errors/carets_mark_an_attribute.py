# exit: 1
class Order:
    customer = None


order = Order()
print(order.customer.name.upper())
