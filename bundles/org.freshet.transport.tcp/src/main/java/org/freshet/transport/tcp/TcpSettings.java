package org.freshet.transport.tcp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a user may choose about TCP connections; it counts for those that are made from then on.
 *
 * @param outgoing where connections leave this machine
 * @param trafficClass how packets of connections are marked, dialled and accepted ones
 */
public record TcpSettings(OutgoingAddress outgoing, TrafficClass trafficClass) {
    /** The system's choice, and no marks. */
    public static final TcpSettings USUAL = new TcpSettings(OutgoingAddress.ANY, TrafficClass.NORMAL);

    /** Id of the attribute for {@link #outgoing}. */
    public static final String OUTGOING = "outgoingAddress";
    /** Id of the attribute for {@link #trafficClass}. */
    public static final String TRAFFIC_CLASS = "trafficClass";

    /**
     * What was read of a configuration.
     *
     * @param wrong ids of the attributes that make no sense, for which the settings say what was said before
     */
    public record Reading(TcpSettings settings, List<String> wrong) {
    }

    /**
     * Reads settings; what is missing is as usual.
     *
     * @param values by the attributes' ids, of any type
     */
    public Reading read(Map<String, Object> values) {
        List<String> wrong = new ArrayList<>();
        Optional<OutgoingAddress> address = OutgoingAddress.of(text(values, OUTGOING));
        if (address.isEmpty()) {
            wrong.add(OUTGOING);
        }
        String name = text(values, TRAFFIC_CLASS).toUpperCase(Locale.ROOT);
        TrafficClass marks = name.isEmpty() ? TrafficClass.NORMAL : null;
        for (TrafficClass known : TrafficClass.values()) {
            marks = known.name().equals(name) ? known : marks;
        }
        if (marks == null) {
            wrong.add(TRAFFIC_CLASS);
            marks = trafficClass;
        }
        return new Reading(new TcpSettings(address.orElse(outgoing), marks), wrong);
    }

    private static String text(Map<String, Object> values, String attribute) {
        Object value = values.get(attribute);
        return value == null ? "" : value.toString().strip();
    }
}
