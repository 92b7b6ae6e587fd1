package org.freshet.testkit.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;

import org.freshet.storage.Completion;
import org.freshet.storage.FenceOp;
import org.freshet.storage.Inventory;
import org.freshet.storage.PieceHash;
import org.freshet.storage.Readable;
import org.freshet.storage.StorageProvider;
import org.freshet.storage.StorageRequest;
import org.freshet.storage.TorrentStorage;
import org.freshet.storage.Traits;
import org.freshet.transport.Fault;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** The contract is no use if it passes everything: each test here plants one flaw in a good storage and sees it found. */
class FlawedStorageTest {

    @Test
    void aGoodStoragePasses() {
        assertEquals(Set.of(), failuresOf(Good.class));
    }

    @Test
    void aBufferThatIsNotReleasedIsFound() {
        assertFinds(KeepsBuffers.class, "aSingleFileComesBack()");
    }

    @Test
    void aCompletionThatIsCalledTwiceIsFound() {
        assertFinds(CompletesTwice.class, "aSingleFileComesBack()");
    }

    @Test
    void aByteThatIsWrongIsFound() {
        assertFinds(ReadsWrong.class, "filesThatBeginOnPieceBoundariesComeBack()");
    }

    @Test
    void aMoveThatDoesNothingIsFound() {
        assertFinds(StaysWhereItIs.class, "filesOfATorrentThatMovedAreWhereItMoved()");
    }

    @Test
    void aDeletionThatDoesNothingIsFound() {
        assertFinds(Hoards.class, "deletionTakesTheTorrentAndNothingElse()");
    }

    @Test
    void aTokenThatChangesByItselfIsFound() {
        assertFinds(Restless.class, "anUntouchedTorrentHasAnEqualTokenAndItsLengths()");
    }

    private static void assertFinds(Class<? extends Good> flawed, String by) {
        Set<String> failures = failuresOf(flawed);
        assertTrue(failures.contains(by), () -> flawed.getSimpleName() + " is found by " + failures);
    }

    private static Set<String> failuresOf(Class<? extends Good> contract) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request().selectors(selectClass(contract)).build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        Set<String> names = new TreeSet<>();
        listener.getSummary().getFailures().stream().map(TestExecutionSummary.Failure::getTestIdentifier)
                .forEach(test -> names.add(test.getDisplayName()));
        assertTrue(listener.getSummary().getTestsFoundCount() > 20, "the contract was run");
        return names;
    }

    static class Good extends StorageContract {
        private final PieceStore.World world = new PieceStore.World();
        private int roots;

        @Override
        protected StorageProvider newProvider(ByteBufAllocator buffers) {
            PieceStoreProvider good = new PieceStoreProvider(world, Traits.WriteModel.WHOLE_PIECE, buffers);
            return new Wrapping(good, this::wrap);
        }

        @Override
        protected URI newRoot() {
            return URI.create("flawed:root" + roots++);
        }

        TorrentStorage wrap(TorrentStorage good) {
            return good;
        }
    }

    static class KeepsBuffers extends Good {
        @Override
        TorrentStorage wrap(TorrentStorage good) {
            return new Delegating(good) {
                @Override
                public boolean write(int piece, int offset, ByteBuf data, Completion<Void> done) {
                    return super.write(piece, offset, data.retain(), done);
                }
            };
        }
    }

    static class CompletesTwice extends Good {
        @Override
        TorrentStorage wrap(TorrentStorage good) {
            return new Delegating(good) {
                @Override
                public void commit(int piece, PieceHash verified, Completion<Void> done) {
                    done.done(null);
                    super.commit(piece, verified, done);
                }
            };
        }
    }

    static class ReadsWrong extends Good {
        @Override
        TorrentStorage wrap(TorrentStorage good) {
            return new Delegating(good) {
                @Override
                public void read(int piece, int offset, int length, boolean asRegions, Completion<Readable> done) {
                    super.read(piece, offset, length, asRegions, new Completion<>() {
                        @Override
                        public void done(Readable value) {
                            if (value instanceof Readable.Bytes bytes && piece == 1) {
                                bytes.data().setByte(0, bytes.data().getByte(0) + 1);
                            }
                            done.done(value);
                        }

                        @Override
                        public void failed(Fault fault) {
                            done.failed(fault);
                        }
                    });
                }
            };
        }
    }

    static class StaysWhereItIs extends Good {
        @Override
        TorrentStorage wrap(TorrentStorage good) {
            return without(good, FenceOp.Move.class);
        }
    }

    static class Hoards extends Good {
        @Override
        TorrentStorage wrap(TorrentStorage good) {
            return without(good, FenceOp.Delete.class);
        }
    }

    static class Restless extends Good {
        @Override
        TorrentStorage wrap(TorrentStorage good) {
            return new Delegating(good) {
                private byte changes;

                @Override
                public void inspect(Completion<Inventory> done) {
                    super.inspect(new Completion<>() {
                        @Override
                        public void done(Inventory value) {
                            done.done(new Inventory(value.lengths(), new byte[] {changes++}));
                        }

                        @Override
                        public void failed(Fault fault) {
                            done.failed(fault);
                        }
                    });
                }
            };
        }
    }

    /** A storage that says it did what {@code forgotten} asks, and did not. */
    private static TorrentStorage without(TorrentStorage good, Class<? extends FenceOp> forgotten) {
        return new Delegating(good) {
            @Override
            public void fence(FenceOp op, Completion<Void> done) {
                if (forgotten.isInstance(op)) {
                    done.done(null);
                } else {
                    super.fence(op, done);
                }
            }
        };
    }

    private interface Flaw {
        TorrentStorage in(TorrentStorage good);
    }

    private record Wrapping(PieceStoreProvider good, Flaw flaw) implements StorageProvider, AutoCloseable {
        @Override
        public Traits traits() {
            return good.traits();
        }

        @Override
        public CompletionStage<TorrentStorage> open(StorageRequest request) {
            return good.open(request).thenApply(flaw::in);
        }

        @Override
        public void close() {
            good.close();
        }
    }

    private static class Delegating implements TorrentStorage {
        private final TorrentStorage good;

        Delegating(TorrentStorage good) {
            this.good = good;
        }

        @Override
        public boolean write(int piece, int offset, ByteBuf data, Completion<Void> done) {
            return good.write(piece, offset, data, done);
        }

        @Override
        public void read(int piece, int offset, int length, boolean asRegions, Completion<Readable> done) {
            good.read(piece, offset, length, asRegions, done);
        }

        @Override
        public void commit(int piece, PieceHash verified, Completion<Void> done) {
            good.commit(piece, verified, done);
        }

        @Override
        public void adopt(int piece, PieceHash wanted, Completion<Boolean> done) {
            good.adopt(piece, wanted, done);
        }

        @Override
        public void fence(FenceOp op, Completion<Void> done) {
            good.fence(op, done);
        }

        @Override
        public void inspect(Completion<Inventory> done) {
            good.inspect(done);
        }

        @Override
        public Optional<Fault> close() {
            return good.close();
        }
    }
}
