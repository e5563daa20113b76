import asyncio


async def load(images, loaded):
    for n in range(1, 5):
        image = f"image-{n}"
        await loaded.put(image)
        print(f"{image} is in the queue ({loaded.qsize()} of {loaded.maxsize})")
    images.set_result(None)


async def detect(loaded):
    while True:
        image = await loaded.get()
        await asyncio.sleep(2)
        print(f"{image}: 3 objects")
        loaded.task_done()


async def main():
    loaded = asyncio.Queue(maxsize=2)
    images = asyncio.get_running_loop().create_future()
    worker = asyncio.create_task(detect(loaded), name="detect")
    asyncio.create_task(load(images, loaded), name="load")
    await images
    await loaded.join()
    worker.cancel()


asyncio.run(main())
