import asyncio
import time


async def health():
    loop = asyncio.get_running_loop()
    for n in range(1, 4):
        due = n * 1.0
        await asyncio.sleep(due - loop.time())
        print(f"health check {n}: late by {loop.time() - due:g} s")


async def handler():
    await asyncio.sleep(0.5)
    time.sleep(2)  # nothing else runs meanwhile
    print("handler is done")


async def main():
    await asyncio.gather(health(), handler())


asyncio.run(main())
