import asyncio

cache = asyncio.Lock()
database = asyncio.Lock()


async def refresh():
    async with cache:
        await asyncio.sleep(1)
        async with database:
            print("refreshed")


async def save():
    async with database:
        await asyncio.sleep(1)
        async with cache:
            print("saved")


async def main():
    first = asyncio.create_task(refresh(), name="refresh")
    second = asyncio.create_task(save(), name="save")
    done, pending = await asyncio.wait([first, second], timeout=5)
    print("done:", len(done), "waiting for each other:", len(pending))


asyncio.run(main())
