#!/usr/bin/python3
"""Stands in for systemd's logind on a bus of its own: prints the bus' address, then a line for each inhibitor that is taken or let go."""
import os
import sys

from gi.repository import Gio, GLib

INTERFACE = """<node><interface name="org.freedesktop.login1.Manager"><method name="Inhibit">
  <arg name="what" type="s" direction="in"/><arg name="who" type="s" direction="in"/><arg name="why" type="s" direction="in"/>
  <arg name="mode" type="s" direction="in"/><arg name="fd" type="h" direction="out"/>
</method></interface></node>"""


def say(*words):
    print(*words, flush=True)


def released(end, condition, what):
    """The other end of the pipe was closed, by its holder or with it."""
    os.close(end)
    say('released', what)
    return False


def inhibit(connection, sender, path, interface, method, parameters, invocation):
    what, who, why, mode = parameters.unpack()
    ours, theirs = os.pipe()
    handles = Gio.UnixFDList.new()
    handles.append(theirs)  # a copy
    os.close(theirs)
    GLib.unix_fd_add_full(GLib.PRIORITY_DEFAULT, ours, GLib.IOCondition.HUP, released, what)
    say('taken', what, mode, who, why)
    invocation.return_value_with_unix_fd_list(GLib.Variant('(h)', (0,)), handles)


def main():
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    bus.register_object('/org/freedesktop/login1', Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0], inhibit, None, None)
    Gio.bus_own_name_on_connection(bus, 'org.freedesktop.login1', Gio.BusNameOwnerFlags.NONE,
                                   lambda *_: say('address', os.environ['DBUS_SESSION_BUS_ADDRESS']), lambda *_: sys.exit('no name on the bus'))
    GLib.MainLoop().run()


if __name__ == '__main__':
    main()
