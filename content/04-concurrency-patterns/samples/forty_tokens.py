# needs: anyio
import asyncio
import os
import threading

import anyio
import anyio.to_thread

EXECUTOR = min(32, (os.cpu_count() or 1) + 4)
running = 0
most = 0
expected = 40
lock = threading.Lock()
all_in = threading.Event()


def body() -> None:
    global running, most
    with lock:
        running += 1
        most = max(most, running)
        if running >= expected:
            all_in.set()
    all_in.wait(10)
    with lock:
        running -= 1


async def both() -> int:
    global expected, most
    # shown
    # what a def endpoint becomes | def 엔드포인트는 이렇게 실행됩니다
    async with anyio.create_task_group() as group:
        for _ in range(45):
            group.start_soon(anyio.to_thread.run_sync, body)
    print(most)  # 40 ran at once | 함께 실행된 것은 40개입니다

    # another pool, with another limit | 다른 풀이고 한도도 다릅니다
    loop = asyncio.get_running_loop()
    pooled = (loop.run_in_executor(None, body) for _ in range(45))
    # end
    by_tokens, most, expected = most, 0, EXECUTOR
    all_in.clear()
    await asyncio.gather(*pooled)
    return by_tokens


tokens = anyio.run(both)
assert tokens == 40, tokens
assert most == EXECUTOR, most
