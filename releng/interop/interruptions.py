"""Scenarios: a download that is stopped, or dies, and goes on."""
import functools
import signal

from clients import Libtorrent
from freshet import Freshet, command
from processes import until
from wirepeer import Witness, WirePeer

MIB = 1 << 20
INTERRUPTED = 130


def scenarios():
    yield 'ctrl-c-and-resume', ctrl_c_and_resume
    yield 'kill-9-and-resume', functools.partial(kill_and_resume, kills=1)
    yield 'kill-9-thrice-and-resume', functools.partial(kill_and_resume, kills=3)


def ctrl_c_and_resume(box):
    torrent = box.torrent(box.library.single(24), piece_kib=128)
    seed = Libtorrent(box).seed(torrent, upload_limit=3 * MIB)
    freshet, to = Freshet(box), box.new_folder('download')
    run = freshet.download(torrent.path, to)
    until(lambda: run.last('progress') > 0.3, 'a third is there', 60, run)
    run.signal(signal.SIGINT)
    code = run.wait(30)
    assert code == INTERRUPTED, 'exit code %s after Ctrl-C, not %d' % (code, INTERRUPTED)
    done = run.last('done')
    assert done < torrent.payload.size, 'the download was over before it was stopped'
    freshet.download(torrent.path, to).finished()
    torrent.payload.compare(to)
    command(box, 'check', torrent.path, '--from', to)
    # What was on its way, or in pieces not yet whole, may come twice.
    sent = until(lambda: seed.uploaded() >= torrent.payload.size and seed.uploaded(), 'the seed has counted what it sent', 30)
    assert sent <= torrent.payload.size + done / 2, '%d bytes were sent for a torrent of %d, which had %d before the stop' % (
        sent, torrent.payload.size, done)


def kill_and_resume(box, kills):
    """What Freshet told others it has, it still has after its process was killed."""
    torrent = box.torrent(box.library.single(24), piece_kib=64)
    freshet, to = Freshet(box), box.new_folder('download')
    had = set()
    for n in range(kills):
        seed = box.closes(WirePeer(torrent, box.address(), rate=6 * MIB))
        witness = box.closes(Witness(torrent, box.address()))
        run = freshet.download(torrent.path, to, peers=[witness.address, seed.address])
        share = (n + 1) / (kills + 2)
        until(lambda: len(had | witness.haves) > share * len(torrent.pieces), '%d %% are there' % (100 * share), 60, run)
        run.kill()
        kept(had, seed)
        had |= witness.haves
    assert len(had) < len(torrent.pieces), 'the download was over before it was killed'
    seed = box.closes(WirePeer(torrent, box.address()))
    freshet.download(torrent.path, to, peers=[seed.address]).finished()
    torrent.payload.compare(to)
    kept(had, seed)


def kept(had, seed):
    lost = sorted(had & set(seed.requests))
    assert not lost, '%d of %d verified pieces were lost and asked for again: %s' % (len(lost), len(had), lost[:20])
