"""A wizard at work: what ends the work, and what ends the wizard."""
import socket
import threading

import hands
from desktop import Desktop
from plugins_by_window import WIZARD, open_wizard, try_it, write_source
from window import until

CLOSING = 'Wizard Closing'


def scenarios():
    yield 'escape-ends-the-work-first', escape_ends_the_work_first


def escape_ends_the_work_first(box):
    """Escape cancels an installation that is under way, as the button does; the next one closes the wizard."""
    with socket.create_server((box.address(), 0)) as slow:
        threading.Thread(target=drip, args=(slow,), daemon=True).start()
        desktop = Desktop(box).start()
        hands.show_view(desktop, 'Plugins')
        open_wizard(desktop)
        source = 'http://%s:%d/slow.jar' % slow.getsockname()
        field = write_source(desktop, source)
        try_it(desktop)
        until(lambda: not hands.enabled(field), 'the work is under way', 20, desktop.process)
        desktop.screen.key('Escape')
        until(lambda: hands.enabled(field), 'the work is cancelled', 20, desktop.process)
        assert CLOSING not in desktop.screen.windows(), 'the platform asks'
        assert WIZARD in desktop.screen.windows(), 'the wizard is gone'
        assert hands.value(field) == source, 'what was typed is gone'
        hands.escape(desktop, WIZARD)
        desktop.quit()


def drip(server):
    """Answers each request with content that does not end, a few bytes at a time."""
    while True:
        try:
            connection = server.accept()[0]
        except OSError:
            return
        threading.Thread(target=_drip, args=(connection,), daemon=True).start()


def _drip(connection):
    pause = threading.Event()
    try:
        connection.recv(4096)
        connection.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n')
        while not pause.wait(0.05):
            connection.sendall(bytes(16))
    except OSError:
        pass  # the other side has heard enough
    finally:
        connection.close()
