import asyncio


async def ask(model, seconds):
    await asyncio.sleep(seconds)
    if model == "model-b":
        raise ValueError(f"{model} is down")
    print(f"{model} has answered")
    return model


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            for model, seconds in (("model-a", 1), ("model-b", 2), ("model-c", 3)):
                group.create_task(ask(model, seconds), name=model)
    except* ValueError as errors:
        print("failed:", *errors.exceptions)
    print(f"{asyncio.get_running_loop().time():g} s")


asyncio.run(main())
