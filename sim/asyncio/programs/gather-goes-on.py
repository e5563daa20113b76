import asyncio


async def ask(model, seconds):
    await asyncio.sleep(seconds)
    if model == "model-b":
        raise ValueError(f"{model} is down")
    print(f"{model} has answered")
    return model


async def main():
    tasks = [
        asyncio.create_task(ask(model, seconds), name=model)
        for model, seconds in (("model-a", 1), ("model-b", 2), ("model-c", 3))
    ]
    try:
        await asyncio.gather(*tasks)
    except ValueError as error:
        print("failed:", error)
    print("still running:", [task.get_name() for task in tasks if not task.done()])
    await asyncio.sleep(2)


asyncio.run(main())
