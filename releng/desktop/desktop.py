"""The product under test with its window, in a scenario's box."""
import os
import re

import pyatspi
from gi.repository import GLib

import freshet
from processes import Process
from screen import Screen
from window import Window, name_of, showing, until

START_SECONDS = 90
STALL = re.compile(r'did not react for (\d+) ms')
# More than any machine makes of a turn that should take a fifth of a second; never-still is strict.
HANG_MILLIS = 1000
DULL = ('panel', 'filler', 'scroll bar', 'separator', 'scroll pane', 'menu item', 'menu', 'page tab list', 'icon', 'tool bar')


class Desktop:
    """Freshet's window on a screen of its own, on an address of its own."""

    def __init__(self, box, profile='profile', dark=False, screen=None):
        self.box, self.address = box, box.address()
        self.profile = box.path(profile)
        self.stalls = box.path('stalls.txt')
        self.screen = screen or box.closes(Screen(box.folder, dark))
        self.process = self.window = None
        box.desktop = self  # for explain(), when the scenario fails
        self.listen_here()

    def start(self, *sources, options=''):
        """Opens the window, with sources if there are any, and waits until it can be used. options: of the JVM."""
        self.begin(*sources, options=options)
        return self.await_window()

    def begin(self, *sources, options=''):
        """The same, but does not wait."""
        arguments = ['open', *sources] if sources else []
        options = '-Dfreshet.ui.stalls=%s %s' % (self.stalls, options)
        self.process = self.box.run(Process, 'desktop', [self.box.launcher, '--profile', self.profile, *arguments],
                                    env=dict(self.screen.env(), FRESHET_JAVA_OPTS=options))
        self.window = Window(self.process.pid(), self.process)

    def await_window(self):
        self.window.find('menu bar', seconds=START_SECONDS)
        until(lambda: any(t.endswith('Freshet') for t in self.screen.windows()), 'the window is shown', START_SECONDS, self.process)
        return self

    def command(self, *arguments):
        """Runs another command on the same profile to its end; returns its process."""
        process = self.box.run(freshet.Run, 'command-%d' % len(os.listdir(self.box.folder)),
                               [self.box.launcher, '--profile', self.profile, *arguments], env=self.screen.env())
        return process

    def listen_here(self):
        """Sets, before the first start, that peers are accepted at this desktop's own address only: other clients share the network."""
        folder = os.path.join(self.profile, 'settings', 'org', 'freshet')
        os.makedirs(folder)
        with open(os.path.join(folder, 'engine.config'), 'w', encoding='utf-8') as f:
            f.write('service.pid="org.freshet.engine"\nlisten=[ \\\n  "tcp://%s:%d", \\\n  ]\n' % (self.address, freshet.PORT))

    def torrents(self):
        """The rows of the torrents table, each a list of texts."""
        return self.window.rows('Torrents')

    def explain(self):
        """What is to be seen, in words and as a picture, for whoever looks into a failure."""
        path = self.box.path('failed.png')
        self.screen.picture(path)
        controls, focus, rows = [], [], []
        if self.window is not None:
            for n in self.window.nodes():
                try:
                    says = '%s %r' % (n.getRoleName(), name_of(n))
                    controls += [says] * (n.getRoleName() not in DULL and showing(n))
                    focus += [says] * n.getState().contains(pyatspi.STATE_FOCUSED)
                except GLib.GError:
                    pass  # it has vanished
            rows = self.torrents()
        return 'picture: %s\nwindows: %s, active: %r, focus: %s\nshown: %s\ntorrents: %s\nstalls: %s' % (
            path, self.screen.windows(), self.screen.active(), focus, '; '.join(controls), rows, '\n'.join(self.stalled()))

    def quit(self, longest_stall=HANG_MILLIS):
        """Ends the program as a person does; fails if it does not end well, or if it stood still for longer than that."""
        self.window.menu('File', 'Exit')
        code = self.process.wait(40)
        assert code == 0, 'the window ended with %s' % code
        stalls = [stall for stall in self.stalled() if int(STALL.search(stall)[1]) > longest_stall]
        assert not stalls, 'the user interface stood still:\n' + '\n'.join(stalls)

    def stalled(self):
        """The stalls of the UI thread of more than 200 ms that the program noticed (StallWatch says what it counts), in its words."""
        if not os.path.exists(self.stalls):
            return []
        with open(self.stalls, encoding='utf-8') as f:
            return re.split(r'\n(?! )', f.read().strip())
