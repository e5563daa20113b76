# needs: nothing
import asyncio
import socket
import threading
import time

server = socket.create_server(("127.0.0.1", 0))


def serve():
    client, _ = server.accept()
    lines = client.makefile("rwb")
    for _ in lines:
        time.sleep(0.02)
        lines.write(b"ok\n")
        lines.flush()


threading.Thread(target=serve, daemon=True).start()

# shown
connection = None  # made once, kept for later | 한 번 만들어 계속 씁니다


async def save():
    global connection
    if connection is None:
        connection = await asyncio.open_connection(*server.getsockname())
    reader, writer = connection
    writer.write(b"save\n")
    return await reader.readline()  # a future of the loop that opened it | 연결을 만든 루프의 퓨처


def batch():
    loop = asyncio.new_event_loop()  # new for each batch | 배치마다 새로
    try:
        return loop.run_until_complete(save())
    finally:
        loop.close()
# end


assert batch() == b"ok\n", "the first batch passes"
try:
    batch()
except RuntimeError as error:
    assert "got Future" in str(error) and "attached to a different loop" in str(error)
else:
    raise AssertionError("the second batch passed")

# A lock is bound to a loop only when somebody has to wait for it.
lock = asyncio.Lock()


async def quick():
    async with lock:
        return "ok"


async def contended():
    async def hold():
        async with lock:
            await asyncio.sleep(0.01)

    await asyncio.gather(hold(), hold())


assert [asyncio.run(quick()), asyncio.run(quick())] == ["ok", "ok"]
asyncio.run(contended())
assert asyncio.run(quick()) == "ok"
try:
    asyncio.run(contended())
except RuntimeError as error:
    assert "is bound to a different event loop" in str(error)
else:
    raise AssertionError("the lock took another loop")
