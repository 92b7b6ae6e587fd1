"""Scenarios: peers that send wrong data, nonsense or nothing, beside one that is good."""
import functools
import socket
import threading

import hostile
from clients import Libtorrent
from freshet import PORT, Freshet
from processes import until
from wirepeer import WirePeer

SAY_SECONDS = 20
MIB = 1 << 20


def scenarios():
    yield 'corrupting-peer-comes-first', corrupting_peer_comes_first
    yield 'corrupting-peer-beside-a-good-one', corrupting_peer_beside_a_good_one
    yield 'garbage-from-whom-we-dial', functools.partial(garbage, dials=False)
    yield 'garbage-from-who-dials-us', functools.partial(garbage, dials=True)


def corrupting_peer_comes_first(box):
    """All the first pieces come from the bad peer alone, which must not get a second chance."""
    torrent = box.torrent(box.library.single(8), piece_kib=64)
    bad = box.closes(WirePeer(torrent, box.address(), corrupt=True, rate=2 * MIB))
    good = box.closes(WirePeer(torrent, box.address()))
    freshet, to = Freshet(box), box.new_folder('download')
    run = freshet.download(torrent.path, to, peers=[bad.address])
    until(lambda: bad.greeted and not bad.connected, 'Freshet leaves the peer whose piece is wrong', 60, run)
    asked, greeted = sum(bad.requests.values()), bad.greeted
    good.dial(freshet.address)
    run.finished()
    torrent.payload.compare(to)
    assert asked > 0, 'the bad peer was never asked, so nothing was tested'
    refused(bad, freshet, asked, greeted)


def corrupting_peer_beside_a_good_one(box):
    """Both serve at once and are equally fast."""
    torrent = box.torrent(box.library.single(24), piece_kib=64)
    peers = [box.closes(WirePeer(torrent, box.address(), corrupt=corrupt, rate=4 * MIB)) for corrupt in (True, False)]
    bad, good = peers
    freshet, to = Freshet(box), box.new_folder('download')
    run = freshet.download(torrent.path, to, peers=[p.address for p in peers])
    until(lambda: bad.requests and good.requests, 'both are asked for pieces', 60, run)
    until(lambda: not bad.connected, 'Freshet leaves the peer that sends bad pieces', 60, run)
    asked, greeted = sum(bad.requests.values()), bad.greeted
    run.finished()
    torrent.payload.compare(to)
    total = len(torrent.payload.content()) / (16 << 10)
    assert asked < total / 4, 'the bad peer was asked for %d of %d blocks' % (asked, total)
    refused(bad, freshet, asked, greeted)


def refused(bad, freshet, asked, greeted):
    """The bad peer got nothing more since."""
    assert sum(bad.requests.values()) == asked, 'the bad peer was asked for %d more blocks after it was left' % (
        sum(bad.requests.values()) - asked)
    assert bad.greeted == greeted, '%s came back to the bad peer' % freshet.name


def garbage(box, dials):
    """Every way to misbehave is tried before the good seed comes; Freshet must still be well then."""
    torrent = box.torrent(box.library.single(8))
    freshet, to = Freshet(box), box.new_folder('download')
    addresses = [box.address() for _ in hostile.ALL]
    rogues = [] if dials else [box.closes(Rogue(way, torrent, a)) for way, a in zip(hostile.ALL, addresses)]
    run = freshet.download(torrent.path, to, peers=[] if dials else addresses)
    if dials:
        until(lambda: run.last('listen', None), 'Freshet listens', 60, run)
        rogues = [box.closes(Rogue(way, torrent, a, freshet.address)) for way, a in zip(hostile.ALL, addresses)]
    for rogue in rogues:
        until(rogue.said.is_set, 'a peer had its chance: %s' % rogue.way.__name__, 60, run)
    Libtorrent(box).seed(torrent)
    run.finished()
    torrent.payload.compare(to)


class Rogue:
    """Misbehaves once on each connection, then only listens until the other side has enough of it."""

    def __init__(self, way, torrent, address, to=None):
        """to: the address to dial, or None to be dialled."""
        self.way, self._torrent = way, torrent
        self.said = threading.Event()
        self._server = None if to else socket.create_server((address, PORT))
        self._sockets = []
        threading.Thread(target=self._dial if to else self._accept, args=(address, to), daemon=True).start()

    def close(self):
        for s in [*self._sockets, *([self._server] if self._server else [])]:
            s.close()

    def _dial(self, address, to):
        self._misbehave(socket.create_connection((to, PORT), source_address=(address, 0)))

    def _accept(self, address, to):
        while True:
            try:
                self._misbehave(self._server.accept()[0])
            except OSError:
                return  # closed

    def _misbehave(self, connection):
        self._sockets.append(connection)
        connection.settimeout(SAY_SECONDS)
        try:
            self.way(connection, self._torrent)
            self.said.set()
            while connection.recv(1 << 16):
                pass
        except OSError:
            self.said.set()  # The other side hung up, as it may.
