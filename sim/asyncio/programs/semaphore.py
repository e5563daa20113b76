import asyncio

limit = asyncio.Semaphore(2)


async def ask(n):
    async with limit:
        started = asyncio.get_running_loop().time()
        await asyncio.sleep(n)
        ended = asyncio.get_running_loop().time()
    print(f"request-{n}: from {started:g} s to {ended:g} s")


async def main():
    async with asyncio.TaskGroup() as group:
        for n in (3, 1, 2, 1.5):
            group.create_task(ask(n), name=f"request-{n}")


asyncio.run(main())
