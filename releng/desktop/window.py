"""What a screen reader sees of a program, and can do in it (AT-SPI)."""
import pyatspi
from gi.repository import GLib

import processes

PATIENCE = 15
DEEPEST = 40


def until(condition, what, seconds, *running):
    """Waits for a condition as processes.until does; where a control vanishes while it is looked at, the condition is not met yet."""
    def met():
        try:
            return condition()
        except GLib.GError:
            return None

    return processes.until(met, what, seconds, *running)


def _children(node):
    for i in range(node.childCount):
        child = node.getChildAtIndex(i)
        if child is not None:
            yield child


def walk(node, menus=False, depth=0):
    """The node and all below it, parents first, but neither rows of tables nor pages that are behind others nor, unless asked for, menus;
    what vanishes meanwhile is left out."""
    try:
        yield node
        role = node.getRole()
        if depth == DEEPEST or role in (pyatspi.ROLE_TABLE, pyatspi.ROLE_TREE_TABLE) or (role == pyatspi.ROLE_MENU_BAR and not menus) \
                or (role == pyatspi.ROLE_PAGE_TAB and not node.getState().contains(pyatspi.STATE_SELECTED)):
            return
        for child in _children(node):
            yield from walk(child, menus, depth + 1)
    except GLib.GError:
        pass  # it has vanished


def name_of(node):
    """What a screen reader says it is: its own name, else that of its label, else its description."""
    if node.name:
        return node.name
    for relation in node.getRelationSet():
        if relation.getRelationType() == pyatspi.RELATION_LABELLED_BY and relation.getNTargets():
            return relation.getTarget(0).name
    return node.description


def _matches(node, name, part):
    if name is None and part is None:
        return True
    says = name_of(node).rstrip(':')
    return says == name if name is not None else part in says


def showing(node):
    return node.getState().contains(pyatspi.STATE_SHOWING)


class Window:
    """The program under test, by the process id of its Java process."""

    def __init__(self, pid, process):
        self._pid, self._process = pid, process

    def application(self):
        desktop = pyatspi.Registry.getDesktop(0)
        desktop.clear_cache()  # a program that came while the list was being read may be missing in what is kept of it
        for app in desktop:
            if app is not None and app.get_process_id() == self._pid:
                return app
        return None

    def nodes(self, menus=False):
        app = self.application()
        return walk(app, menus) if app is not None else iter(())

    def seek(self, role, name=None, part=None):
        """The first control of that role that shows and has that name, or part in it (a colon at its end left out), or None."""
        for node in self.nodes():
            try:
                if node.getRoleName() == role and showing(node) and _matches(node, name, part):
                    return node
            except GLib.GError:
                pass  # it has vanished
        return None

    def find(self, role, name=None, part=None, seconds=PATIENCE):
        """The same, but waits for it."""
        return until(lambda: self.seek(role, name, part), 'a %s named %r appears' % (role, name or part), seconds, self._process)

    def gone(self, role, name=None, part=None, seconds=PATIENCE):
        until(lambda: self.seek(role, name, part) is None, 'the %s named %r goes' % (role, name or part), seconds, self._process)

    def press(self, role, name=None, part=None):
        """Does what a click on it does, once it can be clicked."""
        node = self.find(role, name, part)
        until(lambda: node.getState().contains(pyatspi.STATE_SENSITIVE), '%s %r can be used' % (role, name or part), PATIENCE, self._process)
        act(node)
        return node

    def menu(self, *names):
        """Chooses from the menu bar; names may leave out the dots at their end."""
        node = None
        for number, name in enumerate(names):
            role = 'menu' if number < len(names) - 1 else 'menu item'
            node = until(lambda: self._entry(node, role, name), 'the menu has %r' % (names[:number + 1],), PATIENCE, self._process)
            if role == 'menu item':
                act(node)

    def _entry(self, below, role, name):
        start = below if below is not None else self.application()
        for n in walk(start, menus=True) if start is not None else ():
            if n.getRoleName() in (role, 'check menu item', 'radio menu item') and n.name.rstrip('….') == name:
                return n
        return None

    def write(self, name, text):
        """Puts text into the field of that name."""
        field = self.find('text', name)
        field.queryEditableText().setTextContents(text)
        return field

    def rows(self, name):
        """The rows of the table of that name, each a list of what its cells say."""
        return until(lambda: (self._rows(name),), 'the table %s can be read' % name, PATIENCE)[0]

    def _rows(self, name):
        table = self.seek('table', name) or self.seek('tree table', name)
        if table is None:
            return []
        t = table.queryTable()
        return [[cell_text(t.getAccessibleAt(r, c)) for c in range(t.nColumns)] for r in range(min(t.nRows, 50))]


def cell_text(cell):
    """What a cell says: GTK keeps an icon and a text as its children where it shows both."""
    if cell is None:
        return ''
    if cell.name:
        return cell.name
    if 'Text' in pyatspi.listInterfaces(cell) and read(cell):
        return read(cell)
    return ' '.join(filter(None, (cell_text(child) for child in _children(cell))))


def read(field):
    t = field.queryText()
    return t.getText(0, t.characterCount)


def act(node):
    node.queryAction().doAction(0)


def middle(node):
    """Where it is on the screen."""
    box = node.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
    return box.x + box.width // 2, box.y + box.height // 2
