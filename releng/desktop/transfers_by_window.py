"""Creating and adding torrents with mouse and keys, against other clients."""
import os
import pathlib
import signal

import clients
from desktop import Desktop
from processes import Process
from window import until

HERE = os.path.dirname(os.path.realpath(__file__))
LARGE = 12 << 30  # bytes; hashing them takes some seconds


def scenarios():
    yield 'create-by-drag-and-drop', create_by_drag_and_drop
    yield 'a-killed-creation-goes-on', a_killed_creation_goes_on
    yield 'add-and-complete', add_and_complete
    yield 'drop-a-torrent-file', drop_a_torrent_file
    yield 'drop-a-magnet', drop_a_magnet


def create_by_drag_and_drop(box):
    """A folder that is dropped on the window becomes a torrent, is seeded, and another client gets it."""
    payload = box.library.tree()
    copy = payload.copy(box.path('mine'))
    desktop = Desktop(box).start()
    drop(box, desktop, pathlib.Path(copy, payload.name).as_uri())
    window = desktop.window
    window.find('push button', 'Create')
    window.write('Trackers', box.tracker.url)
    saved = box.path('created.torrent')
    window.write('Save as', saved)
    window.press('push button', 'Create')
    until(lambda: state_of(desktop, payload.name, 'Seeding'), 'the new torrent is seeded', 60, desktop.process)
    assert os.path.isfile(saved), 'the torrent file was not saved'
    clients.Libtorrent(box).leech(saved).finished(payload)
    close_dialogs(desktop)
    desktop.quit()


def a_killed_creation_goes_on(box):
    """Killed in the middle of hashing, the program offers to go on where it was, and what it makes is right."""
    folder, saved = box.path('mine'), box.path('created.torrent')
    os.mkdir(folder)
    with open(os.path.join(folder, 'large'), 'wb') as f:
        f.truncate(LARGE)  # zeros that take no place
    desktop = Desktop(box).start()
    drop(box, desktop, pathlib.Path(folder, 'large').as_uri())
    desktop.window.find('push button', 'Create')
    desktop.window.write('Save as', saved)
    desktop.window.press('push button', 'Create')
    until(lambda: hashed(desktop, 10), 'a tenth of it is hashed', 60, desktop.process)
    desktop.process.signal(signal.SIGKILL)
    desktop.process.wait(10)
    assert not os.path.exists(saved)
    desktop.start()
    desktop.window.find('label', part='was stopped. Create goes on from there')
    desktop.window.press('push button', 'Create')
    desktop.window.find('label', part='were hashed before')
    until(lambda: state_of(desktop, 'large', 'Seeding'), 'the new torrent is seeded', 120, desktop.process)
    close_dialogs(desktop)
    desktop.quit()
    desktop.command('check', saved, '--from', folder).finished()


def hashed(desktop, percent):
    """Whether so much of a torrent that is made is hashed."""
    bar = desktop.window.seek('progress bar', 'Hashing progress')
    value = bar and bar.queryValue()
    return value and value.currentValue * 100 >= value.maximumValue * percent


def add_and_complete(box):
    """`freshet open FILE` hands a torrent to the running window; OK downloads it from another client."""
    payload = box.library.tree()
    torrent = box.torrent(payload, piece_kib=64)
    clients.Libtorrent(box).seed(torrent)
    desktop = Desktop(box).start()
    desktop.command('open', torrent.path).finished()
    download_in_dialog(box, desktop, payload)
    desktop.quit()


def drop_a_torrent_file(box):
    """A dropped torrent file opens the same dialog; the download goes on after the window was closed and opened again."""
    payload = box.library.single(8)
    torrent = box.torrent(payload, piece_kib=64)
    clients.Transmission(box).seed(torrent)
    desktop = Desktop(box).start()
    drop(box, desktop, pathlib.Path(torrent.path).as_uri())
    download_in_dialog(box, desktop, payload)
    desktop.quit()
    desktop.start()
    until(lambda: state_of(desktop, payload.name, 'Seeding'), 'the torrent is seeded again after the restart', 60, desktop.process)
    desktop.quit()


def drop_a_magnet(box):
    """A magnet link that is dropped as text, as browsers give it, is fetched from a peer with its metainfo."""
    payload = box.library.tree()
    torrent = box.torrent(payload, piece_kib=64)
    clients.Libtorrent(box).seed(torrent)
    desktop = Desktop(box).start()
    drop(box, desktop, torrent.magnet)
    download_in_dialog(box, desktop, payload)
    desktop.quit()


def download_in_dialog(box, desktop, payload):
    target = box.path('downloads')
    window = desktop.window
    window.write('Save to', target)
    window.press('push button', 'OK')
    until(lambda: state_of(desktop, payload.name, 'Seeding'), 'the download completes', 90, desktop.process)
    payload.compare(target)


def state_of(desktop, name, word):
    """Whether the row of that torrent says that word."""
    return any(name in row and any(word in cell for cell in row) for row in desktop.torrents())


def close_dialogs(desktop):
    while button := desktop.window.seek('push button', 'Close'):
        desktop.window.press('push button', 'Close')
        until(lambda: desktop.window.seek('push button', 'Close') != button, 'the dialog closes', 20, desktop.process)


def drop(box, desktop, *things):
    """Drags files (as URIs) or text from another program's window onto Freshet's, which takes them."""
    said = drag(box, desktop, *things)
    assert 'refused' not in said, 'the window did not take the drop: ' + said


def drag(box, desktop, *things):
    """The same, whether it takes them or not; returns what the other program says of it."""
    screen = desktop.screen
    screen.place('Freshet', 0, 0, 1060, 780)
    source = box.run(Process, 'source-%d' % len(os.listdir(box.folder)),
                     ['/usr/bin/python3', os.path.join(HERE, 'dropsource.py'), *things], env=screen.env())
    until(lambda: 'Drag from here' in screen.windows(), 'the source of the drag is shown', 30, source)
    screen.place('Drag from here', 1070, 300, 180, 120)
    screen.bring_up('Drag from here')
    screen.drag((1150, 360), (500, 300))
    until(lambda: 'ended' in source.text(source.out), 'the drag ends', 20, source)
    source.kill()
    return source.text(source.out)
