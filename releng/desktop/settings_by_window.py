"""Preferences: they hold at once, say what is wrong with a value, and are kept."""
import os

import clients
import content
import hands
import transfers_by_window
from desktop import Desktop
from window import until

RATE_PAGE = 'Transfers'
LIMIT = 64  # KiB/s
GERMAN_MENUS = ('Datei', 'Bearbeiten', 'Ansicht', 'Hilfe')


def scenarios():
    yield 'a-limit-holds-at-once', a_limit_holds_at_once
    yield 'a-bad-value-is-refused', a_bad_value_is_refused
    yield 'german', german


def a_limit_holds_at_once(box):
    """The limit that is set while a download runs slows it down, and is there after a restart."""
    payload = box.library.single(24)
    torrent = box.torrent(payload)
    clients.Libtorrent(box).seed(torrent, upload_limit=1 << 20)
    desktop = Desktop(box).start()
    desktop.command('open', torrent.path).finished()
    desktop.window.write('Save to', box.path('downloads'))
    desktop.window.press('push button', 'OK')
    until(lambda: rate(desktop, payload) > 2 * LIMIT, 'the download is faster than the limit to come', 60, desktop.process)
    page(desktop, RATE_PAGE)
    field = limit_field(desktop)
    hands.fill(desktop, field, str(LIMIT))
    hands.apply(desktop)
    until(lambda: 0 < rate(desktop, payload) <= LIMIT * 1.3, 'the limit holds', 60, desktop.process)
    assert transfers_by_window.state_of(desktop, payload.name, 'Downloading'), 'it is complete already'
    desktop.quit()
    desktop.start()
    page(desktop, RATE_PAGE)
    assert hands.value(limit_field(desktop)) == str(LIMIT), 'the limit is not kept: %r' % hands.value(limit_field(desktop))
    hands.escape(desktop, 'Preferences')
    until(lambda: rate(desktop, payload) > 0, 'the download goes on', 60, desktop.process)
    assert rate(desktop, payload) <= LIMIT * 1.3, 'the limit does not hold after the restart'
    desktop.quit()


def a_bad_value_is_refused(box):
    """A wrong value is told at the field, cannot be applied, and leaves what was."""
    desktop = Desktop(box).start()
    page(desktop, RATE_PAGE)
    field = limit_field(desktop)
    before = hands.value(field)
    hands.fill(desktop, field, 'much')
    until(lambda: not hands.enabled(desktop.window.seek('push button', 'Apply and Close')), 'the value cannot be applied', 20, desktop.process)
    assert any('much' in text for text in hands.texts(desktop)), 'nothing tells what is wrong: %s' % hands.texts(desktop)
    assert hands.value(field) == 'much', 'what was typed is gone'
    hands.escape(desktop, 'Preferences')
    page(desktop, RATE_PAGE)
    assert hands.value(limit_field(desktop)) == before, 'the refused value was kept'
    hands.escape(desktop, 'Preferences')
    desktop.quit()


def german(box):
    """In German, menus, views and states are."""
    payload = box.library.single(1)
    torrent = box.torrent(payload)
    payload.copy(box.path('downloads'))
    desktop = Desktop(box).start(options='-Duser.language=de -Duser.country=DE')
    names = [n.name for n in desktop.window.nodes(menus=True) if n.getRoleName() in ('menu', 'page tab')]
    missing = [word for word in GERMAN_MENUS + ('Allgemein', 'Dateien') if word not in names]
    assert not missing, 'not in German: %s; there are %s' % (missing, names)
    desktop.command('open', torrent.path).finished()
    desktop.window.find('push button', 'Abbrechen')
    desktop.window.press('push button', 'OK')
    until(lambda: desktop.window.rows('Torrents'), 'the torrent is listed', 30, desktop.process)
    hands.choose(desktop, 'Datei', 'Beenden')
    assert desktop.process.wait(40) == 0


def page(desktop, name):
    """Opens the preferences at a page."""
    for shown in hands.preference_pages(desktop):
        if shown == name:
            return
    raise AssertionError('there is no page ' + name)


def limit_field(desktop):
    return next((n for role in ('text', 'spin button') for n in [desktop.window.seek(role, part='ownload')] if n is not None), None)


def rate(desktop, payload):
    """KiB/s, as the row says."""
    says = next((row[4] for row in desktop.torrents() if row[0] == payload.name), '')
    number, unit = (says.split() + ['', ''])[:2]
    return float(number) * {'B/s': 1 / 1024, 'KiB/s': 1, 'MiB/s': 1024}[unit] if number else 0
