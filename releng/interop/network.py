"""The network namespace in which a run lives: several clients refuse peers on 127.0.0.1, or two peers on one address."""
import os
import shutil
import signal
import subprocess
import sys

MARK = 'FRESHET_INTEROP_NETWORK'
MOST_SCENARIOS, MOST_ADDRESSES = 100, 40


def address(scenario, number):
    """An address of a scenario; both count from 0."""
    assert scenario < MOST_SCENARIOS and number < MOST_ADDRESSES
    return '10.77.%d.%d' % (scenario, number + 1)


def inside():
    return MARK in os.environ


def rerun_inside():
    """Runs this program again in a fresh namespace, which is gone at the end; returns its exit code."""
    again = [sys.executable, *sys.argv]
    environment = dict(os.environ, **{MARK: '1', 'LC_ALL': 'C.UTF-8'})
    if os.geteuid() != 0:
        # The namespace ends with its last process.
        return _run(['unshare', '--user', '--map-root-user', '--net', *again], environment)
    name = 'freshet-interop-%d' % os.getpid()
    subprocess.run(['ip', 'netns', 'add', name], check=True)
    try:
        return _run(['ip', 'netns', 'exec', name, *again], environment)
    finally:
        subprocess.run(['ip', 'netns', 'delete', name], check=True)


def _run(command, environment):
    child = subprocess.Popen(command, env=environment)
    # Ctrl-C reaches the child by itself, and it is the child that cleans up.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    return child.wait()


def set_up(scenarios):
    """Gives the namespace's loopback device the addresses of so many scenarios."""
    commands = ['link set lo up']
    commands += ['addr add %s/32 dev lo' % address(s, n) for s in range(scenarios) for n in range(MOST_ADDRESSES)]
    subprocess.run(['ip', '-batch', '-'], input='\n'.join(commands), text=True, check=True)


def missing_packages():
    """Names of Debian packages that the tests need and do not find."""
    programs = {'ip': 'iproute2', 'transmission-daemon': 'transmission-daemon', 'aria2c': 'aria2'}
    missing = [package for program, package in programs.items() if not shutil.which(program)]
    try:
        import libtorrent  # noqa: F401
    except ImportError:
        missing.append('python3-libtorrent')
    return missing
