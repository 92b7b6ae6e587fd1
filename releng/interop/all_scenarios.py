"""Every scenario: pairs of a name and a function of a Box that fails by an exception."""
import creation
import faults
import interruptions
import transfers


def scenarios():
    # What takes longest comes first, so that nothing runs alone in the end.
    for module in (creation, interruptions, transfers, faults):
        yield from module.scenarios()
