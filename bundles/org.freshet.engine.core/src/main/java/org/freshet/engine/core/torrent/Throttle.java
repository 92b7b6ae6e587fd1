package org.freshet.engine.core.torrent;

import org.freshet.engine.RateLimits;
import org.freshet.engine.core.rate.RateLimiter;
import org.freshet.metainfo.Layout;

/**
 * A torrent's share of one direction's rate, in whole blocks: what the limiter grants of a block is saved until all of it is granted.
 */
final class Throttle {
    private final RateLimiter session;
    private final RateLimiter.Share share;
    private long credit;

    /** @param limit the torrent's own, bytes a second; 0 for none (see {@link RateLimits}) */
    Throttle(RateLimiter session, long limit) {
        this.session = session;
        this.share = session.join(limit);
    }

    void limit(long bytesPerSecond) {
        share.setLimit(bytesPerSecond);
    }

    boolean limited() {
        return session.limit() > 0 || share.limit() > 0;
    }

    /** Takes all of {@code bytes} or, for now, nothing. */
    boolean take(int bytes, long now) {
        if (!limited()) {
            return true;
        }
        if (credit < bytes) {
            credit += share.take(bytes - credit, now);
        }
        if (credit < bytes) {
            return false;
        }
        credit -= bytes;
        return true;
    }

    /** Takes up to {@code blocks} times {@code size} bytes; how many blocks were granted. */
    int takeBlocks(int blocks, int size, long now) {
        if (!limited()) {
            return blocks; // up to thousands, at every read of a socket
        }
        int granted = 0;
        while (granted < blocks && take(size, now)) {
            granted++;
        }
        return granted;
    }

    /** Gives back what was granted and not used. */
    void refund(long bytes) {
        if (limited()) {
            long kept = Math.clamp(Layout.BLOCK - credit, 0, bytes); // under a low limit the bucket is smaller than a block
            credit += kept;
            share.refund(bytes - kept);
        }
    }

    /** The torrent does not need it any more. */
    void leave() {
        share.leave();
    }
}
