"""A small HTTP tracker (BEP 3, compact peers of BEP 23) that also answers questions of the tests."""
import http.server
import socket
import socketserver
import struct
import sys
import threading
import urllib.parse

import bencode


class Tracker:
    """Listens on one address until closed. Who announced is known by info-hash and address."""
    PORT = 8000

    def __init__(self, address):
        self.url = 'http://%s:%d/announce' % (address, self.PORT)
        self._lock, self._peers = threading.Lock(), {}
        self._server = _Server((address, self.PORT), _handler(self))
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()

    def announced(self, host, query):
        """Takes an announce and returns the answer."""
        info_hash = query[b'info_hash']
        port, left = int(query[b'port']), int(query.get(b'left', b'1'))
        with self._lock:
            swarm = self._peers.setdefault(info_hash, {})
            if query.get(b'event') == b'stopped':
                swarm.pop(host, None)
            else:
                swarm[host] = (port, left)
            others = [] if query.get(b'numwant') == b'0' else [(h, p) for h, (p, _) in swarm.items() if h != host]
            seeds = sum(1 for _, left in swarm.values() if left == 0)
            downloaders = len(swarm) - seeds
        compact = b''.join(socket.inet_aton(h) + struct.pack('>H', p) for h, p in others)
        return bencode.encode({'interval': 5, 'min interval': 1, 'complete': seeds, 'incomplete': downloaders, 'peers': compact})

    def knows_seed(self, info_hash, host):
        with self._lock:
            return self._peers.get(info_hash, {}).get(host, (0, 1))[1] == 0


class _Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request, client_address):
        if not isinstance(sys.exc_info()[1], ConnectionError):  # Clients are killed while they announce.
            super().handle_error(request, client_address)


def _handler(tracker):
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = 'HTTP/1.1'

        def do_GET(self):
            pairs = (p.partition('=') for p in urllib.parse.urlsplit(self.path).query.split('&'))
            query = {k.encode(): urllib.parse.unquote_to_bytes(v) for k, _, v in pairs}
            try:
                answer = tracker.announced(self.client_address[0], query)
            except (KeyError, ValueError) as e:
                answer = bencode.encode({'failure reason': 'not an announce: %s' % e})
            self.send_response(200)
            self.send_header('Content-Type', 'text/plain')
            self.send_header('Content-Length', str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *arguments):
            pass

    return Handler
