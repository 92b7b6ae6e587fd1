"""What a person does with the mouse in Freshet's window: menus, tabs, rows; and pictures of single windows."""
import subprocess

import pyatspi
from gi.repository import GLib

from window import cell_text, middle, name_of, read, showing, until, walk

PATIENCE = 15
WHEEL_UP, WHEEL_DOWN = 4, 5  # as X names them: buttons
ENTRIES = ('menu', 'menu item', 'check menu item', 'radio menu item')


def choose(desktop, *names):
    """Chooses from the menu bar with the mouse; menus that are filled when they open are, so."""
    node = desktop.window.application()
    for number, name in enumerate(names):
        above = node
        node = until(lambda: _shown_entry(above, name), 'the menu %r is shown' % (names[:number + 1],), PATIENCE, desktop.process)
        desktop.screen.click(*middle(node))


def _shown_entry(above, name):
    for n in walk(above, menus=True):
        if n.getRoleName() in ENTRIES and showing(n) and n.name.rstrip('….') == name:
            box = n.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
            if box.width > 1 and box.height > 1:
                return n
    return None


def show_view(desktop, name):
    """Brings a view to the front by its tab; opens it first if it is not there."""
    tab = desktop.window.seek('page tab', name)
    if tab is None:
        choose(desktop, 'View', 'Show View', name)
        tab = desktop.window.find('page tab', name)
    if not tab.getState().contains(pyatspi.STATE_SELECTED):  # two clicks one after the other would maximise it
        desktop.screen.click(*middle(tab))
    until(lambda: tab.getState().contains(pyatspi.STATE_SELECTED), 'the view %s is in front' % name, PATIENCE, desktop.process)


def select(desktop, table, text):
    """Clicks the row of a table (or tree) that says the text in its first column, wherever it is; returns its cell."""
    until(lambda: cell_of(desktop, table, text), '%s has a row %r' % (table, text), PATIENCE, desktop.process)
    until(lambda: _scrolled_to(desktop, table, text), 'the row %r of %s is to be seen' % (text, table), PATIENCE, desktop.process)
    cell = cell_of(desktop, table, text)
    click_cell(desktop, cell)
    return cell


def _scrolled_to(desktop, table, text):
    """Whether the row can be clicked; if not, the mouse wheel is turned towards it once."""
    node = _table(desktop, table)
    view = node.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
    cells = first_cells(node)
    wanted = next((n for n, cell in enumerate(cells) if text in cell_text(cell)), None)
    if wanted is None:
        return False
    boxes = [cell.queryComponent().getExtents(pyatspi.DESKTOP_COORDS) for cell in cells]
    # The headings, and a scroll bar, may lie above rows at the edges; the first and the last cannot come farther.
    seen = [n for n, box in enumerate(boxes)
            if box.y >= view.y + (box.height if n > 0 else 0)
            and box.y + box.height <= view.y + view.height - (box.height if n < len(boxes) - 1 else 0)]
    if wanted in seen:
        return True
    down = bool(seen) and wanted > seen[-1]
    desktop.screen.click(view.x + view.width // 2, view.y + view.height // 2, WHEEL_DOWN if down else WHEEL_UP)
    return False


def click_cell(desktop, cell):
    box = cell.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
    desktop.screen.click(box.x + min(box.width // 2, 60), box.y + box.height // 2)


said = cell_text


def first_cells(table):
    """Of each row of a table or tree the first cell."""
    t = table.queryTable()
    return [t.getAccessibleAt(row, 0) for row in range(t.nRows)]


def _table(desktop, name):
    return desktop.window.seek('table', name) or desktop.window.seek('tree table', name)


def cell_of(desktop, table, text):
    node = _table(desktop, table)
    if node is None:
        return None
    return next((cell for cell in first_cells(node) if text in cell_text(cell)), None)


def enabled(node):
    return node is not None and node.getState().contains(pyatspi.STATE_SENSITIVE)


def focused(desktop):
    """The control that has the focus."""
    return next((n for n in desktop.window.nodes() if state_of(n, pyatspi.STATE_FOCUSED)), None)


def state_of(node, state):
    """Whether it is in that state; what has vanished is in none."""
    try:
        return node.getState().contains(state)
    except GLib.GError:
        return False


def focus_by_tab(desktop, role, name):
    """Goes from control to control with Tab until that one has the focus."""
    seen = []
    for _ in range(60):
        node = focused(desktop)
        seen.append('%s %r' % (node.getRoleName(), name_of(node)) if node is not None else 'nothing')
        if node is not None and node.getRoleName() == role and name_of(node).rstrip(':…') == name:
            return node
        # a Tab in a field of several lines, and in a table, is ctrl+Tab
        desktop.screen.key('ctrl+Tab' if node is not None and node.getState().contains(pyatspi.STATE_MULTI_LINE) else 'Tab')
        until(lambda: focused(desktop) != node, 'Tab leads away from ' + seen[-1], 5, desktop.process)
    raise AssertionError('Tab does not lead to %s %r, only to: %s' % (role, name, ', '.join(seen)))


def in_popup(desktop, name):
    """An entry of a context menu that is shown."""
    for node in desktop.window.nodes():
        if node.getRoleName() in ('menu item', 'check menu item') and showing(node) and node.name.rstrip('….') == name:
            return node
    return None


def choose_by_keys(desktop, *names):
    """Chooses from the menu bar with F10 and the arrows."""
    desktop.screen.key('F10')
    above = desktop.window.application()
    for number, name in enumerate(names):
        node = until(lambda: _shown_entry(above, name), 'the menu %r is shown' % (names[:number + 1],), PATIENCE, desktop.process)
        for _ in range(40):
            if node.getState().contains(pyatspi.STATE_SELECTED):
                break
            before = [n.name for n in _entries(above) if n.getState().contains(pyatspi.STATE_SELECTED)]
            desktop.screen.key('Right' if number == 0 else 'Down')
            until(lambda: [n.name for n in _entries(above) if n.getState().contains(pyatspi.STATE_SELECTED)] != before,
                  'the arrow selects another entry than %s' % before, 5, desktop.process)
        desktop.screen.key('Down' if number == 0 else 'Right' if number < len(names) - 1 else 'Return')
        above = node


def _entries(above):
    return [n for n in walk(above, menus=True) if n.getRoleName() in ENTRIES and showing(n)]


def escape(desktop, title):
    """Closes a dialog with Escape."""
    desktop.screen.bring_up(title)
    desktop.screen.key('Escape')
    until(lambda: title not in desktop.screen.windows(), 'Escape closes %s' % title, PATIENCE, desktop.process)
    until(lambda: desktop.screen.active(), 'another window has the focus', PATIENCE, desktop.process)


def preference_pages(desktop):
    """Opens the preferences and shows one page after another; gives the name of the one that is shown. They stay open."""
    choose(desktop, 'File', 'Preferences')
    until(lambda: 'Preferences' in desktop.screen.windows(), 'the preferences are shown', PATIENCE, desktop.process)
    tree = desktop.window.find('tree table')
    if len(first_cells(tree)) == 1:
        click_cell(desktop, first_cells(tree)[0])
        desktop.screen.key('Right')
        until(lambda: len(first_cells(tree)) > 1, 'the pages are listed', PATIENCE, desktop.process)
    for number, name in enumerate([cell_text(cell) for cell in first_cells(tree)]):
        if number > 0:  # the first is there; another click would be a double click, which closes the tree
            show_page(desktop, tree, name)
        yield name


def show_page(desktop, tree, name):
    def cell():
        return next((cell for cell in first_cells(tree) if cell_text(cell) == name), None)

    click_cell(desktop, until(cell, 'the page %s is listed' % name, PATIENCE, desktop.process))
    until(lambda: cell().getState().contains(pyatspi.STATE_SELECTED), 'the page %s is chosen' % name, PATIENCE, desktop.process)
    # the buttons come with the page; the first page has none
    desktop.window.find('push button', 'Restore Defaults')


def picture_of(desktop, title, path):
    """A picture of the topmost window of that title, with its frame."""
    env = desktop.screen.env()
    found = subprocess.run(['xdotool', 'search', '--onlyvisible', '--name', title], env=env, check=True, capture_output=True, text=True)
    window = found.stdout.split()[-1]
    subprocess.run(['import', '-window', window, '-frame', path], env=env, check=True)


def choose_in_combo(desktop, name, entry):
    """Opens a combo box and clicks one of its entries."""
    combo = desktop.window.find('combo box', name)
    desktop.screen.click(*middle(combo))
    item = until(lambda: in_popup(desktop, entry), '%s offers %r' % (name, entry), PATIENCE, desktop.process)
    desktop.screen.click(*middle(item))
    until(lambda: in_popup(desktop, entry) is None, 'the list of %s closes' % name, PATIENCE, desktop.process)


def texts(desktop):
    """All that labels and texts say that are shown."""
    return [n.name or (read(n) if 'Text' in pyatspi.listInterfaces(n) else '') for n in desktop.window.nodes()
            if n.getRoleName() in ('label', 'text', 'alert', 'dialog') and showing(n)]


def value(field):
    """What stands in a text or a spin button."""
    return read(field)


def fill(desktop, field, text):
    """Types a text into a field in place of what stands there."""
    field.queryComponent().grabFocus()
    until(lambda: field.getState().contains(pyatspi.STATE_FOCUSED), 'the field takes the focus', PATIENCE, desktop.process)
    desktop.screen.key('ctrl+a')
    desktop.screen.type(text)
    desktop.screen.key('Tab')
    until(lambda: value(field) == text, 'the field has %r' % text, PATIENCE, desktop.process)


def apply(desktop):
    """Applies the preferences and closes them."""
    desktop.window.press('push button', 'Apply and Close')
    until(lambda: 'Preferences' not in desktop.screen.windows(), 'the preferences close', PATIENCE, desktop.process)


def until_active(desktop, title):
    """Waits until the window manager has given the keys to the window of that title."""
    until(lambda: desktop.screen.active() == title, 'the window %s has the focus' % title, PATIENCE, desktop.process)


def open_by_keys(desktop, keys, title):
    """Presses keys until a dialog is there: for a moment after another was closed the window takes none."""
    until_active(desktop, 'Freshet')
    for last in (False, False, True):
        desktop.screen.key(keys)
        try:
            return until(lambda: title in desktop.screen.windows(), '%s opens the window %s' % (keys, title), 5, desktop.process)
        except AssertionError:
            if last:
                raise
    return False
