"""What is dropped on the window, in every form in which programs offer it; and a window without the bundle for it."""
import hands
import plugins_by_window
import transfers_by_window
from desktop import Desktop
from processes import until

MAGNET = 'magnet:?xt=urn:btih:c9e15763f722f23e98a29decdfae341b98d53056&dn=Cosmos'
ADDING = 'Freshet window: opening torrents'
DIALOG = 'Open Torrents'


def scenarios():
    yield 'drop-text-and-links', drop_text_and_links
    yield 'stopped-parts-leave-the-window', stopped_parts_leave_the_window


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


def stopped_parts_leave_the_window(box):
    """While the bundle is stopped the window takes no drops; as soon as it is started again, it does."""
    desktop = Desktop(box).start()
    switch(desktop, 'Stop', 'Start')
    said = transfers_by_window.drag(box, desktop, MAGNET)
    assert 'refused' in said, 'the window still takes drops: ' + said
    switch(desktop, 'Start', 'Stop')
    transfers_by_window.drop(box, desktop, MAGNET)
    until(lambda: DIALOG in desktop.screen.windows(), 'the dialog is shown', 20, desktop.process)
    hands.escape(desktop, DIALOG)
    desktop.quit()


def switch(desktop, button, other):
    """Stops or starts the bundle in the Plugins view, and goes back: that view takes drops of its own."""
    hands.show_view(desktop, 'Plugins')
    hands.select(desktop, plugins_by_window.TREE, ADDING)
    desktop.window.press('push button', button)
    until(lambda: hands.enabled(desktop.window.seek('push button', other)), 'after %s it can be told to %s' % (button, other), 20,
          desktop.process)
    hands.show_view(desktop, 'Torrents')
