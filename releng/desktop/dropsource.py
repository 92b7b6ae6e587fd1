#!/usr/bin/python3
"""A small window from which files, links as browsers give them, or text can be dragged: dropsource.py [--links] [URI or text]..."""
import sys

import gi

gi.require_version('Gtk', '3.0')
gi.require_version('Gdk', '3.0')
from gi.repository import Gdk, Gtk  # noqa: E402

URIS, TEXT = 1, 2


def main(things):
    links = things[:1] == ['--links']
    things = things[links:]
    uris = [t for t in things if links or t.startswith('file:')]
    targets = [Gtk.TargetEntry.new('text/uri-list', 0, URIS)] if uris else [
        Gtk.TargetEntry.new('UTF8_STRING', 0, TEXT), Gtk.TargetEntry.new('text/plain', 0, TEXT)]
    window = Gtk.Window(title='Drag from here')
    label = Gtk.Label(label='Drag from here')
    box = Gtk.EventBox()
    box.add(label)
    box.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, targets, Gdk.DragAction.COPY)

    def give(_widget, _context, data, kind, _time):
        if kind == URIS:
            data.set_uris(uris)
        else:
            data.set_text('\n'.join(things), -1)

    box.connect('drag-data-get', give)
    box.connect('drag-failed', lambda _widget, _context, result: print('refused: %s' % result.value_nick, flush=True))
    box.connect('drag-end', lambda *_: print('ended', flush=True))
    window.add(box)
    window.set_default_size(200, 100)
    window.connect('destroy', Gtk.main_quit)
    window.show_all()
    Gtk.main()


if __name__ == '__main__':
    main(sys.argv[1:])
