package org.freshet.transport;

import org.osgi.annotation.versioning.ConsumerType;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.Future;

/**
 * Carries ordered, reliable byte streams: TCP, uTP, WebSocket, WebRTC, anything. Provided as an OSGi service with the property
 * {@value #SCHEME}.
 *
 * <p><b>Threading.</b> Both methods may be called from any thread and do not block. Channels live on the loop they were asked for.
 *
 * <p><b>Back-pressure</b> is Netty's: the transport reads only while the channel's {@code autoRead} is on or after {@code read()},
 * and turns the channel unwritable beyond its write-buffer high-water mark. Nothing queues without a bound.
 *
 * <p><b>Buffers.</b> What the transport reads is owned by the pipeline it was given; what is written is released by the transport,
 * also when the write fails. Buffers come from the channel's allocator.
 *
 * <p><b>Errors.</b> Futures fail with a {@link Fault.FaultException} whose message names the address. A fault after the connection
 * stood closes the channel. Nothing of the plugin's own classes may reach the pipeline above or the loop: no exception type, no
 * thread-local, no handler left in another's pipeline.
 *
 * <p><b>Beginning and end.</b> The handlers above are added to an active channel and then see {@code channelActive} once, before any
 * byte. What was written and whose future succeeded before {@code close()} arrives, if the other side keeps reading. From
 * {@code close()} on the channel is unwritable and writes fail; it may stay open for a short time that the transport bounds, to say
 * goodbye to the other side.
 *
 * <p><b>Going away.</b> When the service is withdrawn, the engine closes the channels and listeners it got from it and waits a bounded
 * time; then the transport closes whatever is left.
 */
@ConsumerType
public interface StreamTransport {

    /** Service property, {@code String} or {@code String[]}: the schemes of {@link PeerAddress} that this transport serves. */
    String SCHEME = "transport.scheme";

    /**
     * Channel attribute: set to {@code TRUE} where a {@link io.netty.channel.FileRegion} may be written (a plain socket, nothing that
     * encrypts or frames in between). Whoever puts such a layer on top sets it to {@code FALSE}.
     */
    AttributeKey<Boolean> FILE_REGIONS = AttributeKey.valueOf("org.freshet.transport.fileRegions");

    /** Opens a connection. Cancelling the future gives up and closes what was opened. */
    Future<Channel> connect(ConnectRequest request);

    /**
     * Listens. Where the transport cannot, the future fails with {@link Fault.Kind#UNSUPPORTED}; where the port is taken, with
     * {@link Fault.Kind#IN_USE}.
     *
     * @param below what to listen on; a transport at the bottom ignores it
     */
    Future<Listener> listen(BindSpec at, Route below, Acceptor acceptor);
}
