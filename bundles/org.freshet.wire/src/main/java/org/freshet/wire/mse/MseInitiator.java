package org.freshet.wire.mse;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.security.SecureRandom;
import java.time.Duration;

/**
 * The dialling side of an MSE handshake, to be placed before the peer protocol's codec. It speaks as soon as the channel is
 * active; what the codec writes meanwhile is held (up to 64 KiB) and, where it begins with a handshake, its first 68 bytes
 * travel as the initial payload and save a round trip.
 *
 * <p>Ends in the user event {@link MseComplete}, after which this handler is gone from the pipeline (plaintext) or has been
 * replaced under its name by the RC4 stream; or in an {@link MseFailure} and a closed channel. With
 * {@link EncryptionPolicy#PLAIN_ONLY} it completes at once without sending a byte. One handler a channel.
 */
public final class MseInitiator extends MseHandshake {
    private static final byte[] VERIFICATION = new byte[8];

    private final byte[] infoHash;
    private final EncryptionPolicy policy;
    private final SecureRandom random;
    private MseKeys keys;
    private Rc4 incoming;
    private Rc4 outgoing;
    private byte[] encryptedVerification;
    private boolean plaintext;
    private int pad;

    /**
     * A handler for one outgoing connection.
     *
     * @param infoHash the 20 bytes that will stand in the BitTorrent handshake
     * @param policy which methods to offer
     * @param deadline for the whole handshake, from the moment the channel is active
     */
    public MseInitiator(byte[] infoHash, EncryptionPolicy policy, Duration deadline) {
        this(infoHash, policy, deadline, new SecureRandom());
    }

    MseInitiator(byte[] infoHash, EncryptionPolicy policy, Duration deadline, SecureRandom random) {
        super(deadline);
        this.infoHash = infoHash.clone();
        this.policy = policy;
        this.random = random;
    }

    @Override
    void begin(ChannelHandlerContext ctx) {
        if (!policy.speaksMse()) {
            complete(ctx, Outcome.plain(infoHash), null);
            return;
        }
        keys = new MseKeys(random);
        next(this::readKey);
        ctx.writeAndFlush(ctx.alloc().buffer().writeBytes(keys.publicKey()).writeBytes(keys.pad()));
    }

    private boolean readKey(ChannelHandlerContext ctx) throws MseFailure {
        if (!has(MseKeys.LENGTH)) {
            return false;
        }
        byte[] secret = keys.secret(take(MseKeys.LENGTH));
        outgoing = MseKeys.fromInitiator(secret, infoHash);
        incoming = MseKeys.fromResponder(secret, infoHash);
        encryptedVerification = VERIFICATION.clone();
        incoming.apply(encryptedVerification);
        offer(ctx, secret);
        return next(this::findVerification);
    }

    private void offer(ChannelHandlerContext ctx, byte[] secret) {
        HeldWrites.Initial initial = takeInitial();
        byte[] padC = new byte[keys.padLength()];
        ByteBuf out = ctx.alloc().buffer();
        out.writeBytes(MseKeys.req1(secret));
        out.writeBytes(MseKeys.xor(SkeyLookup.obfuscate(infoHash), MseKeys.req3(secret)));
        int start = out.writerIndex();
        out.writeBytes(VERIFICATION).writeInt(policy.acceptable()).writeShort(padC.length).writeBytes(padC);
        out.writeShort(initial.bytes().length).writeBytes(initial.bytes());
        outgoing.apply(out, start, out, start, out.writerIndex() - start);
        initial.follow(ctx.writeAndFlush(out));
    }

    private boolean findVerification(ChannelHandlerContext ctx) throws MseFailure {
        return skipPadAnd(encryptedVerification, "verification constant") && next(this::readSelection);
    }

    private boolean readSelection(ChannelHandlerContext ctx) throws MseFailure {
        if (!has(6)) {
            return false;
        }
        ByteBuf in = received();
        incoming.apply(in, in.readerIndex(), in, in.readerIndex(), 6);
        int selected = in.readInt();
        if ((selected & policy.acceptable()) != selected || Integer.bitCount(selected) != 1) {
            throw new MseFailure("The peer selected the MSE method " + Integer.toHexString(selected) + "; it was offered "
                    + policy.acceptable());
        }
        plaintext = selected == CryptoMethod.PLAINTEXT;
        pad = requirePad(in.readUnsignedShort());
        return next(this::skipPad);
    }

    private boolean skipPad(ChannelHandlerContext ctx) {
        if (!has(pad)) {
            return false;
        }
        incoming.apply(take(pad));
        complete(ctx, plaintext ? Outcome.plain(infoHash) : new Outcome(infoHash, incoming, outgoing), null);
        return true;
    }
}
