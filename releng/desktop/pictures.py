"""Pictures of all views, dialogs and preference pages with real content, in light and dark (docs/screenshots)."""
import functools
import os
import pathlib
import subprocess

import content
import hands
import transfers_by_window
from processes import until

DETAILS = ('General', 'Files', 'Peers', 'Trackers', 'Pieces', 'Speed', 'Log')
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
    running = desktop.content.running
    hands.select(desktop, 'Torrents', running.payload.name)
    until(lambda: len(desktop.window.rows('Torrents')) == 5, 'all torrents are listed', 20, desktop.process)
    for view in DETAILS:
        hands.show_view(desktop, view)
        if view == 'Peers':
            until(lambda: len(desktop.window.rows('Peers')) == 3, 'all peers are listed', 20, desktop.process)
        if view == 'Speed':
            # something to see
            until(lambda: desktop.content.state(desktop, running, 'Downloading'), 'the download goes on', 5, desktop.process)
        album.take('view-' + view.lower())
    hands.show_view(desktop, 'Plugins')
    hands.select(desktop, 'Plugins by kind', 'tcp')
    desktop.window.find('label', 'Requires')
    album.take('view-plugins')
    desktop.screen.key('Insert')
    desktop.window.find('push button', 'Next >')
    album.take('dialog-install', 'Install Plugin')
    hands.escape(desktop, 'Install Plugin')
    hands.show_view(desktop, 'Torrents')


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
