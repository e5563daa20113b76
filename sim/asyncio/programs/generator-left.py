import asyncio


async def progress():
    try:
        for stage in ("vision", "rule", "answer", "reward"):
            await asyncio.sleep(1)
            yield stage
    finally:
        await asyncio.sleep(0.5)
        print("the subscription is closed")


async def main():
    async for stage in progress():
        print(stage)
        if stage == "rule":
            break
    print("the loop is left")
    await asyncio.sleep(2)


asyncio.run(main())
