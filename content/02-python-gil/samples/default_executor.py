# needs: nothing
import asyncio
import os
import time


# shown
async def most_at_once(requests: int) -> int:
    running = most = 0

    def wait_for_the_model() -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        time.sleep(0.1)  # releases the GIL | GIL을 놓습니다
        running -= 1

    await asyncio.gather(*(asyncio.to_thread(wait_for_the_model) for _ in range(requests)))
    return most


threads = min(32, (os.cpu_count() or 1) + 4)
print(asyncio.run(most_at_once(100)), threads)  # the same number twice | 같은 수가 두 번 나옵니다
# end
assert asyncio.run(most_at_once(100)) == threads
