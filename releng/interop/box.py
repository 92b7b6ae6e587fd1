"""What one scenario lives in: a folder, addresses, a tracker, processes; all gone when it is left."""
import os

import network
from payloads import Torrent
from processes import Process
from tracker import Tracker

KIB = 1 << 10


class Box:
    def __init__(self, number, folder, library, freshet):
        """library: the payloads of the run; freshet: the launcher under test."""
        self.folder, self.library, self.launcher = folder, library, freshet
        self._number, self._addresses = number, 0
        self._processes, self._closing, self._closed = [], [], False
        os.makedirs(folder)
        self.tracker = Tracker(self.address())
        self.closes(self.tracker)

    def address(self):
        """One that nobody else has."""
        self._addresses += 1
        return network.address(self._number, self._addresses - 1)

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def new_folder(self, name):
        os.makedirs(self.path(name))
        return self.path(name)

    def torrent(self, payload, piece_kib=256):
        return Torrent(payload, piece_kib * KIB, self.tracker.url, self.path('the.torrent'))

    def run(self, kind, name, command, **options):
        """Starts a program. kind: Process or a subclass of it, made with (name, folder, command, **options)."""
        assert not self._closed, 'the run is at its end'
        process = kind(name, self.folder, command, **options)
        self._processes.append(process)
        return process

    def start(self, name, command):
        return self.run(Process, name, command)

    def closes(self, thing):
        """Has its close() called at the end."""
        self._closing.append(thing)
        return thing

    def tails(self):
        return '\n'.join(p.tail() for p in self._processes)

    def check_logs(self):
        """Fails if Freshet showed a stack trace: those are for defects."""
        for p in self._processes:
            if p.command[0] == self.launcher:
                assert '\n\tat ' not in p.text(p.log) + p.text(p.out), '%s printed a stack trace' % p.name

    def close(self):
        self._closed = True
        for p in self._processes:
            p.kill()
        while self._closing:
            self._closing.pop().close()
