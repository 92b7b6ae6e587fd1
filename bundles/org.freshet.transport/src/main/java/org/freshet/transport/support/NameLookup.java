package org.freshet.transport.support;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

import org.freshet.transport.Fault;

import io.netty.util.NetUtil;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;

/**
 * Turns host names into addresses for whoever stands at the bottom of a route. Addresses and IP literals are answered at once; a
 * name is looked up by the system's resolver on a virtual thread of its own, so no event loop waits. How many look-ups run at a
 * time is the caller's to bound, and so is the time: a look-up lasts as long as the system's resolver takes.
 */
public final class NameLookup {

    private NameLookup() {
    }

    /**
     * The addresses of {@code host} with its port, in the order to be tried; never empty.
     *
     * @param host resolved, or not
     * @param executor where the future is done
     * @return fails with {@link Fault.Kind#UNREACHABLE} where the name is unknown. Cancelling it drops the answer
     */
    public static Future<List<InetSocketAddress>> lookup(InetSocketAddress host, EventExecutor executor) {
        if (!host.isUnresolved()) {
            return executor.newSucceededFuture(List.of(host));
        }
        String name = host.getHostString();
        InetAddress literal = literal(name);
        if (literal != null) {
            return executor.newSucceededFuture(List.of(new InetSocketAddress(literal, host.getPort())));
        }
        Promise<List<InetSocketAddress>> answer = executor.newPromise();
        Thread.ofVirtual().name("lookup of " + name).start(() -> ask(name, host.getPort(), answer));
        return answer;
    }

    /**
     * The address that {@code text} spells, or {@code null} for a name. A scoped literal is left to the system, which knows the
     * scopes.
     */
    private static InetAddress literal(String text) {
        return text.indexOf('%') >= 0 ? null : NetUtil.createInetAddressFromIpAddressString(text);
    }

    private static void ask(String name, int port, Promise<List<InetSocketAddress>> answer) {
        try {
            answer.trySuccess(Arrays.stream(InetAddress.getAllByName(name)).map(a -> new InetSocketAddress(a, port)).toList());
        } catch (UnknownHostException e) {
            answer.tryFailure(new Fault(Fault.Kind.UNREACHABLE,
                    "host name " + name + " is unknown: check its spelling and the name server").asException());
        } catch (RuntimeException e) {
            answer.tryFailure(Fault.of(Fault.Kind.INTERNAL, "looking up host name " + name, e).asException());
        }
    }
}
