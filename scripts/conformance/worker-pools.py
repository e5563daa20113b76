"""Real Celery workers, and anyio's limiter, for `worker-pools.ts`.

worker-pools.py worker URL QUEUE LOG -P POOL  a worker with the settings of the environment; each start and end of a task is a line of LOG
worker-pools.py session                       reads a session as JSON from standard input, carries it out, and prints what happened
worker-pools.py limiter                       reads one JSON object of a limiter's case a line, and prints its runs
worker-pools.py fastapi                       reads one JSON object of requests a line, and prints how long each waited, in milliseconds
"""

import json
import os
import signal
import subprocess
import sys
import time


def worker(url, queue, log, pool):
    from celery import maybe_patch_concurrency

    maybe_patch_concurrency(["celery", "-P", pool])
    from celery import Celery, signals

    app = Celery("interleave", broker=url)
    app.conf.update(
        task_default_queue=queue,
        worker_prefetch_multiplier=int(os.environ["MULT"]),
        task_acks_late=os.environ["LATE"] == "1",
        task_reject_on_worker_lost=os.environ["REJECT"] == "1",
        broker_heartbeat=0,
        worker_hijack_root_logger=False,
    )
    descriptor = os.open(log, os.O_APPEND | os.O_CREAT | os.O_WRONLY)

    def say(**what):
        os.write(descriptor, (json.dumps({"at": time.time(), **what}) + "\n").encode())

    @app.task(bind=True, name="work")
    def work(self, name, ms, does):
        again = bool(self.request.delivery_info.get("redelivered"))
        say(start=name, pid=os.getpid(), redelivered=again)
        if does == "sleep":
            time.sleep(ms / 1000)
        else:
            end = time.monotonic() + ms / 1000
            while time.monotonic() < end:
                pass
        say(end=name)

    signals.worker_ready.connect(lambda **_: say(ready=True), weak=False)
    arguments = ["-P", pool, "-c", os.environ["C"], "--without-gossip", "--without-mingle", "--without-heartbeat"]
    app.worker_main(["worker", *arguments, "-l", "ERROR"])


def wait_until(holds, seconds=60):
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            raise SystemExit("timed out")
        time.sleep(0.01)


class Session:
    def __init__(self, given):
        self.given = given
        self.log = given["log"]
        self.lines = 0
        self.start_worker()

    def read(self):
        if not os.path.exists(self.log):
            return []
        with open(self.log) as file:
            return [json.loads(line) for line in file if line.endswith("\n")]

    def start_worker(self):
        celery = self.given["celery"]
        started = sum("ready" in line for line in self.read())
        env = {
            **os.environ,
            "PYTHONWARNINGS": "ignore",
            "C": str(celery["c"]),
            "MULT": str(celery["mult"]),
            "LATE": "1" if celery["late"] else "0",
            "REJECT": "1" if celery["reject"] else "0",
        }
        command = [sys.executable, __file__, "worker", self.given["url"], self.given["queue"], self.log, celery["pool"]]
        self.process = subprocess.Popen(command, env=env, start_new_session=True, stdout=subprocess.DEVNULL)
        wait_until(lambda: sum("ready" in line for line in self.read()) > started)
        time.sleep(0.3)

    def kill_worker(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def run(self):
        from celery import Celery

        app = Celery("interleave", broker=self.given["url"])
        app.conf.task_default_queue = self.given["queue"]
        connection = app.connection()
        channel = connection.channel()
        answers = []
        begin = time.time()
        # How long restarts took is no time of the session: events from then on are that much earlier.
        begins = [(0, begin)]
        for line in self.given["lines"]:
            time.sleep(max(0, begin + line["at"] / 1000 - time.time()))
            if "publish" in line:
                with app.amqp.producer_pool.acquire(block=True) as producer:
                    for name, ms, does in line["publish"]:
                        app.send_task("work", (name, ms, does), producer=producer)
            elif line.get("kill") == "worker":
                self.kill_worker()
            elif "kill" in line:
                starts = [each for each in self.read() if each.get("start") == line["kill"]]
                if starts:
                    os.kill(starts[-1]["pid"], signal.SIGKILL)
            elif line.get("start") == "worker":
                before = time.time()
                self.start_worker()
                begin += time.time() - before
                begins.append((before, begin))
            else:
                ready = channel.queue_declare(self.given["queue"], passive=True).message_count
                answers.append(ready)
        log = self.read()
        self.kill_worker() if self.process.poll() is None else None

        def since_begin(at):
            return round(1000 * (at - [own for since, own in begins if since <= at][-1]))

        events = [{**each, "at": since_begin(each["at"])} for each in log if "ready" not in each]
        print(json.dumps({"ready": answers, "events": events}))


def limiter():
    """Runs the cases on a clock that goes from one timer to the next, so that they take no time and nothing comes late."""
    import asyncio

    import anyio

    class VirtualLoop(asyncio.SelectorEventLoop):
        now = 0.0

        def time(self):
            return self.now

        def _run_once(self):
            if not self._ready and self._scheduled:
                self.now = max(self.now, self._scheduled[0]._when)
            super()._run_once()

    async def case(given):
        runs = {}

        async def request(limit, name, comes, holds, patience):
            await anyio.sleep(comes)
            with anyio.move_on_after(patience) as scope:
                await limit.acquire()
            if scope.cancel_called:
                runs[name] = "gave up waiting"
                return
            since = anyio.current_time()
            await anyio.sleep(holds)
            limit.release()
            runs[name] = [since, anyio.current_time()]

        async def resize(limit, at, tokens):
            await anyio.sleep(at)
            limit.total_tokens = tokens

        limit = anyio.CapacityLimiter(given["tokens"])
        with anyio.move_on_after(1_000):
            async with anyio.create_task_group() as group:
                for each in given["requests"]:
                    group.start_soon(request, limit, *each)
                for each in given["resizes"]:
                    group.start_soon(resize, limit, *each)
        return {name: runs.get(name, "waits for ever") for name, *_ in given["requests"]}

    for line in sys.stdin:
        loop = VirtualLoop()
        print(json.dumps(loop.run_until_complete(case(json.loads(line)))), flush=True)
        loop.close()


def fastapi():
    import asyncio
    import threading

    import anyio.to_thread
    from fastapi import Depends, FastAPI

    def application(connections):
        app = FastAPI()
        pool = threading.Semaphore(connections)

        def connection():
            with pool:
                yield

        app.get("/def/{ms}")(lambda ms: time.sleep(int(ms) / 1000))

        @app.get("/await/{ms}")
        async def awaits(ms: int):
            await asyncio.sleep(ms / 1000)

        @app.get("/block/{ms}")
        async def blocks(ms: int):
            time.sleep(ms / 1000)

        @app.get("/health/{ms}")
        async def health(ms: int):
            return "ok"

        @app.get("/db/{ms}")
        def uses_connection(ms: int, held=Depends(connection)):
            time.sleep(ms / 1000)

        return app

    async def ask(app, path):
        async def receive():
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message):
            pass

        scope = {"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http"}
        scope |= {"path": path, "raw_path": path.encode(), "query_string": b"", "root_path": "", "headers": []}
        scope |= {"client": ("127.0.0.1", 1), "server": ("127.0.0.1", 2)}
        await app(scope, receive, send)

    async def case(given):
        loop = asyncio.get_running_loop()
        app = application(given["dbPool"])
        # The first request of an application sets it up.
        await ask(app, "/health/0")
        await ask(app, "/def/0")
        anyio.to_thread.current_default_thread_limiter().total_tokens = given["tokens"]
        begin = loop.time()

        async def request(at, route, ms):
            await asyncio.sleep(begin + at / 1000 - loop.time())
            await ask(app, f"/{route}/{ms}")
            return round(1000 * (loop.time() - begin) - at)

        return await asyncio.gather(*(request(*each) for each in given["requests"]))

    for line in sys.stdin:
        print(json.dumps(asyncio.run(case(json.loads(line)))), flush=True)


if __name__ == "__main__":
    mode, *rest = sys.argv[1:]
    if mode == "worker":
        worker(*rest)
    elif mode == "session":
        Session(json.load(sys.stdin)).run()
    elif mode == "fastapi":
        fastapi()
    else:
        limiter()
