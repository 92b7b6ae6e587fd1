package org.freshet.plugins.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import org.eclipse.equinox.p2.metadata.IInstallableUnit;
import org.freshet.plugins.PluginException;
import org.freshet.plugins.PluginException.Reason;

/** What a plan must not do, whatever the metadata says. */
final class PlanCheck {

    private PlanCheck() {
    }

    /**
     * Checks a plan.
     *
     * @param come the roots that are to come
     * @param gone the roots that are to go; with them may go what only they need
     */
    static void check(Base base, Collection<IInstallableUnit> come, Collection<IInstallableUnit> gone, Collection<IInstallableUnit> additions,
            Collection<IInstallableUnit> removals) throws PluginException {
        Set<IInstallableUnit> product = base.units();
        String names = String.join(", ", (come.isEmpty() ? gone : come).stream().map(Units::name).toList());
        if (gone.stream().noneMatch(product::contains)) {
            List<String> replaced = removals.stream().filter(product::contains).map(IInstallableUnit::getId).toList();
            if (!replaced.isEmpty()) {
                throw new PluginException(Reason.NEEDED, Messages.bind(Messages.replacesProduct, names, String.join(", ", replaced)), replaced, null);
            }
        }
        List<String> unwelcome = new ArrayList<>();
        additions.stream().filter(unit -> !product.contains(unit)).forEach(unit -> unwelcome.addAll(Instructions.unwelcome(unit)));
        if (!unwelcome.isEmpty()) {
            throw new PluginException(Reason.UNRESOLVED, Messages.bind(Messages.unwelcome, names, String.join(", ", unwelcome)), unwelcome, null);
        }
    }

    /**
     * Sees that what is to go goes: p2 would let it stay, and only forget that it was asked for, if something else needs it.
     *
     * @param roots all that was asked for
     * @param units all that is installed
     */
    static void checkGone(Collection<IInstallableUnit> roots, Collection<IInstallableUnit> units, Collection<IInstallableUnit> gone,
            Collection<IInstallableUnit> removals) throws PluginException {
        for (IInstallableUnit unit : gone) {
            if (!removals.contains(unit)) {
                List<String> users = roots.stream().filter(root -> !gone.contains(root))
                        .filter(root -> Units.closure(List.of(root), units).contains(unit)).map(Units::name).toList();
                throw new PluginException(Reason.NEEDED, Messages.bind(Messages.needed, Units.name(unit), String.join(", ", users)), users, null);
            }
        }
    }
}
