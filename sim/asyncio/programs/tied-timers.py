import asyncio


async def main():
    loop = asyncio.get_running_loop()
    when = loop.time() + 1
    for name in "abcdefg":
        loop.call_at(when, print, name)
    await asyncio.sleep(2)


asyncio.run(main())
