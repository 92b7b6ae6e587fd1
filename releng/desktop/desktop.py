"""The product under test with its window, in a scenario's box."""
import os

import freshet
from processes import Process, until
from screen import Screen
from window import Window, name_of, showing

START_SECONDS = 90
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
        controls = [] if self.window is None else [
            '%s %r' % (n.getRoleName(), name_of(n)) for n in self.window.nodes() if n.getRoleName() not in DULL and showing(n)]
        rows = [] if self.window is None else self.torrents()
        return 'picture: %s\nwindows: %s\nshown: %s\ntorrents: %s' % (path, self.screen.windows(), '; '.join(controls), rows)

    def quit(self):
        """Ends the program as a person does; fails if it does not end well."""
        self.window.menu('File', 'Exit')
        code = self.process.wait(40)
        assert code == 0, 'the window ended with %s' % code
        assert not self.stalled(), 'the user interface stood still:\n' + self.stalled()

    def stalled(self):
        """The stalls of the UI thread of more than 200 ms that the program noticed, in its words."""
        if not os.path.exists(self.stalls):
            return ''
        with open(self.stalls, encoding='utf-8') as f:
            return f.read()
