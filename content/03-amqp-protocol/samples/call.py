# needs: rabbitmq aio_pika
import asyncio
import os
import uuid

from aio_pika import Message, connect_robust
from aio_pika.abc import AbstractIncomingMessage

AMQP_URL = os.environ["AMQP_URL"]


async def main() -> None:
    connection = await connect_robust(AMQP_URL)
    channel = await connection.channel()
    # shown
    replies = await channel.declare_queue(exclusive=True)  # ours alone, gone with the connection | 연결과 함께 사라지는 응답 큐
    waiting: dict[str, asyncio.Future[bytes]] = {}

    async def on_reply(message: AbstractIncomingMessage) -> None:
        future = waiting.pop(message.correlation_id or "", None)
        if future is not None and not future.done():  # else: late, or for nobody | 아니면 늦었거나 주인 없는 응답
            future.set_result(message.body)

    await replies.consume(on_reply, no_ack=True)

    async def call(body: bytes, timeout: float) -> bytes:
        correlation_id = str(uuid.uuid4())
        waiting[correlation_id] = asyncio.get_running_loop().create_future()
        message = Message(body, correlation_id=correlation_id, reply_to=replies.name, expiration=timeout)
        try:
            await channel.default_exchange.publish(message, "rpc")
            return await asyncio.wait_for(waiting[correlation_id], timeout)
        finally:
            waiting.pop(correlation_id, None)
    # end

    server = await connection.channel()
    requests = await server.declare_queue("rpc", durable=True)

    async def answer(message: AbstractIncomingMessage) -> None:
        async with message.process():
            await asyncio.sleep(0.3 if message.body == b"slow" else 0.01)
            reply = Message(message.body.upper(), correlation_id=message.correlation_id)
            await server.default_exchange.publish(reply, str(message.reply_to), mandatory=False)

    await requests.consume(answer)
    # The quick answer comes first, and each finds its own call.
    assert await asyncio.gather(call(b"slow", 5), call(b"quick", 5)) == [b"SLOW", b"QUICK"]
    try:
        await call(b"slow", 0.1)
        raise SystemExit("a call outlived its timeout")
    except asyncio.TimeoutError:
        pass
    assert waiting == {}, waiting
    await asyncio.sleep(0.4)  # the late reply finds nobody, and harms nobody
    await server.queue_delete("rpc")
    await connection.close()


asyncio.run(main())
