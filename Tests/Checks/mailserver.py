"""A small mail server that writes down what it has taken before it says so.

It shares no line with the program, so that its record can bear witness against the program's own.
"""

import socketserver
import threading
import time

from beside import Beside

GREETING = b"220 witness.example ESMTP\r\n"
REPLIES = {
    b"EHLO": b"250-witness.example\r\n250-PIPELINING\r\n250 ENHANCEDSTATUSCODES\r\n",
    b"MAIL": b"250 2.1.0 Ok\r\n",
    b"RCPT": b"250 2.1.5 Ok\r\n",
    b"RSET": b"250 2.0.0 Ok\r\n",
    b"NOOP": b"250 2.0.0 Ok\r\n",
    b"DATA": b"354 Go on\r\n",
    b"QUIT": b"221 2.0.0 Bye\r\n",
}


class MailServer(Beside, socketserver.ThreadingTCPServer):
    """Takes everything, and answers each final dot after a while."""

    daemon_threads = True
    # A sender with many sessions knocks many times at once.
    request_queue_size = 128

    def __init__(self, dot_delay=0.0):
        super().__init__(("127.0.0.1", 0), Conversation)
        self.port = self.server_address[1]
        self.dot_delay = dot_delay
        # (recipient, Message-ID) of each message, in the order in which their dots came.
        self.taken = []
        self.talks = 0
        self.change = threading.Condition()

    def handle_error(self, *_):
        """A sender that was killed leaves without a word."""

    def wait_until_quiet(self, seconds=30):
        """Returns when every conversation is over, so that nothing is still on its way."""
        with self.change:
            if not self.change.wait_for(lambda: self.talks == 0, seconds):
                raise RuntimeError("a conversation with the mail server does not end")

    def record(self, recipient, message_id):
        with self.change:
            self.taken.append((recipient, message_id))


class Conversation(socketserver.StreamRequestHandler):
    disable_nagle_algorithm = True

    def setup(self):
        with self.server.change:
            self.server.talks += 1
        super().setup()

    def finish(self):
        try:
            super().finish()
        finally:
            with self.server.change:
                self.server.talks -= 1
                self.server.change.notify_all()

    def handle(self):
        self.wfile.write(GREETING)
        recipient = None
        while line := self.rfile.readline(2000):
            verb = line[:4].upper()
            if verb == b"RCPT":
                recipient = line[line.index(b"<") + 1:line.index(b">")].decode()
            self.wfile.write(REPLIES.get(verb, b"500 5.5.1 What?\r\n"))
            if verb == b"QUIT" or verb == b"DATA" and not self.message(recipient):
                return

    def message(self, recipient):
        """Reads to the dot; false when the sender was gone before it."""
        message_id, in_header = "none", True
        while (line := self.rfile.readline(2000)) != b".\r\n":
            if not line.endswith(b"\r\n"):
                return False
            in_header = in_header and line != b"\r\n"
            if in_header and line.lower().startswith(b"message-id:"):
                message_id = line.split(b":", 1)[1].strip().decode()
        self.server.record(recipient, message_id)
        time.sleep(self.server.dot_delay)
        self.wfile.write(b"250 2.0.0 Taken\r\n")
        return True
