"""Every scenario: pairs of a name and a function of a Box that fails by an exception."""
import creation
import faults
import interruptions
import transfers


def scenarios():
    for module in (transfers, faults, interruptions, creation):
        yield from module.scenarios()
