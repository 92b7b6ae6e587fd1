"""A list of torrents as a person has it: some that run, with peers, and some that wait, rest, are complete or have a problem."""
import os

import clients
from desktop import Desktop
from payloads import Payload, Torrent
from window import until

KIB, MIB = 1 << 10, 1 << 20
SLOW = 80 * KIB
PIECE = 64 * KIB


class Content:
    """Torrents and the clients that have them; add() puts them into a window."""

    def __init__(self, box):
        self.box = box
        self.target = box.new_folder('Downloads')
        big = [(('Photos', 'panorama %02d.tif' % n), 3 * MIB + n) for n in range(1, 17)]
        big += [(('Notes', 'journey.txt'), 40_000), (('Notes', 'maps.pdf'), 2 * MIB), (('read me.txt',), 900)]
        self.running = self._torrent('Alpine panoramas 2026', big)
        self.complete = self._torrent('Lecture 07 – Rivers and lakes.webm', [((), 9 * MIB + 77)])
        self.paused = self._torrent('Field recordings', [(('track %d.flac' % n,), MIB + n) for n in range(1, 8)])
        self.alone = self._torrent('Old maps of the coast.zip', [((), 5 * MIB)])
        self.broken = self._torrent('Weather archive 1990–2020.tar', [((), 4 * MIB)])

    def _torrent(self, name, files):
        return self.torrent(self.box, name, files)

    @staticmethod
    def torrent(box, name, files):
        payload = Payload(box.path('payloads'), name, files)
        return Torrent(payload, PIECE, box.tracker.url, box.path(name + '.torrent'))

    def serve(self):
        """Starts clients that give the running one slowly, and the complete one."""
        for kind in (clients.Libtorrent, clients.Transmission, clients.Aria2):
            kind(self.box).seed(self.running, upload_limit=SLOW)
        clients.Libtorrent(self.box).seed(self.broken)
        self.complete.payload.copy(self.target)
        # Where the file should be, there is a folder.
        os.makedirs(os.path.join(self.target, self.broken.payload.name, 'in the way'))
        return self

    def add(self, desktop):
        """Opens all in the dialog of that window and waits until each is in the state that it should have."""
        window = desktop.window
        desktop.command('open', self.running.path, self.complete.path, self.alone.path, self.broken.path).finished()
        self._fill(desktop)
        desktop.command('open', self.paused.path).finished()
        window.find('check box', 'Start at once')
        window.press('check box', 'Start at once')
        self._fill(desktop)
        until(lambda: self.state(desktop, self.complete, 'Seeding'), 'the complete one seeds', 60, desktop.process)
        until(lambda: self.state(desktop, self.running, 'Downloading'), 'the running one is downloaded', 60, desktop.process)

    def _fill(self, desktop):
        desktop.window.write('Save to', self.target)
        desktop.window.press('push button', 'OK')
        desktop.window.gone('push button', 'OK')

    @staticmethod
    def state(desktop, torrent, word):
        return any(torrent.payload.name in row and any(word in cell for cell in row) for row in desktop.torrents())


def opened(box, **options):
    """A desktop with all that in it; the running one is selected."""
    content = Content(box).serve()
    desktop = Desktop(box, **options).start()
    content.add(desktop)
    desktop.content = content
    return desktop
