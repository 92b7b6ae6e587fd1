"""What is dropped on the window, in every form in which programs offer it; and what is left of parts of the window that go."""
import hands
import plugins_by_window
import transfers_by_window
from desktop import Desktop
from processes import until

MAGNET = 'magnet:?xt=urn:btih:c9e15763f722f23e98a29decdfae341b98d53056&dn=Cosmos'
PARTS = ('Freshet window: opening torrents', 'Freshet window: preferences', 'Freshet window: details')
DIALOG = 'Open Torrents'


def scenarios():
    yield 'drop-text-and-links', drop_text_and_links
    yield 'parts-of-the-window-go', parts_of_the_window_go


def drop_text_and_links(box):
    """A magnet link as text, as a browser's link, and a text that is none."""
    desktop = Desktop(box).start()
    for things, words in (([MAGNET], 'Magnet link'), (['--links', MAGNET], 'Magnet link'), (['no link at all'], 'magnet')):
        transfers_by_window.drop(box, desktop, *things)
        until(lambda: DIALOG in desktop.screen.windows(), 'the dialog is shown', 20, desktop.process)
        said = '\n'.join(hands.texts(desktop)) + str(desktop.window.rows('Torrents to open'))
        assert words in said, said
        hands.escape(desktop, DIALOG)
    desktop.quit()


def parts_of_the_window_go(box):
    """Parts of the window can be taken out while it is open: nothing of them is left, neither on the window nor in memory."""
    desktop = Desktop(box).start()
    transfers_by_window.drop(box, desktop, MAGNET)
    until(lambda: DIALOG in desktop.screen.windows(), 'the dialog is shown', 20, desktop.process)
    hands.escape(desktop, DIALOG)
    for part in PARTS:
        take_out(desktop, part)
    try:
        transfers_by_window.drop(box, desktop, MAGNET)
    except AssertionError as refused:
        assert 'refused' in str(refused), refused
    else:
        raise AssertionError('the window still takes drops')
    desktop.quit()


def take_out(desktop, part):
    hands.show_view(desktop, 'Plugins')
    hands.select(desktop, plugins_by_window.TREE, part)
    desktop.window.press('push button', part='Uninstall')
    until(lambda: plugins_by_window.QUESTION in desktop.screen.windows(), 'it asks', 20, desktop.process)
    desktop.window.press('push button', 'Yes')
    said = until(lambda: next((t for t in hands.texts(desktop) if t.startswith('Uninstalled') and part in t), None), 'it is uninstalled',
                 60, desktop.process)
    assert plugins_by_window.NOTHING_LEFT in said, said
