# needs: rabbitmq aio_pika
import asyncio
import os

from aio_pika import Message, connect_robust
from aio_pika.abc import AbstractChannel, AbstractRobustConnection
from aio_pika.pool import Pool

AMQP_URL = os.environ["AMQP_URL"]
opened: list[AbstractRobustConnection] = []
channels: set[int] = set()


async def connect_counted(url: str) -> AbstractRobustConnection:
    opened.append(await connect_robust(url))
    return opened[-1]


async def main() -> None:
    # shown
    # One connection for the process, a few channels that requests borrow | 프로세스마다 연결 하나, 요청은 채널을 빌려 씀
    connection = await connect_counted(AMQP_URL)

    async def open_channel() -> AbstractChannel:
        return await connection.channel()

    channel_pool: Pool[AbstractChannel] = Pool(open_channel, max_size=4)

    async def publish(body: bytes) -> None:
        async with channel_pool.acquire() as channel:  # waits while all four are lent | 넷 다 빌려 갔으면 기다림
            await channel.default_exchange.publish(Message(body), "events")
            channels.add(id(channel))
    # end

    queue_channel = await connection.channel()
    queue = await queue_channel.declare_queue("events", durable=True)
    await asyncio.gather(*(publish(str(number).encode()) for number in range(50)))
    assert len(opened) == 1, opened
    assert 1 <= len(channels) <= 4, channels
    for _ in range(50):
        message = await queue.get(timeout=5)
        await message.ack()
    await queue_channel.queue_delete("events")
    await channel_pool.close()
    await connection.close()


asyncio.run(main())
