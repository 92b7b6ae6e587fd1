package org.freshet.transport.tcp;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;

import org.freshet.transport.Fault;

import io.netty.util.NetUtil;

/**
 * Where connections leave this machine: anywhere, by one of its addresses, or by a network interface. Where that address or interface is
 * not there, no connection is made: whoever names the interface of a VPN wants no traffic beside it.
 *
 * @param text as the user wrote it: empty, an IP address, or the name of an interface
 */
public record OutgoingAddress(String text) {
    /** As the system chooses. */
    static final OutgoingAddress ANY = new OutgoingAddress("");

    private static final int LONGEST_NAME = 64;

    /** What the text says, or nothing if it can be neither an address nor the name of an interface. */
    static Optional<OutgoingAddress> of(String text) {
        String name = text.strip();
        boolean sane = name.length() <= LONGEST_NAME && name.chars().allMatch(c -> c > ' ' && c != '/' && c != 0x7f);
        return sane ? Optional.of(new OutgoingAddress(name)) : Optional.empty();
    }

    /**
     * The address to bind a connection to.
     *
     * @param asked what the connection's caller wants, or null; its address gives way, its port does not
     * @return null for the system's choice
     * @throws Fault.FaultException where nothing leads there by the way that was chosen
     */
    InetSocketAddress towards(InetSocketAddress to, InetSocketAddress asked) throws Fault.FaultException {
        if (text.isEmpty()) {
            return asked;
        }
        boolean ipv4 = to.getAddress() instanceof Inet4Address;
        for (InetAddress address : addresses()) {
            if (address instanceof Inet4Address == ipv4 && address.isLinkLocalAddress() == to.getAddress().isLinkLocalAddress()) {
                return new InetSocketAddress(address, asked == null ? 0 : asked.getPort());
            }
        }
        throw new Fault(Fault.Kind.UNREACHABLE, "connections leave by " + text + " only, which has no " + (ipv4 ? "IPv4" : "IPv6")
                + " address that reaches " + NetUtil.toAddressString(to.getAddress())).asException();
    }

    private List<InetAddress> addresses() throws Fault.FaultException {
        InetAddress literal = NetUtil.createInetAddressFromIpAddressString(text);
        if (literal != null) {
            return List.of(literal);
        }
        try {
            NetworkInterface byName = NetworkInterface.getByName(text);
            if (byName != null && byName.isUp()) {
                return byName.inetAddresses().toList();
            }
        } catch (SocketException e) {
            throw Fault.of(Fault.Kind.UNREACHABLE, "connections leave by the network interface " + text
                    + " only, of which the system cannot tell the addresses", e).asException();
        }
        throw new Fault(Fault.Kind.UNREACHABLE, "connections leave by the network interface " + text
                + " only, which is not there, or down").asException();
    }
}
