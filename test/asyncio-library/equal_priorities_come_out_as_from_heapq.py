import asyncio


class Job:
    def __init__(self, priority, name):
        self.priority = priority
        self.name = name

    def __lt__(self, other):
        return self.priority < other.priority


async def main():
    queue = asyncio.PriorityQueue()
    for number in range(20):
        queue.put_nowait(Job(number * 7 % 5, number))
        if number % 6 == 5:
            job = queue.get_nowait()
            print("early", job.priority, job.name)
    while not queue.empty():
        job = await queue.get()
        print(job.priority, job.name)


asyncio.run(main())
