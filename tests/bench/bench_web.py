"""How fast pages are answered while 50 are asked for each second, beside an empty page of Starlette.

Run as `python tests/bench/bench_web.py`; prints the 95th percentile of each page and its ratio to the empty
page. The server is another process.
"""

import asyncio
import statistics
import subprocess
import sys
import time

import httpx

PAGES = (
    "/", "/?decision=16/9", "/search?q=Bioland", "/matrix", "/timeline", "/progress", "/questions",
    "/questions/running-on", "/ontology", "/id/workplan/iag-tsc/2025-2027/ws-1/t-2",
    "/id/decision/cbd/cop/16/9/b/9/c", "/target/21", "/paragraphs.xlsx",
)  # fmt: skip
A_SECOND, SECONDS, WARM = 50, 4, 3
EMPTY = """
import socket, uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
async def page(_): return PlainTextResponse("empty")
with socket.socket(proto=socket.IPPROTO_TCP) as listening:
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    print(f"Serving at http://127.0.0.1:{listening.getsockname()[1]}/ -", flush=True)
    app = Starlette(routes=[Route("/", page)])
    config = uvicorn.Config(app, log_level="error", access_log=False)
    uvicorn.Server(config).run(sockets=[listening])
"""


async def measured(url: str) -> tuple[float, int]:
    """Return the 95th percentile of the milliseconds of answers, and how many were no 200."""
    limits = httpx.Limits(max_connections=100)
    times: list[float] = []
    wrong = 0

    async def one(client: httpx.AsyncClient) -> None:
        nonlocal wrong
        began = time.perf_counter()
        answer = await client.get(url, headers={"Accept": "text/html"})
        times.append(1000 * (time.perf_counter() - began))
        wrong += answer.status_code != 200

    async with httpx.AsyncClient(limits=limits, timeout=30) as client:
        for _ in range(WARM):
            await client.get(url, headers={"Accept": "text/html"})
        tasks = []
        start = time.perf_counter()
        for number in range(A_SECOND * SECONDS):
            await asyncio.sleep(max(start + number / A_SECOND - time.perf_counter(), 0))
            tasks.append(asyncio.create_task(one(client)))
        await asyncio.gather(*tasks)
    return statistics.quantiles(times, n=20)[-1], wrong


def started(*command: str) -> tuple[subprocess.Popen[str], str]:
    """Start a server; return its process and address."""
    process = subprocess.Popen([sys.executable, *command], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    return process, process.stdout.readline().split()[2].rstrip("/")


def main() -> None:
    """Measure and print."""
    empty, empty_url = started("-c", EMPTY)
    served, url = started("-u", "-m", "iagkg", "serve", "--port", "0")
    try:
        base, _ = asyncio.run(measured(f"{empty_url}/"))
        print(f"{'page':45} {'p95 ms':>8} {'ratio':>6} {'errors':>6}")
        print(f"{'an empty page':45} {base:8.1f} {1:6.1f} {0:6}")
        for path in PAGES:
            found, wrong = asyncio.run(measured(f"{url}{path}"))
            print(f"{path:45} {found:8.1f} {found / base:6.1f} {wrong:6}")
    finally:
        for process in (empty, served):
            process.terminate()
            process.wait(20)


if __name__ == "__main__":
    main()
