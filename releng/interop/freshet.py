"""Freshet, by its command line."""
import json
import os
import subprocess

from processes import Process, until

PORT = 6881


class Run(Process):
    """A running command with --json."""

    def lines(self):
        """All complete JSON lines so far."""
        return [json.loads(line) for line in self.text(self.out).split('\n')[:-1] if line.startswith('{')]

    def last(self, field, default=0):
        """The newest value of a field."""
        return next((line[field] for line in reversed(self.lines()) if field in line), default)

    def finished(self, seconds=90):
        """Waits for an end in order."""
        code = self.wait(seconds)
        assert code == 0, '%s ended with exit code %s' % (self.name, code)


class Freshet:
    """One profile at one address; its commands run one after another."""

    def __init__(self, box, name='freshet', **environment):
        """environment: variables to run it with, beside those that are there."""
        self._box, self.name, self.address = box, name, box.address()
        self._environment = dict(os.environ, **environment)
        self._runs = 0

    def download(self, source, to, *options, peers=()):
        """Starts a download of a torrent file or magnet link from trackers and peers (addresses)."""
        return self._session('download', source, '--to', to, *options, peers=peers)

    def seed(self, torrent, folder, *options, peers=()):
        """Starts a seed and waits until the tracker knows it."""
        run = self._session('seed', torrent.path, '--from', folder, *options, peers=peers)
        until(lambda: self._box.tracker.knows_seed(torrent.info_hash, self.address), 'Freshet announces itself as a seed', 60, run)
        return run

    def _session(self, command, *arguments, peers):
        self._runs += 1
        line = [self._box.launcher, '--profile', self._box.path(self.name + '.profile'), command, *arguments,
                '--listen', '%s:%d' % (self.address, PORT), '--json']
        for peer in peers:
            line += ['--peer', '%s:%d' % (peer, PORT)]
        return self._box.run(Run, '%s-%d' % (self.name, self._runs), line, env=self._environment)


def command(box, *arguments):
    """Runs a command that needs no session to its end; returns its output."""
    done = subprocess.run([box.launcher, '--profile', box.path('profile'), *arguments], stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, '%s ended with %d: %s' % (' '.join(arguments), done.returncode, done.stderr)
    return done.stdout
