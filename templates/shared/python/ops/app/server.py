"""A server that stops gracefully."""

import logging
import signal
import threading
import time

from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.server import create_server
from waitress.task import WSGITask

log = logging.getLogger(__name__)

# How many seconds requests under way may go on after the signal to stop. With
# the wait before that signal it fits into the grace period of the pod.
GRACE = 30.0

# For so many seconds a new connection may be without a request.
NEW = 5.0


class Server:
    """Serves an app on a thread of its own; port 0 is any that is free."""

    def __init__(self, app, port: int):
        self._server = create_server(
            app,
            host="0.0.0.0",
            port=port,
            threads=8,
            connection_limit=1000,
            asyncore_use_poll=True,
            # Longer than gateways keep theirs, so that none sends into one that closes.
            channel_timeout=75,
            clear_untrusted_proxy_headers=True,
        )
        self._server.channel_class = _Channel
        self.port = int(self._server.effective_port)
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    def start(self) -> "Server":
        self._thread.start()
        return self

    def stop(self, grace: float = GRACE) -> None:
        """Takes no new connections and answers the requests under way, each with
        the last answer of its connection; what is not answered within `grace`
        seconds is cut off."""
        over = time.monotonic() + grace
        self._server.accepting = False
        self._in_its_thread(self._close_listener)
        while self._busy():
            if time.monotonic() > over:
                log.warning("%s connections were cut off", len(self._busy()))
                break
            time.sleep(0.01)
            self._in_its_thread(self._close_idle)
        self._server.task_dispatcher.shutdown(timeout=1)
        self._in_its_thread(self._close_all)
        self._thread.join(5)

    def _channels(self) -> list[HTTPChannel]:
        return list(self._server.active_channels.values())

    def _busy(self) -> list[HTTPChannel]:
        return [one for one in self._channels() if _is_busy(one)]

    def _close_listener(self) -> None:
        # Who has connected already is let in.
        before = -1
        while before != len(self._channels()):
            before = len(self._channels())
            self._server.handle_accept()
        # Only the socket that listens, not what else the server holds.
        wasyncore.dispatcher.close(self._server)

    def _close_idle(self) -> None:
        for channel in self._channels():
            if not _is_busy(channel):
                channel.handle_close()

    def _close_all(self) -> None:
        for channel in self._channels():
            channel.handle_close()
        # With the last of them its loop ends.
        wasyncore.close_all(self._server._map)

    def _in_its_thread(self, do) -> None:
        """Sockets are only touched by the thread that waits for them."""
        done = threading.Event()

        def run():
            do()
            done.set()

        self._server.trigger.pull_trigger(run)
        done.wait(5)


def _is_busy(channel: HTTPChannel) -> bool:
    """Whether a request comes in, is worked on, or its answer is still on its way."""
    if channel.last_activity == channel.creation_time:
        # Nothing came yet, but may be about to.
        return time.time() - channel.creation_time < NEW
    return bool(channel.request or channel.requests or channel.total_outbufs_len)


class _Task(WSGITask):
    """Of a server that stops, an answer is the last of its connection."""

    def build_response_header(self):
        if not self.channel.server.accepting:
            self.set_close_on_finish()
        return super().build_response_header()


class _Channel(HTTPChannel):
    task_class = _Task


def stop_event() -> threading.Event:
    """Is set when the platform asks this process to stop."""
    event = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: event.set())
    return event
