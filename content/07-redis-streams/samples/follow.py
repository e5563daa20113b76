# needs: redis redis_py
import asyncio
import os

from redis.asyncio import from_url

redis = from_url(os.environ["REDIS_URL"], decode_responses=True)
writer = from_url(os.environ["REDIS_URL"], decode_responses=True)
kept: dict[str, str] = {}
pushed: list[dict[str, str]] = []


async def load_last_id() -> str | None:
    return kept.get("last")


async def save_last_id(last_id: str) -> None:
    kept["last"] = last_id


async def push_to_browser(fields: dict[str, str]) -> None:
    pushed.append(fields)


async def follow() -> None:
    # shown
    last_id = await load_last_id() or "$"  # "$" in the very first call only | "$"는 맨 처음 한 번만
    while True:
        reply = await redis.xread({"scan:events": last_id}, count=100, block=5000)
        for _stream, entries in reply or []:
            for entry_id, fields in entries:
                await push_to_browser(fields)
                last_id = entry_id
                await save_last_id(last_id)  # outlives the process | 프로세스가 죽어도 남는 곳에
    # end


async def run_until(count: int, while_running) -> None:
    global redis
    # A process of its own each time: a read that was cancelled leaves its connection waiting.
    redis = from_url(os.environ["REDIS_URL"], decode_responses=True)
    task = asyncio.create_task(follow())
    await asyncio.sleep(0.1)
    await while_running()
    async with asyncio.timeout(5):
        while len(pushed) < count:
            await asyncio.sleep(0.01)
    # redis-py 4.3 may swallow one.
    while not task.done():
        task.cancel()
        await asyncio.sleep(0.01)


async def main() -> None:
    async def add(stage: str) -> None:
        await writer.xadd("scan:events", {"stage": stage})

    await add("before anybody read")
    await run_until(1, lambda: add("queued"))
    await add("while the gateway was away")
    await run_until(3, lambda: add("done"))
    assert [each["stage"] for each in pushed] == ["queued", "while the gateway was away", "done"], pushed
    await writer.delete("scan:events")
    await writer.close()


asyncio.run(main())
