import asyncio


async def stream(connection):
    try:
        for n in range(1, 10):
            await asyncio.sleep(1)
            print(f"event {n}")
    except asyncio.CancelledError:
        print("the client has left")
        raise
    finally:
        await asyncio.sleep(0.5)  # the clean-up waits, too
        connection.discard("client-1")
        print("connections:", len(connection))


async def main():
    connections = {"client-1"}
    task = asyncio.create_task(stream(connections), name="stream")
    await asyncio.sleep(2.5)
    task.cancel()
    await asyncio.wait([task])
    print("cancelled:", task.cancelled())


asyncio.run(main())
