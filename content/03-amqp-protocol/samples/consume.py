# needs: rabbitmq aio_pika
import asyncio
import os

from aio_pika import ExchangeType, Message, connect_robust
from aio_pika.abc import AbstractIncomingMessage

AMQP_URL = os.environ["AMQP_URL"]
booked: list[str] = []
is_slow = asyncio.Event()


async def book_once(message_id: str | None, body: bytes) -> None:
    if body == b"broken":
        raise ValueError(message_id)
    if body == b"slow":
        is_slow.set()
        await asyncio.sleep(60)
    booked.append(str(message_id))


async def main() -> None:
    # shown
    connection = await connect_robust(AMQP_URL)
    channel = await connection.channel()
    await channel.set_qos(prefetch_count=10)
    dlx = await channel.declare_exchange("dlx", ExchangeType.FANOUT, durable=True)
    dead = await channel.declare_queue("payments.dead", durable=True)
    await dead.bind(dlx)  # without it, what is dead-lettered is dropped | 없으면 데드 레터가 그대로 버려집니다
    queue = await channel.declare_queue(
        "payments", durable=True,
        arguments={"x-queue-type": "quorum", "x-dead-letter-exchange": "dlx"},
    )

    async def on_message(message: AbstractIncomingMessage) -> None:
        async with message.process(ignore_processed=True):  # ack at the end, reject if it raises | 끝나면 ack, 예외가 나면 reject
            try:
                await book_once(message.message_id, message.body)
            except asyncio.CancelledError:  # we are stopping: not the message's fault | 종료하는 중: 메시지의 잘못이 아닙니다
                await message.nack(requeue=True)
                raise

    tag = await queue.consume(on_message)
    # end

    publish = channel.default_exchange.publish
    await publish(Message(b"100", message_id="payment-1"), routing_key="payments")
    await publish(Message(b"broken", message_id="payment-2"), routing_key="payments")
    buried = None
    while buried is None:
        buried = await dead.get(fail=False)
        await asyncio.sleep(0.02)
    assert (buried.message_id, buried.headers["x-death"][0]["reason"]) == ("payment-2", "rejected"), buried
    await buried.ack()
    assert booked == ["payment-1"], booked

    await publish(Message(b"slow", message_id="payment-3"), routing_key="payments")
    await is_slow.wait()
    await queue.cancel(tag)
    running = [task for task in asyncio.all_tasks() if "on_message" in repr(task)]
    for task in running:
        task.cancel()
    await asyncio.wait(running)
    await asyncio.sleep(0.2)
    assert await dead.get(fail=False) is None, "a message that was being worked on was dead-lettered by the shutdown"
    again = await queue.get(timeout=5)
    assert (again.message_id, again.redelivered) == ("payment-3", True), again
    await again.ack()
    for name in ("payments", "payments.dead"):
        await channel.queue_delete(name)
    await channel.exchange_delete("dlx")
    await connection.close()


asyncio.run(main())
