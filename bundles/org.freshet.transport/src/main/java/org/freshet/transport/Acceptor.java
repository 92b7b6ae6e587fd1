package org.freshet.transport;

import org.osgi.annotation.versioning.ConsumerType;

import io.netty.channel.Channel;

/** Receives the connections that a {@link Listener} accepts. */
@ConsumerType
public interface Acceptor {

    /**
     * A connection stands and no byte of it has been delivered yet. Called on the channel's event loop; must not block. The callee
     * adds its handlers to the end of the channel's pipeline before it returns and owns the channel from then on; to refuse it, it
     * closes it.
     *
     * @param channel delivers and takes {@link io.netty.buffer.ByteBuf}s
     * @param from the remote address, as far as the transport knows it
     */
    void accepted(Channel channel, PeerAddress from);
}
