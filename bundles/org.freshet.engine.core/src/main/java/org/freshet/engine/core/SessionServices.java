package org.freshet.engine.core;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

import org.freshet.discovery.TrackerRoute;
import org.freshet.engine.SessionSettings;
import org.freshet.engine.core.announce.Scraper;
import org.freshet.engine.core.disk.IoThreads;
import org.freshet.engine.core.rate.RateLimiter;
import org.freshet.engine.core.state.StateStore;
import org.freshet.engine.core.state.StateWriter;
import org.freshet.transport.Route;
import org.freshet.wire.mse.EncryptionPolicy;

import io.netty.channel.EventLoop;

/** What a session shares among its torrents; on its event loop. */
public interface SessionServices {

    /** The loop that all of the session lives on. */
    EventLoop loop();

    /** Nanoseconds, of no particular origin. */
    long now();

    RandomGenerator random();

    IoThreads io();

    /** To read from, on an I/O thread. */
    StateStore store();

    /** To write to, from the loop. */
    StateWriter state();

    Providers providers();

    Route route();

    SessionSettings settings();

    EncryptionPolicy encryptionPolicy();

    /** Peers over all torrents. */
    ConnectionCount connections();

    /** Runs moves from one kind of storage to another, one at a time; tasks may block. */
    Executor mover();

    /** Asks trackers for counts. */
    Scraper scraper();

    /** The way to a tracker, as it is now. */
    default TrackerRoute trackerRoute(Duration timeout) {
        return new TrackerRoute(route(), dialFrom(), loop(), timeout);
    }

    /** What all torrents together may receive. */
    RateLimiter downLimiter();

    /** What all torrents together may send. */
    RateLimiter upLimiter();

    /** The port that peers may dial, 0 where we do not listen. */
    int listenPort();

    /** The address to dial from, null for the system's choice. */
    InetSocketAddress dialFrom();

    /** Our address as others see it, as far as it is known, else null. */
    InetSocketAddress externalAddress();

    /** Connections that are open, and how many may be. */
    interface ConnectionCount {
        boolean full();

        void opened();

        void closed();
    }
}
