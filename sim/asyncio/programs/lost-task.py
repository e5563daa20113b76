import asyncio
import gc


class Client:
    """Answers nobody: its future is known to the task that awaits it, and to nothing else."""

    async def fetch(self):
        await asyncio.get_running_loop().create_future()


async def save(client):
    print("saving")
    await client.fetch()
    print("saved")


async def main():
    asyncio.create_task(save(Client()), name="save")  # nobody keeps it
    await asyncio.sleep(1)
    gc.collect()
    print("tasks:", [task.get_name() for task in asyncio.all_tasks()])
    await asyncio.sleep(1)


asyncio.run(main())
