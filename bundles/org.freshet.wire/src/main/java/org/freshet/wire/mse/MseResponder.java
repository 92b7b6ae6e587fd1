package org.freshet.wire.mse;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.security.SecureRandom;
import java.time.Duration;
import org.freshet.wire.Handshake;

/**
 * The listening side of an MSE handshake, to be placed before the peer protocol's codec. Tells a plain BitTorrent handshake
 * from an MSE one by its first 20 bytes and steps aside for the former where the policy accepts it.
 *
 * <p>Ends in the user event {@link MseComplete}, after which this handler is gone from the pipeline (plaintext) or has been
 * replaced under its name by the RC4 stream; or in an {@link MseFailure} and a closed channel. One handler a channel.
 */
public final class MseResponder extends MseHandshake {
    private static final int VERIFICATION_LENGTH = 8;

    private final SkeyLookup torrents;
    private final EncryptionPolicy policy;
    private final SecureRandom random;
    private final byte[] plainPrefix = Handshake.prefix();
    private byte[] secret;
    private byte[] infoHash;
    private Rc4 incoming;
    private Rc4 outgoing;
    private int selected;
    private int pad;
    private int initialLength;

    /**
     * A handler for one incoming connection.
     *
     * @param torrents finds the torrent a peer means
     * @param policy which connections to accept and which method to select
     * @param deadline for the whole handshake, from the moment the channel is active, also for a plain one's first 20 bytes
     */
    public MseResponder(SkeyLookup torrents, EncryptionPolicy policy, Duration deadline) {
        this(torrents, policy, deadline, new SecureRandom());
    }

    MseResponder(SkeyLookup torrents, EncryptionPolicy policy, Duration deadline, SecureRandom random) {
        super(deadline);
        this.torrents = torrents;
        this.policy = policy;
        this.random = random;
    }

    @Override
    void begin(ChannelHandlerContext ctx) {
        next(this::tellPlainFromMse);
    }

    private boolean tellPlainFromMse(ChannelHandlerContext ctx) throws MseFailure {
        ByteBuf in = received();
        int there = Math.min(in.readableBytes(), plainPrefix.length);
        for (int n = 0; n < there; n++) {
            if (in.getByte(in.readerIndex() + n) != plainPrefix[n]) {
                if (!policy.speaksMse()) {
                    throw new MseFailure("The peer does not begin with a plain BitTorrent handshake, and encryption is off");
                }
                return next(this::readKey);
            }
        }
        if (there < plainPrefix.length) {
            return false;
        }
        if (!policy.acceptsPlainHandshake()) {
            throw new MseFailure("The peer begins with a plain BitTorrent handshake, and encryption is required");
        }
        complete(ctx, Outcome.plain(null), null);
        return true;
    }

    private boolean readKey(ChannelHandlerContext ctx) throws MseFailure {
        if (!has(MseKeys.LENGTH)) {
            return false;
        }
        MseKeys keys = new MseKeys(random);
        secret = keys.secret(take(MseKeys.LENGTH));
        ctx.writeAndFlush(ctx.alloc().buffer().writeBytes(keys.publicKey()).writeBytes(keys.pad()));
        byte[] req1 = MseKeys.req1(secret);
        return next(c -> skipPadAnd(req1, "request hash") && next(this::readTorrent));
    }

    private boolean readTorrent(ChannelHandlerContext ctx) throws MseFailure {
        if (!has(20)) {
            return false;
        }
        infoHash = torrents.infoHash(MseKeys.xor(take(20), MseKeys.req3(secret)));
        if (infoHash == null) {
            throw new MseFailure("The peer asks by MSE for a torrent that is not here");
        }
        incoming = MseKeys.fromInitiator(secret, infoHash);
        outgoing = MseKeys.fromResponder(secret, infoHash);
        return next(this::readOffer);
    }

    private boolean readOffer(ChannelHandlerContext ctx) throws MseFailure {
        if (!has(VERIFICATION_LENGTH + 6)) {
            return false;
        }
        ByteBuf in = decrypted(VERIFICATION_LENGTH + 6);
        if (in.readLong() != 0) {
            throw new MseFailure("The peer's MSE verification constant is wrong: it uses another infohash or is not MSE");
        }
        int offered = in.readInt();
        selected = policy.select(offered);
        if (selected == 0) {
            throw new MseFailure("The peer offers the MSE methods " + Integer.toHexString(offered)
                    + ", none of which the policy " + policy + " accepts");
        }
        pad = requirePad(in.readUnsignedShort());
        return next(this::skipPad);
    }

    private boolean skipPad(ChannelHandlerContext ctx) {
        if (!has(pad + 2)) {
            return false;
        }
        initialLength = decrypted(pad + 2).skipBytes(pad).readUnsignedShort();
        return next(this::readInitial);
    }

    private boolean readInitial(ChannelHandlerContext ctx) {
        if (!has(initialLength)) {
            return false;
        }
        ByteBuf initial = initialLength == 0 ? null : decrypted(initialLength).readRetainedSlice(initialLength);
        ByteBuf out = ctx.alloc().buffer();
        out.writeZero(VERIFICATION_LENGTH).writeInt(selected).writeShort(0);
        outgoing.apply(out, 0, out, 0, out.writerIndex());
        ctx.writeAndFlush(out);
        boolean plaintext = selected == CryptoMethod.PLAINTEXT;
        complete(ctx, plaintext ? Outcome.plain(infoHash) : new Outcome(infoHash, incoming, outgoing), initial);
        return true;
    }

    /** The received bytes, of which the next so many have been decrypted. */
    private ByteBuf decrypted(int length) {
        ByteBuf in = received();
        incoming.apply(in, in.readerIndex(), in, in.readerIndex(), length);
        return in;
    }
}
