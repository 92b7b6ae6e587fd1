package org.freshet.tracker.http.internal;

import java.util.concurrent.CompletableFuture;

import org.freshet.transport.support.LibraryClasses;

import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectDecoder;
import io.netty.handler.codec.http.HttpObjectEncoder;

/**
 * Netty's HTTP classes, initialized when the first tracker is asked and not by us: they keep exceptions in static fields, which would
 * hold this plugin's classes for ever (see {@link LibraryClasses}). Not at the start, which it would delay.
 */
final class HttpCodec {
    private CompletableFuture<Void> ready;

    /** Done when they may be used, not always on the caller's thread. */
    synchronized CompletableFuture<Void> ready() {
        if (ready == null) {
            CompletableFuture<Void> initialized = new CompletableFuture<>();
            ready = initialized;
            Thread.ofVirtual().name("tracker.http codec").start(() -> {
                LibraryClasses.initialize(HttpObjectDecoder.class, HttpObjectEncoder.class, HttpClientCodec.class);
                initialized.complete(null);
            });
        }
        return ready;
    }
}
