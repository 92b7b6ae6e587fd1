"""Installing and removing plugins in the running window, with the examples that strangers build (releng/third-party/run)."""
import functools
import glob
import os
import pathlib
import socket
import zipfile

import clients
import content
import hands
import transfers_by_window
from desktop import Desktop
from window import act, showing, until, walk

HERE = os.path.dirname(os.path.realpath(__file__))
BUILT = os.environ.get('FRESHET_PLUGINS') or os.path.join(HERE, '..', '..', 'target', 'third-party')
STORAGE, TRANSPORT, VIEW = 'org.example.freshet.storage.pack', 'org.example.freshet.transport.unix', 'org.example.freshet.ui.totals'
TITLES = {STORAGE: 'Pack storage', TRANSPORT: 'Unix socket transport', VIEW: 'Totals'}
CONSENT = 'Do you trust this content?'
WIZARD, QUESTION = 'Install Plugin', 'Uninstall Plugin'
TREE = 'Plugins by kind'
NOTHING_LEFT = 'Nothing is left of'


def scenarios():
    yield 'plugins-come-and-go', plugins_come_and_go
    yield 'a-view-comes-and-goes', a_view_comes_and_goes
    yield 'menus-come-and-go', menus_come_and_go
    yield 'bad-plugins', bad_plugins
    yield 'three-times', functools.partial(again_and_again, times=3)
    yield 'twenty-times', functools.partial(again_and_again, times=20)


def built(name, end):
    """A file that the examples' builds left."""
    found = glob.glob(os.path.join(BUILT, name + '-[0-9]*' + end))
    found = [path for path in found if end != '.jar' or not path.endswith('-sources.jar')]
    assert found, 'there is no %s*%s in %s: run ./build and releng/third-party/run first' % (name, end, os.path.realpath(BUILT))
    return found[0]


def plugins_come_and_go(box):
    """A torrent in a plugin's storage waits while that is gone; one over TCP into a folder goes on all the time."""
    zip_of_storage, jar_of_transport = built(STORAGE, '-p2.zip'), built(TRANSPORT, '.jar')
    kept, going = box.library.single(6), box.library.tree()
    kept_torrent = content.Torrent(kept, content.PIECE, box.tracker.url, box.path('kept.torrent'))
    going_torrent = box.torrent(going, 64)
    clients.Libtorrent(box).seed(kept_torrent)
    clients.Transmission(box).seed(going_torrent, upload_limit=500 * content.KIB)
    desktop = Desktop(box).start()
    hands.show_view(desktop, 'Plugins')
    install(desktop, zip_of_storage)
    hands.show_view(desktop, 'Plugins')
    transfers_by_window.drop(box, desktop, pathlib.Path(jar_of_transport).as_uri())
    accept(desktop)
    until(lambda: 'unix' in services(desktop) and 'pack' in services(desktop), 'the services of both are listed', 30, desktop.process)

    hands.show_view(desktop, 'Torrents')
    add(desktop, going_torrent, box.path('downloads'))
    add(desktop, kept_torrent, box.path('packs'), storage='Storage "pack"')
    until(lambda: shows(desktop, kept, 'Seeding'), 'the torrent in the example storage is complete', 60, desktop.process)
    packed = glob.glob(box.path('packs', '*.pack'))
    assert packed, 'there is no pack in %s' % box.path('packs')

    uninstall(desktop, STORAGE)
    nothing_left(desktop, STORAGE)
    hands.show_view(desktop, 'Torrents')
    until(lambda: 'pack' in status(desktop, kept), 'the torrent says that its storage is missing', 30, desktop.process)
    assert 'Seeding' not in status(desktop, kept), 'the torrent still runs: %s' % desktop.torrents()
    assert shows(desktop, going, 'Downloading') or shows(desktop, going, 'Seeding'), 'the other does not go on: %s' % desktop.torrents()

    install(desktop, zip_of_storage)
    hands.show_view(desktop, 'Torrents')
    seen = set()
    until(lambda: seen.update(c for row in desktop.torrents() if kept.name in row for c in row) or shows(desktop, kept, 'Seeding'),
          'the torrent is seeded again', 60, desktop.process)
    assert not any('Checking' in cell for cell in seen), 'the torrent was checked anew: %s' % seen
    until(lambda: shows(desktop, going, 'Seeding'), 'the other completes', 120, desktop.process)
    going.compare(box.path('downloads'))
    uninstall(desktop, TRANSPORT)
    nothing_left(desktop, TRANSPORT)
    desktop.quit()


def a_view_comes_and_goes(box):
    """A plugin's view is offered, shows itself and vanishes with the plugin."""
    jar = built(VIEW, '.jar')
    desktop = Desktop(box).start()
    hands.show_view(desktop, 'Plugins')
    install(desktop, jar)
    hands.choose(desktop, 'View', 'Totals')
    desktop.window.find('page tab', 'Totals')
    uninstall(desktop, VIEW)
    desktop.window.gone('page tab', 'Totals')
    nothing_left(desktop, VIEW)
    desktop.quit()


ENTRIES = """<?xml version="1.0" encoding="UTF-8"?>
<?eclipse version="3.4"?>
<plugin>
  <extension point="org.eclipse.ui.menus">
    <menuContribution locationURI="menu:help?after=additions">
      <command commandId="org.eclipse.ui.help.aboutAction" label="Plain entry"/>
      <menu id="org.example.entries.menu" label="Entries">
        <command commandId="org.eclipse.ui.help.aboutAction" label="Nested entry"/>
      </menu>
    </menuContribution>
    <menuContribution locationURI="menu:org.example.entries.menu?after=additions">
      <command commandId="org.eclipse.ui.help.aboutAction" label="Late entry"/>
    </menuContribution>
    <menuContribution locationURI="toolbar:org.eclipse.ui.main.toolbar?after=additions">
      <toolbar id="org.example.entries.bar">
        <command commandId="org.eclipse.ui.help.aboutAction"/>
      </toolbar>
    </menuContribution>
    <menuContribution locationURI="toolbar:org.freshet.ui.torrents.toolbar?after=additions">
      <command commandId="org.eclipse.ui.help.aboutAction"/>
    </menuContribution>
  </extension>
</plugin>
"""


def menus_come_and_go(box):
    """What a plugin adds to menus and tool bars is there with it and gone without it, in the running window and after a restart."""
    name, path = 'org.example.entries', box.path('entries.jar')
    with zipfile.ZipFile(path, 'w') as jar:
        jar.writestr('META-INF/MANIFEST.MF', 'Manifest-Version: 1.0\nBundle-ManifestVersion: 2\nBundle-SymbolicName: %s;singleton:=true\n'
                     'Bundle-Version: 1.0.0\nBundle-Name: %s\nRequire-Bundle: org.eclipse.ui\n\n' % (name, name))
        jar.writestr('plugin.xml', ENTRIES)
    desktop = Desktop(box).start()
    before = help_menu(desktop)
    assert 'Plain entry' not in before and not tools(desktop), 'there already: %s %s' % (before, tools(desktop))
    for _ in range(2):
        install(desktop, path)
        until(lambda: len(tools(desktop)) == 2, 'the tools appear', 20, desktop.process)
        assert help_menu(desktop) - before == {'Plain entry', 'Entries'}, 'the menu has %s' % help_menu(desktop)
        hands.choose(desktop, 'Help', 'Entries', 'Late entry')
        until(lambda: 'About Freshet' in desktop.screen.windows(), 'the entry works', 20, desktop.process)
        hands.escape(desktop, 'About Freshet')
        uninstall(desktop, name)
        until(lambda: not tools(desktop), 'the tools vanish', 20, desktop.process)
        assert help_menu(desktop) == before, 'the menu has %s' % help_menu(desktop)
        nothing_left(desktop, name)
    install(desktop, path)
    desktop.quit()
    desktop.start()
    assert help_menu(desktop) - before == {'Plain entry', 'Entries'}, 'after a restart the menu has %s' % help_menu(desktop)
    uninstall(desktop, name)
    until(lambda: not tools(desktop), 'the tools of an earlier run vanish', 20, desktop.process)
    assert help_menu(desktop) == before, 'the menu of an earlier run has %s' % help_menu(desktop)
    desktop.quit()


def help_menu(desktop):
    """What is in the menu Help when it is open; it is filled then."""
    hands.choose(desktop, 'Help')

    def shown():
        return {n.name for n in walk(desktop.window.application(), menus=True) if n.getRoleName() in hands.ENTRIES and showing(n)}
    until(lambda: 'About Freshet' in shown(), 'the menu is open', 20, desktop.process)
    found = shown()
    desktop.screen.key('Escape')
    until(lambda: 'About Freshet' not in shown(), 'the menu is closed', 20, desktop.process)
    return found


def tools(desktop):
    return [n.name for n in desktop.window.nodes() if n.getRoleName() == 'push button' and n.name == 'About']


def bad_plugins(box):
    """What cannot be installed is told in the dialog; what was typed stays, and so does everything that runs."""
    no_bundle = box.path('no bundle.jar')
    with zipfile.ZipFile(no_bundle, 'w') as jar:
        jar.writestr('META-INF/MANIFEST.MF', 'Manifest-Version: 1.0\n\n')
    lacking = box.path('lacking.jar')
    with zipfile.ZipFile(lacking, 'w') as jar:
        jar.writestr('META-INF/MANIFEST.MF', 'Manifest-Version: 1.0\nBundle-ManifestVersion: 2\nBundle-SymbolicName: org.example.lacking\n'
                     'Bundle-Version: 1.0.0\nImport-Package: org.example.nowhere;version="[3.1,4)"\n\n')
    with open(box.path('noise.zip'), 'wb') as f:
        f.write(os.urandom(2000))
    with socket.create_server((box.address(), 0)) as closed:
        nobody = 'http://%s:%d/repository' % closed.getsockname()
    desktop = Desktop(box).start()
    hands.show_view(desktop, 'Plugins')
    before = until(lambda: listed(desktop), 'the plugins are listed', 30, desktop.process)
    # what stands in the field, words that must be in the message, whether that is seen before anything is tried
    for source, words, at_once in ((box.path('nowhere.jar'), ['nowhere.jar', 'exist'], True), ('relative.jar', ['relative.jar'], True),
                                   (no_bundle, ['bundle'], False), (lacking, ['org.example.nowhere', '3.1'], False),
                                   (box.path('noise.zip'), ['noise.zip'], False), (nobody, [nobody.split('/')[2]], False)):
        open_wizard(desktop)
        field = write_source(desktop, source)
        if not at_once:
            try_it(desktop)
            if source == lacking:
                accept_if_asked(desktop, words)
        until(lambda: all(word in said(desktop) for word in words), 'a message about %s says %s' % (source, words), 60, desktop.process)
        until(lambda: hands.enabled(field), 'the wizard is done with it', 20, desktop.process)
        assert hands.value(field) == source, 'what was typed is gone'
        hands.escape(desktop, WIZARD)
    assert listed(desktop) == before, 'the plugins are not as they were'
    desktop.quit()


def again_and_again(box, times):
    """Transport and storage come and go in one window, so many times; nothing of any of them is left in memory."""
    paths = {STORAGE: built(STORAGE, '.jar'), TRANSPORT: built(TRANSPORT, '.jar')}
    desktop = Desktop(box).start()
    for _ in range(times):
        for name, path in paths.items():
            install(desktop, path)
            uninstall(desktop, name)
    for name, path in paths.items():
        install(desktop, path)
        words = memory_of(desktop, name)
        assert '%s %d former class loaders' % (NOTHING_LEFT, times) in words, '%s: %s' % (name, words)
    desktop.quit()


def install(desktop, source):
    """By the wizard of the Plugins view."""
    hands.show_view(desktop, 'Plugins')
    open_wizard(desktop)
    write_source(desktop, source)
    accept(desktop)


def open_wizard(desktop):
    until(lambda: hands.enabled(desktop.window.seek('push button', part='Install')), 'plugins can be installed', 20, desktop.process)
    desktop.screen.key('Insert')
    until(lambda: WIZARD in desktop.screen.windows(), 'the wizard is shown', 20, desktop.process)


def accept(desktop):
    """Goes on in the wizard that has its source, and consents to what is not signed."""
    try_it(desktop)
    until(lambda: CONSENT in hands.texts(desktop), 'it asks for consent', 60, desktop.process)
    consent(desktop)
    until(lambda: WIZARD not in desktop.screen.windows(), 'the wizard ends', 60, desktop.process)


def try_it(desktop):
    """Presses the wizard's last button."""
    until(lambda: hands.enabled(desktop.window.seek('push button', 'Install')), 'the wizard can go on', 20, desktop.process)
    desktop.window.press('push button', 'Install')


def consent(desktop):
    """Presses the button of the question, which is the newest of that name."""
    buttons = [n for n in desktop.window.nodes() if n.getRoleName() == 'push button' and n.name == 'Install']
    act(buttons[-1])
    desktop.window.gone('label', CONSENT)


def accept_if_asked(desktop, words):
    until(lambda: CONSENT in hands.texts(desktop) or all(word in said(desktop) for word in words),
          'the wizard asks or tells', 60, desktop.process)
    if CONSENT in hands.texts(desktop):
        consent(desktop)


def uninstall(desktop, name):
    hands.show_view(desktop, 'Plugins')
    hands.select(desktop, TREE, TITLES.get(name, name))
    desktop.window.press('push button', part='Uninstall')
    until(lambda: QUESTION in desktop.screen.windows(), 'it asks', 20, desktop.process)
    desktop.window.press('push button', 'Yes')
    until(lambda: hands.cell_of(desktop, TREE, TITLES.get(name, name)) is None, 'the plugin %s is gone' % name, 60, desktop.process)


def rows(desktop):
    return desktop.window.rows(TREE)


def listed(desktop):
    return [row for row in rows(desktop) if len(row) > 1 and row[1]]


def services(desktop):
    return ' '.join(cell for row in rows(desktop) for cell in row)


def shows(desktop, payload, word):
    return transfers_by_window.state_of(desktop, payload.name, word)


def status(desktop, payload):
    """What the status column says of it."""
    return next((row[3] for row in desktop.torrents() if row[0] == payload.name), '')


def write_source(desktop, source):
    """Into the wizard's field, whose label is a radio button."""
    field = until(lambda: desktop.window.seek('text', 'Source') or desktop.window.seek('text', part='p2 repository'),
                  'the wizard has a field for the source', 20, desktop.process)
    field.queryEditableText().setTextContents(source)
    return field


def said(desktop):
    return '\n'.join(hands.texts(desktop))


def memory_of(desktop, name):
    """What the memory check says of a plugin that is there."""
    hands.select(desktop, TREE, TITLES.get(name, name))
    desktop.window.press('push button', 'Check Memory')
    field = desktop.window.find('text', 'Memory')
    return until(lambda: hands.value(field) if 'former class loaders' in hands.value(field) else None, 'the memory is checked', 60,
                 desktop.process)


def nothing_left(desktop, name):
    """What the status line says after it was uninstalled."""
    said_so = until(lambda: next((t for t in hands.texts(desktop) if t.startswith('Uninstalled')), None), 'it tells of the end', 60,
                    desktop.process)
    assert NOTHING_LEFT in said_so, '%s: %s' % (name, said_so)


def add(desktop, torrent, place, storage=None):
    """Opens a torrent in the dialog."""
    desktop.command('open', torrent.path).finished()
    window = desktop.window
    window.find('push button', 'OK')
    if storage:
        hands.choose_in_combo(desktop, 'Storage', storage)
    window.write('Save to', place)
    window.press('push button', 'OK')
    window.gone('push button', 'OK')
