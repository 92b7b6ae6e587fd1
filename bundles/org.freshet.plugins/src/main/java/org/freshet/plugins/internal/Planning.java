package org.freshet.plugins.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.equinox.p2.engine.IProfile;
import org.eclipse.equinox.p2.engine.IProvisioningPlan;
import org.eclipse.equinox.p2.engine.PhaseSetFactory;
import org.eclipse.equinox.p2.engine.ProvisioningContext;
import org.eclipse.equinox.p2.metadata.IInstallableUnit;
import org.eclipse.equinox.p2.planner.IPlanner;
import org.eclipse.equinox.p2.planner.IProfileChangeRequest;
import org.eclipse.equinox.p2.planner.ProfileInclusionRules;
import org.freshet.plugins.PluginException;
import org.freshet.plugins.PluginException.Reason;

/** Asks p2's planner what a change would mean, and has its engine write down what was done. */
final class Planning {

    /** The property of a unit in a p2 profile that makes it one that was asked for. */
    static final String INCLUSION = "org.eclipse.equinox.p2.internal.inclusion.rules";

    private final P2 p2;

    Planning(P2 p2) {
        this.p2 = p2;
    }

    /**
     * Plans a change.
     *
     * @throws PluginException {@code UNRESOLVED}, saying what is missing or in the way
     */
    IProvisioningPlan plan(IProfile profile, Collection<IInstallableUnit> add, Collection<IInstallableUnit> remove,
            ProvisioningContext context) throws PluginException {
        IPlanner planner = p2.planner();
        IProfileChangeRequest request = planner.createChangeRequest(profile);
        request.removeAll(new ArrayList<>(remove));
        request.addAll(new ArrayList<>(add));
        for (IInstallableUnit unit : add) {
            request.setInstallableUnitInclusionRules(unit, ProfileInclusionRules.createStrictInclusionRule(unit));
            request.setInstallableUnitProfileProperty(unit, IProfile.PROP_PROFILE_ROOT_IU, Boolean.TRUE.toString());
        }
        IProvisioningPlan plan = planner.getProvisioningPlan(request, context, new NullProgressMonitor());
        IStatus status = plan.getStatus();
        if (status.matches(IStatus.ERROR | IStatus.CANCEL)) {
            throw explained(profile, add, remove, context, status);
        }
        return plan;
    }

    private static PluginException explained(IProfile profile, Collection<IInstallableUnit> add, Collection<IInstallableUnit> remove,
            ProvisioningContext context, IStatus status) {
        List<IInstallableUnit> available = new ArrayList<>(Units.all(profile));
        available.removeAll(remove);
        available.addAll(Units.all(context.getMetadata(new NullProgressMonitor())));
        available.addAll(context.getExtraInstallableUnits());
        available.addAll(add);
        List<String> missing = Requirements.missing(add, available, profile.getProperties());
        List<String> details = missing.isEmpty() ? List.of(words(status)) : missing;
        String names = String.join(", ", (add.isEmpty() ? remove : add).stream().map(Units::name).toList());
        String message = missing.isEmpty() ? Messages.bind(Messages.conflict, names, details.getFirst())
                : Messages.bind(Messages.missing, names, String.join("; ", missing));
        return new PluginException(Reason.UNRESOLVED, message, details, null);
    }

    /** Writes the plan into the p2 profile. Nothing else happens. */
    void write(IProvisioningPlan plan) throws PluginException {
        Base.require(p2.engine().perform(plan, PhaseSetFactory.createPhaseSetIncluding(new String[] {PhaseSetFactory.PHASE_UNINSTALL,
                PhaseSetFactory.PHASE_INSTALL, PhaseSetFactory.PHASE_PROPERTY}), new NullProgressMonitor()));
    }

    /** The messages of a status, the most particular ones. */
    static String words(IStatus status) {
        List<String> words = new ArrayList<>();
        collect(status, words);
        return String.join("; ", words.stream().distinct().toList());
    }

    private static void collect(IStatus status, List<String> words) {
        if (status.isMultiStatus() && status.getChildren().length > 0) {
            for (IStatus child : status.getChildren()) {
                collect(child, words);
            }
        } else if (status.getMessage() != null && !status.getMessage().isBlank() && !status.isOK()) {
            words.add(status.getMessage().replaceAll("\\s+", " ").strip());
        }
    }
}
