import asyncio
import time


def classify(image):  # a client that blocks
    time.sleep(8)
    return f"{image}: plastic"


async def scan(image):  # async def, and still blocking
    started = time.monotonic()
    result = classify(image)
    print(f"{result} in {time.monotonic() - started:g} s")


async def first_event(image, asked):
    print(f"{image}: first event after {time.monotonic() - asked:g} s")


async def request(image, asked):
    await first_event(image, asked)
    await scan(image)


async def main():
    asked = time.monotonic()
    await asyncio.gather(*(request(f"image-{n}", asked) for n in (1, 2, 3)))


asyncio.run(main())
