"""Every scenario of the desktop, as pairs of a name and a function of a box."""
import names_of_controls
import pictures as album
import transfers_by_window


def scenarios(pictures):
    """pictures: the folder for the pictures of all views, or None."""
    yield from transfers_by_window.scenarios()
    yield from names_of_controls.scenarios()
    if pictures:
        yield from album.scenarios(pictures)
