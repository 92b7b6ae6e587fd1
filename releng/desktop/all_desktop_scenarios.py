"""Every scenario of the desktop, as pairs of a name and a function of a box."""
import transfers_by_window


def scenarios(pictures):
    """pictures: the folder for the pictures of all views, or None."""
    yield from transfers_by_window.scenarios()
