package org.freshet.plugins.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.equinox.p2.metadata.IInstallableUnit;
import org.eclipse.equinox.p2.metadata.ITouchpointData;
import org.eclipse.equinox.p2.metadata.ITouchpointInstruction;
import org.eclipse.equinox.p2.metadata.ITouchpointType;

/**
 * What a unit asks p2 to do at its installation. p2 can run programs' worth of actions, such as deleting files or adding options to the
 * JVM; plugins of Freshet are bundles, and nothing else is done for them.
 */
final class Instructions {

    /** Of the OSGi touchpoint; {@code setStartLevel} and {@code markStarted} mean little here, as every bundle of a plugin is started. */
    private static final Set<String> HARMLESS = Set.of("collect", "checkTrust", "installBundle", "uninstallBundle", "installFeature",
            "uninstallFeature", "setStartLevel", "markStarted", "addSourceBundle", "removeSourceBundle");
    /** Of instructions that are data, not actions. */
    private static final Set<String> DATA = Set.of("manifest", "zipped", "size", "advice");
    private static final Set<String> TOUCHPOINTS = Set.of("null", "org.eclipse.equinox.p2.osgi", "org.eclipse.equinox.p2.native");
    private static final Pattern ACTION = Pattern.compile("\\s*([\\w.]+)\\s*\\(([^)]*)\\)\\s*;?");

    private Instructions() {
    }

    /** The names of actions that this unit asks for and does not get. */
    static List<String> unwelcome(IInstallableUnit unit) {
        List<String> names = new ArrayList<>();
        ITouchpointType type = unit.getTouchpointType();
        if (type != null && !TOUCHPOINTS.contains(type.getId())) {
            names.add(type.getId());
        }
        for (ITouchpointData data : unit.getTouchpointData()) {
            data.getInstructions().forEach((key, instruction) -> {
                if (!DATA.contains(key)) {
                    unwelcome(instruction, names);
                }
            });
        }
        return names;
    }

    private static void unwelcome(ITouchpointInstruction instruction, List<String> names) {
        String body = instruction.getBody();
        Matcher actions = ACTION.matcher(body);
        int end = 0;
        while (actions.find() && actions.start() == end) {
            String name = actions.group(1);
            if (!HARMLESS.contains(name.substring(name.lastIndexOf('.') + 1))
                    || name.contains(".") && !name.startsWith("org.eclipse.equinox.p2.touchpoint.eclipse.")) {
                names.add(name);
            }
            end = actions.end();
        }
        if (!body.substring(end).isBlank()) {
            names.add(body.substring(end).strip());
        }
    }
}
