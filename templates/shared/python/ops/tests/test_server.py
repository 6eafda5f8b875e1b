import socket
import threading
import time
import unittest
from concurrent.futures import ThreadPoolExecutor

from app.server import Server

REQUEST = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"


def dial(server: Server, text: bytes) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=10)
    connection.sendall(text)
    return connection


def rest(connection: socket.socket) -> bytes:
    """What comes until the other side closes."""
    with connection:
        return b"".join(iter(lambda: connection.recv(1 << 16), b""))


class StopTest(unittest.TestCase):
    def setUp(self):
        self.begun, self.finish = threading.Semaphore(0), threading.Event()
        self.body = b"done"
        self.server = Server(self.app, 0).start()
        self.stopper = ThreadPoolExecutor(1)
        self.addCleanup(self.stopper.shutdown)
        self.addCleanup(self.finish.set)

    def app(self, _environ, start_response):
        self.begun.release()
        self.finish.wait(30)
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [self.body]

    def stop(self, grace: float = 60):
        stopped = self.stopper.submit(self.server.stop, grace)
        while self.listens():
            time.sleep(0.001)
        return stopped

    def listens(self) -> bool:
        try:
            dial(self.server, b"").close()
            return True
        except OSError:
            return False

    def test_what_is_under_way_or_waits_is_answered_and_that_is_the_last(self):
        # More than there are threads: some wait in line.
        connections = [dial(self.server, REQUEST) for _ in range(20)]
        for _ in range(8):
            self.begun.acquire(timeout=10)
        stopped = self.stop()
        self.finish.set()
        for answer in map(rest, connections):
            self.assertRegex(answer, rb"(?s)^HTTP/1.1 200.+Connection: close.+done$")
        stopped.result(10)

    def test_what_comes_in_when_it_stops_is_answered(self):
        connection = dial(self.server, REQUEST[:-2])
        stopped = self.stop()
        self.finish.set()
        connection.sendall(REQUEST[-2:])
        self.assertIn(b"done", rest(connection))
        stopped.result(10)

    def test_a_connection_that_nobody_uses_does_not_keep_it(self):
        self.finish.set()
        connection = dial(self.server, REQUEST)
        answer = b""
        while not answer.endswith(b"done"):
            answer += connection.recv(1000)
        self.assertNotIn(b"close", answer)
        self.stop().result(10)
        self.assertEqual(rest(connection), b"")

    def test_a_long_answer_to_a_slow_client_is_not_cut_off(self):
        self.finish.set()
        self.body = b"x" * 50_000_000
        connection = dial(self.server, REQUEST)
        begin = connection.recv(1000)
        stopped = self.stop()
        self.assertGreater(len(begin) + len(rest(connection)), len(self.body))
        stopped.result(10)

    def test_what_does_not_end_in_time_is_cut_off(self):
        connection = dial(self.server, REQUEST)
        self.begun.acquire(timeout=10)
        with self.assertLogs("app.server", "WARNING"):
            self.stop(0.05).result(10)
        self.assertEqual(rest(connection), b"")
