package org.freshet.transport.tcp;

/** What routers are told of the urgency of packets: their DSCP (RFC 2474). */
public enum TrafficClass {
    /** Nothing. */
    NORMAL(0),
    /** Whatever is left over (LE, RFC 8622). */
    LOWER_EFFORT(0b000001),
    /** Bulk data (CS1, RFC 4594), which older routers know. */
    BULK(0b001000);

    private final int dscp;

    TrafficClass(int dscp) {
        this.dscp = dscp;
    }

    /** The octet in the packet's header. */
    int octet() {
        return dscp << 2;
    }
}
