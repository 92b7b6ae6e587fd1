"""Whether a person who does not see the screen, or has no mouse, can use everything."""
import pyatspi

import content
import hands
from desktop import Desktop
from window import name_of, read, showing, until

USED = ('push button', 'text', 'password text', 'combo box', 'check box', 'radio button', 'spin button', 'table', 'tree table', 'list',
        'page tab', 'toggle button', 'menu', 'menu item', 'check menu item', 'radio menu item', 'slider')
PARTS = ('combo box', 'spin button')  # what is inside of these is reached through them
DETAILS = ('General', 'Files', 'Peers', 'Trackers', 'Pieces', 'Speed', 'Log')
STATES = ('Downloading', 'Seeding', 'Paused', 'Error', 'Checking')


def scenarios():
    yield 'every-control-has-a-name', every_control_has_a_name
    yield 'without-a-mouse', without_a_mouse


def every_control_has_a_name(box):
    desktop = content.opened(box)
    nameless = {}
    look(desktop, 'main window', nameless, menus=True)
    hands.select(desktop, 'Torrents', desktop.content.running.payload.name)
    for view in DETAILS:
        hands.show_view(desktop, view)
        look(desktop, 'view ' + view, nameless)
    states_in_words(desktop)
    hands.show_view(desktop, 'Plugins')
    hands.select(desktop, 'Plugins by kind', 'TCP transport')
    look(desktop, 'view Plugins', nameless)
    for place, title, keys in (('install wizard', 'Install Plugin', 'Insert'), ('open dialog', 'Open Torrents', 'ctrl+u'),
                               ('create page', 'Create Torrent', 'ctrl+n')):
        desktop.screen.key(keys)
        until(lambda: title in desktop.screen.windows(), 'the %s is shown' % place, 20, desktop.process)
        look(desktop, place, nameless)
        hands.escape(desktop, title)
        hands.show_view(desktop, 'Torrents')  # whose keys are meant from here
    hands.choose(desktop, 'Help', 'About Freshet')
    until(lambda: 'About Freshet' in desktop.screen.windows(), 'About is shown', 20, desktop.process)
    look(desktop, 'About', nameless)
    hands.escape(desktop, 'About Freshet')
    for name in hands.preference_pages(desktop):
        look(desktop, 'preferences ' + name, nameless)
    hands.escape(desktop, 'Preferences')
    assert not nameless, 'controls without a name:\n' + '\n'.join('  %s in %s' % entry for entry in sorted(nameless.items()))
    desktop.quit()


def look(desktop, place, nameless, menus=False):
    """Notes what has no name, by the way to it: the same control is noted once, in the place where it was seen first."""
    for node in desktop.window.nodes(menus):
        if node.getRoleName() in USED and (showing(node) or menus) and not name_of(node) and not is_part(node) and not only_says(node):
            nameless.setdefault('%s (%s)' % (node.getRoleName(), way(node)), place)


def is_part(node):
    """Parts of a control, and what a tool bar keeps for when it has too little room."""
    above = node.parent
    while above is not None and above.getRoleName() not in ('frame', 'application', 'dialog'):
        if above.getRoleName() in PARTS:
            return True
        above = above.parent
    return not showing(node) and node.getRoleName() not in ('menu', 'menu item', 'check menu item', 'radio menu item')


def only_says(node):
    """A text that nobody can change is read out itself."""
    return node.getRoleName() == 'text' and not node.getState().contains(pyatspi.STATE_EDITABLE) and bool(read(node))


def way(node):
    """Names above it and what stands before it, to find it in the window."""
    above, names = node.parent, []
    while above is not None:
        if above.name:
            names.append(above.name)
        above = above.parent
    here = node.parent
    before = [c.name or c.getRoleName() for c in here if c is not None][:node.getIndexInParent() + 1] if here is not None else []
    says = ' says %r' % read(node)[:40] if 'Text' in pyatspi.listInterfaces(node) else ''
    return ' < '.join(names) + says + (' after %r' % before[-2] if len(before) > 1 else '')


def states_in_words(desktop):
    rows = desktop.torrents()
    silent = [row for row in rows if not any(state in cell for state in STATES for cell in row)]
    assert len(rows) == 5 and not silent, 'rows that do not say their state: %s' % (silent or rows)
    assert any('it is a folder' in cell for row in rows for cell in row), 'the reason of the error is not said: %s' % rows


def without_a_mouse(box):
    """Opens, sorts, filters and acts on torrents with the keyboard alone."""
    desktop = Desktop(box).start()
    screen, window = desktop.screen, desktop.window
    torrents = [content.Content.torrent(box, name, [((), 70_000)]) for name in ('Almonds', 'Birches', 'Cedars')]
    hands.open_by_keys(desktop, 'ctrl+o', 'Open torrent files')
    hands.escape(desktop, 'Open torrent files')
    for torrent in torrents:
        hands.open_by_keys(desktop, 'ctrl+u', 'Open Torrents')
        hands.focus_by_tab(desktop, 'text', 'Source')
        screen.type(torrent.path)
        screen.key('Return')
        until(lambda: window.rows('Torrents to open'), 'the torrent is in the list', 20, desktop.process)
        window.write('Save to', box.path('Downloads'))
        hands.focus_by_tab(desktop, 'push button', 'OK')
        until(lambda: hands.enabled(window.seek('push button', 'OK')), 'OK can be used', 20, desktop.process)
        screen.key('space')
        until(lambda: 'Open Torrents' not in screen.windows(), 'OK closes the dialog', 20, desktop.process)
    names = [torrent.payload.name for torrent in torrents]
    until(lambda: names_of(desktop) == names, 'all torrents are listed by name', 20, desktop.process)
    hands.focus_by_tab(desktop, 'table', 'Torrents')
    screen.key('Down', 'Home')
    until(lambda: hands.enabled(window.seek('push button', part='Pause')), 'a torrent is selected', 20, desktop.process)
    screen.key('shift+F10')
    item = until(lambda: hands.in_popup(desktop, 'Pause'), 'the context menu opens', 20, desktop.process)
    assert hands.enabled(item), 'a running torrent cannot be paused from the context menu'
    screen.key('p')
    until(lambda: content.Content.state(desktop, torrents[0], 'Paused'), 'the first torrent is paused', 20, desktop.process)
    for keys, places in (('alt+Down', '213'), ('alt+End', '312'), ('alt+Up', '213'), ('alt+Home', '123')):
        screen.key(keys)
        until(lambda: ''.join(row[-1] for row in desktop.torrents()) == places, '%s moves it in the queue' % keys, 20, desktop.process)
    screen.key('Menu')
    until(lambda: hands.in_popup(desktop, 'Pause'), 'the menu key opens the context menu', 20, desktop.process)
    screen.key('Escape')
    screen.key('ctrl+f')
    screen.type('birch')
    until(lambda: names_of(desktop) == [names[1]], 'the filter leaves the one', 20, desktop.process)
    screen.key('Escape')
    until(lambda: len(names_of(desktop)) == 3, 'Escape clears the filter', 20, desktop.process)
    hands.choose_by_keys(desktop, 'View', 'Sort by', 'Descending')
    until(lambda: names_of(desktop) == names[::-1], 'the order is turned round', 20, desktop.process)
    desktop.quit()


def names_of(desktop):
    return [row[0] for row in desktop.torrents()]
