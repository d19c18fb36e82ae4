"""Float arithmetic on attributes: four bodies that pull at each other in a plane."""
UNITS = 10_000 * 6  # pairs


class Body:
    def __init__(self, mass, x, y, vx, vy):
        self.mass = mass
        self.x = x
        self.y = y
        self.vx = vx
        self.vy = vy


def advance(bodies, dt):
    for i in range(len(bodies)):
        a = bodies[i]
        for j in range(i + 1, len(bodies)):
            b = bodies[j]
            dx = b.x - a.x
            dy = b.y - a.y
            square = dx * dx + dy * dy + 0.01
            pull = dt / (square * square ** 0.5)
            a.vx += dx * pull * b.mass
            a.vy += dy * pull * b.mass
            b.vx -= dx * pull * a.mass
            b.vy -= dy * pull * a.mass
    for body in bodies:
        body.x += body.vx * dt
        body.y += body.vy * dt


def momentum(bodies):
    return sum(b.mass * b.vx for b in bodies), sum(b.mass * b.vy for b in bodies)


def bench():
    bodies = [
        Body(10.0, 0.0, 0.0, 0.0, 0.0),
        Body(1.0, 5.0, 0.0, 0.0, 1.4),
        Body(0.5, -8.0, 1.0, 0.1, -1.1),
        Body(0.1, 0.0, 12.0, -0.9, 0.0),
    ]
    for _ in range(10_000):
        advance(bodies, 0.01)
    px, py = momentum(bodies)
    return round(bodies[1].x, 3), round(bodies[2].y, 3), round(px, 3), round(py, 3)
