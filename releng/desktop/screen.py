"""A screen of its own for a run: an X server without a monitor, a window manager, keys, a mouse and pictures."""
import os
import subprocess
import time

from processes import until

SIZE = (1280, 800)


def _first():
    """Lets the X server run before all others if that is allowed: it stands for the graphics hardware, which no program keeps waiting."""
    try:
        os.setpriority(os.PRIO_PROCESS, 0, -10)
    except PermissionError:
        pass


class Screen:
    """Xvfb with openbox; the display's number is chosen by the server. Programs started with env() appear on it."""

    def __init__(self, folder, dark=False):
        self.dark = dark
        read, write = os.pipe()
        self._server = subprocess.Popen(
            ['Xvfb', '-displayfd', str(write), '-screen', '0', '%dx%dx24' % SIZE, '-nolisten', 'tcp', '-noreset'],
            pass_fds=[write], preexec_fn=_first, stdout=subprocess.DEVNULL, stderr=open(os.path.join(folder, 'xvfb.log'), 'wb'))
        os.close(write)
        with os.fdopen(read) as number:
            self.display = ':' + number.readline().strip()
        assert self.display != ':', 'Xvfb gave no display'
        self._manager = subprocess.Popen(['openbox'], env=self.env(), stdout=subprocess.DEVNULL,
                                         stderr=open(os.path.join(folder, 'openbox.log'), 'wb'))
        until(lambda: subprocess.run(['xdotool', 'get_num_desktops'], env=self.env(), stdout=subprocess.DEVNULL,
                                     stderr=subprocess.DEVNULL).returncode == 0, 'the window manager runs', 20)

    def env(self):
        # The theme as a desktop would say it; SWT asks GTK.
        return dict(os.environ, DISPLAY=self.display, GTK_THEME='Adwaita:dark' if self.dark else 'Adwaita',
                    LC_ALL='C.UTF-8', GTK_A11Y='atspi')

    def _do(self, *arguments):
        return subprocess.run(['xdotool', *map(str, arguments)], env=self.env(), check=True, capture_output=True, text=True).stdout

    def key(self, *keys):
        """Presses keys in the window that has the focus, as xdotool names them: ctrl+o, Tab."""
        for key in keys:
            self._do('key', '--clearmodifiers', key)

    def type(self, text):
        self._do('type', '--delay', '5', text)

    def click(self, x, y, button=1):
        self._do('mousemove', int(x), int(y), 'click', button)

    def drag(self, start, end):
        """Drags with the left button held; in steps, since a drag begins only when the mouse has moved some way."""
        self._do('mousemove', *start, 'mousedown', 1)
        for step in range(1, 9):
            self._do('mousemove', *(int(a + (b - a) * step / 8) for a, b in zip(start, end)))
            time.sleep(0.08)  # the two programs talk about each step; there is nothing to wait for
        self._do('mousemove', int(end[0]) + 1, int(end[1]) + 1)
        time.sleep(0.3)
        self._do('mouseup', 1)

    def windows(self):
        """Titles of the windows that are shown."""
        found = subprocess.run(['xdotool', 'search', '--onlyvisible', '--name', '.'], env=self.env(), capture_output=True, text=True)
        names = (subprocess.run(['xdotool', 'getwindowname', w], env=self.env(), capture_output=True, text=True) for w in found.stdout.split())
        return [n.stdout.strip() for n in names if n.returncode == 0]  # it may have gone meanwhile

    def active(self):
        """The title of the window that gets the keys, or nothing."""
        return subprocess.run(['xdotool', 'getactivewindow', 'getwindowname'], env=self.env(), capture_output=True, text=True).stdout.strip()

    def bring_up(self, title):
        """Gives the window of that title the focus."""
        self._do('search', '--onlyvisible', '--name', title, 'windowactivate', '--sync')

    def minimize(self, title):
        self._do('search', '--onlyvisible', '--name', title, 'windowminimize')

    def place(self, title, x, y, width, height):
        window = self._do('search', '--onlyvisible', '--name', title).split()[-1]
        self._do('windowmove', '--sync', window, x, y)
        self._do('windowsize', window, width, height)

    def picture(self, path):
        subprocess.run(['import', '-window', 'root', path], env=self.env(), check=True)

    def close(self):
        for process in (self._manager, self._server):
            process.terminate()
            process.wait()
