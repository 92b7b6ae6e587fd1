"""The peer protocol (BEP 3) as far as tests speak it: a peer that has everything, or nothing, and counts what is asked of it."""
import collections
import os
import socket
import struct
import threading
import time

from freshet import PORT

CHOKE, UNCHOKE, INTERESTED, NOT_INTERESTED, HAVE, BITFIELD, REQUEST, PIECE = range(8)
SILENCE_SECONDS = 300


def message(kind, payload=b''):
    return struct.pack('>IB', 1 + len(payload), kind) + payload


def handshake(info_hash, reserved=bytes(8)):
    return b'\x13BitTorrent protocol' + reserved + info_hash + b'-XX0001-' + os.urandom(6).hex().encode()


def receive(stream, size):
    """Exactly so many bytes, or EOFError."""
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data


def whole_bitfield(torrent):
    bits = len(torrent.pieces)
    return ((1 << bits) - 1 << -bits % 8).to_bytes((bits + 7) // 8, 'big')


class WirePeer:
    """Listens on an address; each connection is a thread. Counters may be read at any time."""

    def __init__(self, torrent, address, corrupt=False, rate=0):
        """corrupt: each block it sends has a wrong byte; rate: bytes per second and connection, 0 for as fast as it goes."""
        self.torrent, self.address, self._corrupt, self._rate = torrent, address, corrupt, rate
        self.requests = collections.Counter()  # by piece
        self.haves = set()                     # what the other side said to have, by have messages
        self.greeted = 0                       # handshakes received
        self.connected = 0                     # connections that are up, past the handshake
        self._lock, self._sockets = threading.Lock(), set()
        self._server = socket.create_server((address, PORT), backlog=64)
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self):
        self._server.close()
        with self._lock:
            for s in self._sockets:
                s.close()

    def _accept(self):
        while True:
            try:
                connection, _ = self._server.accept()
            except OSError:
                return  # closed
            self._start(connection)

    def dial(self, address):
        """Connects to another peer."""
        self._start(socket.create_connection((address, PORT), source_address=(self.address, 0)))

    def _start(self, connection):
        with self._lock:
            self._sockets.add(connection)
        threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection):
        connection.settimeout(SILENCE_SECONDS)
        greeted = False
        try:
            with connection, connection.makefile('rb') as stream:
                connection.sendall(handshake(self.torrent.info_hash))
                if receive(stream, 68)[28:48] != self.torrent.info_hash:
                    return
                with self._lock:
                    self.greeted += 1
                    self.connected += 1
                    greeted = True
                self.converse(connection, stream)
        except (EOFError, OSError):
            pass  # The other side is gone, or close() was called.
        finally:
            with self._lock:
                self._sockets.discard(connection)
                self.connected -= greeted

    def converse(self, connection, stream):
        """Has everything and gives it to all who are interested."""
        connection.sendall(message(BITFIELD, whole_bitfield(self.torrent)))
        while True:
            kind, payload = self.next_message(stream)
            if kind == INTERESTED:
                connection.sendall(message(UNCHOKE))
            elif kind == REQUEST:
                self._send_block(connection, *struct.unpack('>III', payload))

    def next_message(self, stream):
        """The next message with a kind, already noted if it is a have."""
        while True:
            size, = struct.unpack('>I', receive(stream, 4))
            if size:
                body = receive(stream, size)
                if body[0] == HAVE:
                    with self._lock:
                        self.haves.add(struct.unpack('>I', body[1:])[0])
                return body[0], body[1:]

    def _send_block(self, connection, piece, begin, size):
        with self._lock:
            self.requests[piece] += 1
        block = self.torrent.pieces[piece][begin:begin + size]
        if self._corrupt:
            block = bytes([block[0] ^ 1]) + block[1:]
        connection.sendall(message(PIECE, struct.pack('>II', piece, begin) + block))
        if self._rate:
            time.sleep(size / self._rate)


class Witness(WirePeer):
    """Has nothing, wants nothing, and hears which pieces others have."""

    def converse(self, connection, stream):
        while True:
            self.next_message(stream)
