# needs: rabbitmq aio_pika
import asyncio
import os

from aio_pika import DeliveryMode, ExchangeType, Message, connect_robust
from aio_pika.exceptions import CONNECTION_EXCEPTIONS, AMQPChannelError, PublishError

AMQP_URL = os.environ["AMQP_URL"]


async def main() -> None:
    # shown
    connection = await connect_robust(AMQP_URL)
    channel = await connection.channel(on_return_raises=True)
    exchange = await channel.declare_exchange("bank", ExchangeType.DIRECT, durable=True)

    async def publish_surely(payment_id: str, body: bytes) -> None:
        message = Message(body, message_id=payment_id, delivery_mode=DeliveryMode.PERSISTENT)
        for seconds in (1, 2, 4, 8):
            try:
                await exchange.publish(message, routing_key="payments", timeout=10)
                return
            except (PublishError, AMQPChannelError):  # no binding, no exchange, no permission | 바인딩, 익스체인지, 권한 없음
                raise
            except (*CONNECTION_EXCEPTIONS, TimeoutError):  # perhaps not there | 들어가지 않았을 수도 있음
                await asyncio.sleep(seconds)  # then the same message, the same id | 같은 메시지를 같은 id로 다시
        raise TimeoutError(payment_id)
    # end

    try:
        await publish_surely("payment-1", b"nobody takes it")
        raise SystemExit("a message that no queue takes was published")
    except PublishError:
        pass
    queue = await channel.declare_queue("payments", durable=True)
    await queue.bind(exchange, "payments")
    await publish_surely("payment-2", b"100")
    taken = await queue.get(timeout=5)
    assert (taken.message_id, taken.body, taken.delivery_mode) == ("payment-2", b"100", 2), taken
    await taken.ack()
    await channel.queue_delete("payments")
    # What would fail for ever is not tried again: the exchange is gone.
    await channel.exchange_delete("bank")
    started = asyncio.get_running_loop().time()
    try:
        await publish_surely("payment-3", b"100")
        raise SystemExit("a message for an exchange that is gone was published")
    except AMQPChannelError:
        assert asyncio.get_running_loop().time() - started < 1
    await connection.close()


asyncio.run(main())
