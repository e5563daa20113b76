# needs: rabbitmq aio_pika
import asyncio
import os

from aio_pika import Message, connect_robust
from aio_pika.abc import AbstractIncomingMessage

AMQP_URL = os.environ["AMQP_URL"]
held: list[AbstractIncomingMessage] = []


async def hold(message: AbstractIncomingMessage) -> None:
    held.append(message)


async def counted(prefetch: int) -> tuple[int, int]:
    held.clear()
    connection = await connect_robust(AMQP_URL)
    channel = await connection.channel()
    await channel.declare_queue("scan.vision")
    for _ in range(22):
        await channel.default_exchange.publish(Message(b"image"), "scan.vision")
    # shown
    await channel.set_qos(prefetch_count=prefetch)
    queue = await channel.get_queue("scan.vision")
    await queue.consume(hold)  # takes messages and acks none | 받기만 하고 ack하지 않습니다
    await asyncio.sleep(0.5)

    scaler = await connection.channel()
    answer = await scaler.declare_queue("scan.vision", passive=True)  # what KEDA asks over AMQP | KEDA가 AMQP로 묻는 것
    print(answer.declaration_result.message_count)  # prefetch 100: 0, prefetch 4: 18
    # end
    result = answer.declaration_result
    unacked = len(held)
    await scaler.queue_delete("scan.vision")
    await connection.close()
    return result.message_count, unacked


async def main() -> None:
    assert await counted(100) == (0, 22)
    assert await counted(4) == (18, 4)


asyncio.run(main())
