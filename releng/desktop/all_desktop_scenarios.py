"""Every scenario of the desktop, as pairs of a name and a function of a box."""
import adding_by_window
import life_of_window
import names_of_controls
import pictures as album
import plugins_by_window
import settings_by_window
import transfers_by_window
import wizards_by_window


# Shorter ones test the same each time: plugins change twenty times in the drill of .ci/run too, without a window. These run when they are
# asked for by name or with --all.
LONG = {'twenty-times'}
# They mostly wait for time to pass, so they begin first.
WAITING = {'awake-while-it-transfers'}
# What it measures would be of no worth while others take the processor.
ALONE = {'never-still'}


def scenarios(pictures):
    """pictures: the folder for the pictures of all views, or None."""
    for module in (transfers_by_window, adding_by_window, names_of_controls, plugins_by_window, settings_by_window, life_of_window,
                   wizards_by_window):
        yield from module.scenarios()
    if pictures:
        yield from album.scenarios(pictures)
