"""Pictures of all views, dialogs and preference pages with real content, in light and dark (docs/screenshots)."""
import functools
import os
import pathlib
import subprocess

import content
import hands
import transfers_by_window
from window import until

LEAST_PERCENT = 12
COLOURS = 200


def scenarios(folder):
    for theme in ('light', 'dark'):
        yield 'pictures-' + theme, functools.partial(pictures, os.path.abspath(folder), theme)


def pictures(folder, theme, box):
    os.makedirs(folder, exist_ok=True)
    desktop = content.opened(box, dark=theme == 'dark')
    album = Album(desktop, folder, theme)
    desktop.screen.place('Freshet', 0, 0, 1180, 720)
    views(desktop, album)
    dialogs(box, desktop, album)
    preferences(desktop, album)
    desktop.quit()


class Album:
    def __init__(self, desktop, folder, theme):
        self._desktop, self._folder, self._theme = desktop, folder, theme

    def take(self, name, title='Freshet'):
        """A picture of the window of that title; few colours, so that it is small."""
        path = os.path.join(self._folder, '%s-%s.png' % (name, self._theme))
        hands.picture_of(self._desktop, title, path)
        subprocess.run(['mogrify', '-strip', '+dither', '-colors', str(COLOURS), '-define', 'png:compression-level=9', path], check=True)


def views(desktop, album):
    window, running = desktop.window, desktop.content.running
    hands.select(desktop, 'Torrents', running.payload.name)
    until(lambda: done(desktop, running) > LEAST_PERCENT, 'there is something to see', 120, desktop.process)
    there = {'General': lambda: window.seek('text', 'Progress'), 'Files': lambda: window.rows('Files'),
             'Peers': lambda: len(window.rows('Peers')) == 3, 'Trackers': lambda: window.rows('Trackers'),
             'Pieces': lambda: window.seek('text', 'Pieces in words'), 'Speed': lambda: window.seek('combo box', 'Range'),
             'Log': lambda: window.rows('Log')}
    for view, ready in there.items():
        hands.show_view(desktop, view)
        until(ready, 'the view %s shows the torrent' % view, 20, desktop.process)
        if view == 'Speed':
            hands.choose_in_combo(desktop, 'Range', '1 minute')
        album.take('view-' + view.lower())
    hands.show_view(desktop, 'Plugins')
    hands.select(desktop, 'Plugins by kind', 'TCP transport')
    desktop.window.find('label', 'Requires')
    album.take('view-plugins')
    desktop.screen.key('Insert')
    desktop.window.find('push button', 'Next >')
    album.take('dialog-install', 'Install Plugin')
    hands.escape(desktop, 'Install Plugin')
    hands.show_view(desktop, 'Torrents')


def done(desktop, torrent):
    """How many percent of it are there, as its row says."""
    says = next(row[2] for row in desktop.torrents() if row[0] == torrent.payload.name)
    return float(says.split()[0])


def dialogs(box, desktop, album):
    window = desktop.window
    other = content.Content.torrent(box, 'Seven short films', [(('film %d' % n, 'film %d.webm' % n), content.MIB + n) for n in range(1, 8)])
    desktop.command('open', other.path).finished()
    window.write('Save to', box.path('Downloads'))
    window.find('tree table')
    album.take('dialog-open', 'Open Torrents')
    hands.escape(desktop, 'Open Torrents')
    transfers_by_window.drop(box, desktop, pathlib.Path(other.payload.folder, other.payload.name).as_uri())
    window.find('push button', 'Create')
    window.write('Trackers', box.tracker.url)
    album.take('dialog-create', 'Create Torrent')
    hands.escape(desktop, 'Create Torrent')
    hands.choose(desktop, 'Help', 'About Freshet')
    until(lambda: 'About Freshet' in desktop.screen.windows(), 'the about dialog is shown', 20, desktop.process)
    album.take('dialog-about', 'About Freshet')
    hands.escape(desktop, 'About Freshet')


def preferences(desktop, album):
    for name in hands.preference_pages(desktop):
        album.take('preferences-' + name.lower().replace(' ', '-'), 'Preferences')
    hands.escape(desktop, 'Preferences')
