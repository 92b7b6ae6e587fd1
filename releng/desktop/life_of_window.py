"""One window a profile, its life and its end."""
import os
import signal
import sys

import clients
import content
import freshet
import hands
import transfers_by_window
from desktop import Desktop
from processes import Process
from window import until


def scenarios():
    yield 'one-window-a-profile', one_window_a_profile
    yield 'open-starts-the-window', open_starts_the_window
    yield 'profile-in-use', profile_in_use
    yield 'one-profile-two-ways', one_profile_two_ways
    yield 'closing-while-downloading', closing_while_downloading
    yield 'ended-by-a-signal', ended_by_a_signal
    yield 'awake-while-it-transfers', awake_while_it_transfers
    yield 'never-still', never_still


def one_window_a_profile(box):
    """A second start brings the window up and ends."""
    desktop = Desktop(box).start()
    desktop.screen.minimize('Freshet')
    until(lambda: 'Freshet' not in desktop.screen.windows(), 'the window is iconified', 20)
    desktop.command().finished()
    until(lambda: desktop.screen.windows().count('Freshet') == 1, 'the window is up again, and is the only one', 30, desktop.process)
    desktop.quit()


def open_starts_the_window(box):
    """`freshet open FILE` without a window starts one, with the dialog."""
    payload = box.library.single(1)
    torrent = box.torrent(payload)
    desktop = Desktop(box).start(torrent.path)
    desktop.window.find('push button', 'OK')
    until(lambda: any(payload.name in row for row in desktop.window.rows('Torrents to open')), 'the torrent is in the dialog', 20)
    desktop.screen.key('Escape')
    desktop.window.gone('push button', 'OK')
    desktop.quit()


def profile_in_use(box):
    """A download on the command line holds the profile: the window says so and does not break it."""
    payload = box.library.single(16)
    torrent = box.torrent(payload)
    clients.Libtorrent(box).seed(torrent, upload_limit=100 * content.KIB)
    desktop = Desktop(box)
    download = box.run(freshet.Run, 'download', [box.launcher, '--profile', desktop.profile, 'download', torrent.path, '--to', box.path('downloads'),
                                                 '--listen', '%s:%d' % (desktop.address, freshet.PORT), '--json'])
    until(lambda: download.last('completed', 0) or download.lines(), 'the download runs', 60, download)
    desktop.begin()
    told = until(lambda: [text for text in hands.texts(desktop) if 'in use' in text or 'another' in text],
                 'the window tells that the profile is in use', 90, desktop.process, download)
    assert desktop.profile in told[0], 'it does not say which profile: %s' % told
    assert download.exit_code() is None, 'the download was disturbed'
    desktop.window.press('push button', 'Exit')
    desktop.process.wait(40)
    assert download.exit_code() is None, 'the download was disturbed'


def one_profile_two_ways(box):
    """What the window downloaded is complete for the command line, and the other way round: engine and profile are the same."""
    by_window, by_command = box.library.single(2), box.library.tree()
    first = box.torrent(by_window)
    second = content.Torrent(by_command, content.PIECE, box.tracker.url, box.path('second.torrent'))
    desktop = Desktop(box)
    seeds = [clients.Libtorrent(box).seed(torrent) for torrent in (first, second)]
    desktop.start()
    desktop.command('open', first.path).finished()
    transfers_by_window.download_in_dialog(box, desktop, by_window)
    desktop.quit()
    seeds[0].process.kill()
    download(desktop, first)
    download(desktop, second)
    by_command.compare(box.path('downloads'))
    desktop.start()
    for payload in (by_window, by_command):
        until(lambda: transfers_by_window.state_of(desktop, payload.name, 'Seeding'), '%s is there' % payload.name, 60, desktop.process)
    desktop.quit()


def download(desktop, torrent):
    """The command of that name, with the window's profile and folder, to its end."""
    desktop.command('download', torrent.path, '--to', desktop.box.path('downloads'), '--listen',
                    '%s:%d' % (desktop.address, freshet.PORT), '--json').finished()


def closing_while_downloading(box):
    """The download goes on where it was after the window was closed and opened."""
    payload = box.library.single(8)
    torrent = box.torrent(payload, 64)
    clients.Libtorrent(box).seed(torrent, upload_limit=500 * content.KIB)
    desktop = Desktop(box).start()
    desktop.command('open', torrent.path).finished()
    desktop.window.write('Save to', box.path('downloads'))
    desktop.window.press('push button', 'OK')
    until(lambda: percent(desktop, payload) > 10, 'a part is there', 60, desktop.process)
    desktop.quit()
    desktop.start()
    first = until(lambda: percent(desktop, payload), 'the torrent is there again', 60, desktop.process)
    assert first >= 10, 'it begins anew: %s' % first
    until(lambda: transfers_by_window.state_of(desktop, payload.name, 'Seeding'), 'it completes', 60, desktop.process)
    payload.compare(box.path('downloads'))
    desktop.quit()


def ended_by_a_signal(box):
    """SIGTERM ends it in order: what was added is there at the next start."""
    payload = box.library.single(1)
    torrent = box.torrent(payload)
    payload.copy(box.path('downloads'))
    desktop = Desktop(box).start()
    desktop.command('open', torrent.path).finished()
    desktop.window.write('Save to', box.path('downloads'))
    desktop.window.press('push button', 'OK')
    until(lambda: transfers_by_window.state_of(desktop, payload.name, 'Seeding'), 'it seeds', 60, desktop.process)
    desktop.process.signal(signal.SIGTERM)
    code = desktop.process.wait(40)
    assert code in (0, 143, -signal.SIGTERM), 'it ended with %s' % code
    desktop.start()
    until(lambda: transfers_by_window.state_of(desktop, payload.name, 'Seeding'), 'it seeds again', 60, desktop.process)
    desktop.quit()


def awake_while_it_transfers(box):
    """The computer is kept from sleeping while data comes in, and may sleep again a while after; nothing is held after the end."""
    logind = box.run(Process, 'logind', ['dbus-run-session', '--', sys.executable, os.path.join(os.path.dirname(__file__), 'fake_logind.py')])

    def lines(word):
        return [line for line in logind.text(logind.out).splitlines() if line.startswith(word)]
    os.environ['DBUS_SYSTEM_BUS_ADDRESS'] = until(lambda: lines('address'), 'logind is there', 20, logind)[0].split(' ', 1)[1]
    payload = box.library.single(6)
    torrent = box.torrent(payload)
    clients.Libtorrent(box).seed(torrent, upload_limit=1024 * content.KIB)
    desktop = Desktop(box).start()
    assert not lines('taken'), 'held without need: %s' % lines('taken')
    desktop.command('open', torrent.path).finished()
    desktop.window.write('Save to', box.path('downloads'))
    desktop.window.press('push button', 'OK')
    taken = until(lambda: lines('taken'), 'it is kept awake', 30, desktop.process, logind)
    assert taken[0].startswith('taken sleep block Freshet'), taken
    until(lambda: transfers_by_window.state_of(desktop, payload.name, 'Seeding'), 'it completes', 60, desktop.process)
    assert not lines('released'), 'let go too early'
    until(lambda: lines('released'), 'it is let go', 90, desktop.process, logind)
    assert len(lines('taken')) == 1, 'taken again: %s' % lines('taken')
    desktop.quit()


def never_still(box):
    """The window never stands still for more than 200 ms, with torrents that run, and views, dialogs and pages that are shown for the
    first time."""
    desktop = content.opened(box)
    hands.select(desktop, 'Torrents', desktop.content.running.payload.name)
    for view in ('General', 'Files', 'Peers', 'Trackers', 'Pieces', 'Speed', 'Log', 'Plugins', 'Torrents'):
        hands.show_view(desktop, view)
    for title, keys in (('Open Torrents', 'ctrl+u'), ('Create Torrent', 'ctrl+n')):
        hands.open_by_keys(desktop, keys, title)
        hands.escape(desktop, title)
    for name in hands.preference_pages(desktop):
        assert name
    hands.escape(desktop, 'Preferences')
    desktop.quit(longest_stall=200)


def percent(desktop, payload):
    says = next((row[2] for row in desktop.torrents() if row[0] == payload.name), '')
    return float(says.split()[0]) if says else 0
