"""Servers of a check's own."""

import threading


class Beside:
    """A server that answers beside the check, in a thread, as long as 'with' lasts."""

    def __enter__(self):
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()
