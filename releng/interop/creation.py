"""Scenarios: torrents that Freshet makes are those that libtorrent makes."""
import json
import os

import libtorrent as lt

from clients import Libtorrent
from freshet import Freshet, command

KIB = 1 << 10


def scenarios():
    yield 'create-same-info-hash', same_info_hash
    yield 'create-seed-and-download', seed_and_download


def same_info_hash(box):
    for payload in (box.library.single(8), box.library.tree()):
        for piece_kib in (16, 256, 1024):
            for private in (False, True):
                check(box, payload, piece_kib, private)


def check(box, payload, piece_kib, private):
    what = '%s, pieces of %d KiB, %s' % (payload.name, piece_kib, 'private' if private else 'public')
    path = os.path.join(payload.folder, payload.name)
    ours = box.path('ours.torrent')
    command(box, 'create', path, '-o', ours, '--piece-size', '%dk' % piece_kib, *(['--private'] if private else []))
    shown = json.loads(command(box, 'show', ours, '--json'))
    files = lt.file_storage()
    for f in shown['files']:
        # In our order: that in which libtorrent lists a folder is the disk's.
        files.add_file(f['path'], f['length'])
    theirs = lt.create_torrent(files, piece_kib * KIB, lt.create_torrent.v1_only)
    theirs.set_priv(private)
    lt.set_piece_hashes(theirs, payload.folder)
    wanted = str(lt.torrent_info(lt.bencode(theirs.generate())).info_hashes().v1)
    assert shown['infoHash'] == wanted, '%s: info-hash %s, but libtorrent makes %s' % (what, shown['infoHash'], wanted)
    assert str(lt.torrent_info(ours).info_hashes().v1) == wanted, '%s: libtorrent reads another info-hash' % what
    assert shown['private'] == private and shown['pieceLength'] == piece_kib * KIB, '%s: shown as %s' % (what, shown)


def seed_and_download(box):
    """A torrent of Freshet's own making goes round."""
    torrent = box.torrent(box.library.tree(), piece_kib=64)
    made = box.path('made.torrent')
    folder = torrent.payload.copy(box.path('seed'))
    command(box, 'create', os.path.join(folder, torrent.payload.name), '-o', made, '--piece-size', '64k', '--tracker', box.tracker.url)
    seed = Freshet(box, 'seed')
    torrent.path, torrent.info_hash = made, bytes.fromhex(json.loads(command(box, 'show', made, '--json'))['infoHash'])
    seed.seed(torrent, folder)
    Libtorrent(box).leech(made).finished(torrent.payload)
