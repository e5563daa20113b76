# needs: redis redis_py
import asyncio
import os

from redis.asyncio import from_url

redis = from_url(os.environ["REDIS_URL"], decode_responses=True)
me = "rescuer"
worked: list[str] = []


async def work(entry_id: str, fields: dict[str, str]) -> None:
    worked.append(fields["task"])


async def rescue(min_idle_ms: int) -> None:
    # shown
    cursor = "0-0"
    while True:
        cursor, claimed, *_gone = await redis.xautoclaim(  # since 7.0 a third part | 7.0부터 세 번째 값이 더 옴
            "orders", "workers", me, min_idle_time=min_idle_ms, start_id=cursor, count=10
        )
        for entry_id, fields in claimed:
            await work(entry_id, fields)
            await redis.xack("orders", "workers", entry_id)
        if cursor == "0-0":  # once through the list: rest, then again | 목록을 한 바퀴 돌았으면 쉬었다가 다시
            await asyncio.sleep(10)
    # end


async def main() -> None:
    await redis.xgroup_create("orders", "workers", id="0", mkstream=True)
    for number in range(1, 26):
        await redis.xadd("orders", {"task": str(number)})
    # A worker reads all of them and dies after three.
    read = await redis.xreadgroup("workers", "worker-2", {"orders": ">"}, count=25)
    for entry_id, _ in read[0][1][:3]:
        await redis.xack("orders", "workers", entry_id)
    await asyncio.sleep(0.15)
    task = asyncio.create_task(rescue(min_idle_ms=100))
    async with asyncio.timeout(5):
        while len(worked) < 22:
            await asyncio.sleep(0.01)
    await asyncio.sleep(0.05)
    task.cancel()
    assert worked == [str(number) for number in range(4, 26)], worked
    pending = await redis.xpending("orders", "workers")
    assert pending["pending"] == 0, pending
    await redis.delete("orders")
    await redis.close()


asyncio.run(main())
