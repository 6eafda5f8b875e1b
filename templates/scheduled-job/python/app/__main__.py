import os
import signal
import sys
import threading

from app import logs
from app.run import run
from app.work import work


def main() -> int:
    logs.set_up()
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    return run(work, deadline=float(os.environ.get("DEADLINE_SECONDS", "600")), stopping=stopping)


sys.exit(main())
