"""Processes of other programs, each a session of its own with its output in files, and waiting for things to be so."""
import os
import signal
import subprocess
import time

POLL_SECONDS = 0.05
TAIL_BYTES = 3000


class Ended(AssertionError):
    """A process ended that should run."""


def until(condition, what, seconds, *running):
    """Waits for a condition and returns its (true) value; fails after so many seconds, or when a process of running ends."""
    deadline = time.monotonic() + seconds
    while True:
        looked = time.monotonic()
        ended = [p for p in running if p.exit_code() is not None]
        value = condition()
        if value:
            return value
        if ended:
            raise Ended('%s ended with %s while waiting for: %s' % (ended[0].name, ended[0].exit_code(), what))
        if time.monotonic() > deadline:
            raise AssertionError('not within %d s: %s' % (seconds, what))
        # Looking at a window takes processor time from it too: never more than half.
        time.sleep(max(POLL_SECONDS, time.monotonic() - looked))


class Process:
    """A running program. Its stdout goes to NAME.out, its stderr to NAME.log."""

    def __init__(self, name, folder, command, env=None):
        self.name, self.command = name, command
        self.out, self.log = os.path.join(folder, name + '.out'), os.path.join(folder, name + '.log')
        with open(self.out, 'ab') as out, open(self.log, 'ab') as log:
            self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=log, cwd=folder, env=env,
                                             start_new_session=True)

    def pid(self):
        return self._process.pid

    def exit_code(self):
        """None while it runs."""
        return self._process.poll()

    def signal(self, number):
        """To the program itself."""
        self._process.send_signal(number)

    def wait(self, seconds):
        """Waits for its end and returns its exit code."""
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise AssertionError('%s still runs after %d s' % (self.name, seconds)) from None

    def kill(self):
        """Ends it and all it started, at once."""
        try:
            os.killpg(self._process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self._process.wait()

    def text(self, path):
        with open(path, encoding='utf-8', errors='replace') as f:
            return f.read()

    def tail(self):
        """The ends of what it wrote."""
        parts = ['$ ' + ' '.join(self.command)]
        for path in (self.out, self.log):
            end = self.text(path)[-TAIL_BYTES:].strip()
            if end:
                parts.append('--- end of %s\n%s' % (os.path.basename(path), end))
        return '\n'.join(parts)
