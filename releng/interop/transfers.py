"""Scenarios: whole downloads from another client into Freshet, and from Freshet into another client."""
import functools

import clients
from freshet import Freshet
from processes import until

GLOB, CHOSEN_FOLDER = 'Übergröße/*', 'Übergröße'


class Kind:
    """One kind of transfer: which torrent, and what is special about it."""

    def __init__(self, name, torrent, magnet=False, choose=False, encrypted=False):
        self.name, self.torrent, self.magnet, self.choose, self.encrypted = name, torrent, magnet, choose, encrypted

    def source(self, torrent):
        return torrent.magnet if self.magnet else torrent.path

    def wanted(self, torrent):
        """Indexes of the files to download."""
        paths = torrent.payload.paths
        return [i for i, path in enumerate(paths) if not self.choose or path[0] == CHOSEN_FOLDER]


KINDS = (
    Kind('single', lambda box: box.torrent(box.library.single(24))),
    Kind('folder', lambda box: box.torrent(box.library.tree(), piece_kib=32)),
    Kind('odd-pieces', lambda box: box.torrent(box.library.tree(), piece_kib=17)),
    Kind('magnet', lambda box: box.torrent(box.library.tree(), piece_kib=64), magnet=True),
    Kind('files', lambda box: box.torrent(box.library.tree(), piece_kib=64), choose=True),
    Kind('encrypted', lambda box: box.torrent(box.library.single(8), piece_kib=128), encrypted=True))


def scenarios():
    for kind in KINDS:
        for client in clients.ALL:
            yield '%s-from-%s' % (kind.name, client.name), functools.partial(from_client, kind, client)
            yield '%s-to-%s' % (kind.name, client.name), functools.partial(to_client, kind, client)
    yield 'folder-in-the-c-locale', in_the_c_locale
    yield 'swarm-from-all', from_all
    yield 'swarm-to-all', to_all


def from_client(kind, client, box):
    torrent = kind.torrent(box)
    client(box).seed(torrent, encrypted=kind.encrypted)
    to = box.new_folder('download')
    run = Freshet(box).download(kind.source(torrent), to, *(['--files', GLOB] if kind.choose else []))
    run.finished()
    check(torrent.payload, to, kind.wanted(torrent))


def to_client(kind, client, box):
    torrent = kind.torrent(box)
    Freshet(box).seed(torrent, torrent.payload.copy(box.path('seed')))
    files = [i in kind.wanted(torrent) for i in range(len(torrent.payload.paths))] if kind.choose else None
    other = client(box).leech(kind.source(torrent), encrypted=kind.encrypted, files=files)
    other.finished(torrent.payload)


def check(payload, folder, wanted):
    """What is wanted is there and right, and what is not wanted is not whole."""
    payload.compare(folder, wanted)
    for i in set(range(len(payload.paths))) - set(wanted):
        try:
            payload.compare(folder, [i])
        except AssertionError:
            continue
        assert payload.sizes[i] <= 1, '%s was not wanted and is there' % payload.file(folder, i)


def in_the_c_locale(box):
    """Names of files do not depend on the locale, which in containers and under cron is often C."""
    torrent = box.torrent(box.library.tree())
    clients.Libtorrent(box).seed(torrent)
    to = box.new_folder('download')
    Freshet(box, LC_ALL='C').download(torrent.path, to).finished()
    torrent.payload.compare(to)


def from_all(box):
    """Three seeds of three kinds at once, none of them fast enough alone."""
    torrent = box.torrent(box.library.single(24))
    seeds = [client(box).seed(torrent, upload_limit=4 << 20) for client in clients.ALL]
    to = box.new_folder('download')
    run = Freshet(box).download(torrent.path, to)
    until(lambda: run.last('peers') == len(seeds), 'Freshet is connected to all three', 60, run)
    run.finished()
    torrent.payload.compare(to)


def to_all(box):
    """Three leeches of three kinds at once."""
    torrent = box.torrent(box.library.single(24))
    Freshet(box).seed(torrent, torrent.payload.copy(box.path('seed')))
    others = [client(box).leech(torrent.path) for client in clients.ALL]
    for other in others:
        other.finished(torrent.payload)
