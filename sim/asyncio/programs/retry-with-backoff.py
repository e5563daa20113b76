import asyncio

attempts = 0


async def call_model():
    global attempts
    attempts += 1
    await asyncio.sleep(0.2)
    if attempts < 4:
        raise ConnectionError("429")
    return "answer"


async def with_retry(attempts_max=5, base=0.5):
    for attempt in range(attempts_max):
        try:
            return await call_model()
        except ConnectionError as error:
            delay = base * 2**attempt
            print(f"{error}: again in {delay:g} s")
            await asyncio.sleep(delay)
    raise RuntimeError("no answer")


async def main():
    loop = asyncio.get_running_loop()
    print(await with_retry(), f"after {loop.time():g} s")


asyncio.run(main())
