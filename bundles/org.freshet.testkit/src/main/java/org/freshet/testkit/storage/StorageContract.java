package org.freshet.testkit.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

import org.freshet.metainfo.Layout;
import org.freshet.storage.FenceOp;
import org.freshet.storage.Inventory;
import org.freshet.storage.Readable;
import org.freshet.storage.StorageProvider;
import org.freshet.storage.TorrentStorage;
import org.freshet.storage.Traits.WriteModel;
import org.freshet.testkit.conditions.Needs;
import org.freshet.testkit.storage.StorageSession.Unit;
import org.freshet.testkit.transport.ClassLoaderLeakCheck;
import org.freshet.transport.Fault;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;

/**
 * What every {@link StorageProvider} must do. A plugin author writes
 *
 * <pre>{@code
 * class CloudStorageContractTest extends StorageContract {
 *     private final CloudInMemory cloud = new CloudInMemory();
 *     private int roots;
 *
 *     @Override
 *     protected StorageProvider newProvider(ByteBufAllocator buffers) {
 *         return new CloudStorageProvider(cloud, buffers);
 *     }
 *
 *     @Override
 *     protected URI newRoot() {
 *         return URI.create("cloud:account/folder" + roots++);
 *     }
 * }
 * }</pre>
 *
 * <p>More is tested where more is overridden: {@link #afterDeathOf}, {@link #visibleFile}, {@link #pluginClass}. After each
 * test the suite closes storages and providers and asserts that each completion was called once and no buffer is left unreleased.
 */
public abstract class StorageContract extends StorageFenceContract {

    @Test
    void aSingleFileComesBack() throws Exception {
        roundTrip(Layouts.single());
    }

    @Test
    void filesOfAllSizesAndEmptyOnesComeBack() throws Exception {
        roundTrip(Layouts.many());
    }

    @Test
    void blocksThatHoldManyFilesComeBack() throws Exception {
        roundTrip(Layouts.tiny());
    }

    @Test
    void paddingComesBackAsZeros() throws Exception {
        roundTrip(Layouts.padded());
    }

    @Test
    void piecesThatAreNoMultipleOfABlockComeBack() throws Exception {
        roundTrip(Layouts.odd());
    }

    @Test
    void filesThatBeginOnPieceBoundariesComeBack() throws Exception {
        roundTrip(Layouts.aligned());
    }

    private void roundTrip(Layout layout) throws Exception {
        URI root = newRoot();
        for (int order = 1; order <= 3; order++) {
            StorageSession session = filled(newRoot(), layout, order);
            session.assertHoldsAll(new Random(order));
        }
        StorageSession session = filled(root, layout, 4);
        Inventory inventory = session.inspect();
        for (int file = 0; file < layout.files().size(); file++) {
            boolean padding = layout.files().get(file).isPadding();
            assertEquals(padding ? -1 : layout.files().get(file).length(), inventory.lengths()[file], "length of file " + file);
            Optional<Path> visible = visibleFile(root, layout.relativePath(file));
            if (visible.isPresent() && padding) {
                assertFalse(Files.exists(visible.get()), "padding is never stored");
            } else if (visible.isPresent()) {
                assertArrayEquals(session.content().file(file), Files.readAllBytes(visible.get()));
            }
        }
        session.close();
        open(root, session.content()).assertHoldsAll(new Random(5));
    }

    @TestFactory
    Stream<DynamicTest> whatIsWrittenIntoPaddingVanishes() throws Exception {
        return Needs.where(traits().writes() == WriteModel.RANDOM, "it takes any block at any time", () -> {
            StorageSession session = open(newRoot(), new Content(Layouts.padded(), 1));
            ByteBuf noise = buffers().directBuffer(Layout.BLOCK);
            noise.writeBytes(new Content(Layouts.single(), 9).part(0, 0, Layout.BLOCK));
            // Piece 1 begins in the first file and ends in padding.
            session.post(new Unit(1, 16384, Layout.BLOCK), noise).get();
            assertArrayEquals(new byte[Layout.BLOCK], session.read(1, 16384, Layout.BLOCK));
        });
    }

    @Test
    void anySequenceOfOperationsAgreesWithAnArrayOfBytes() throws Exception {
        for (long seed = 1; seed <= 30; seed++) {
            StorageWalk walk = new StorageWalk(this, newRoot(), seed);
            walk.run(60);
        }
    }

    @Test
    void aReadSeesEveryWritePostedBeforeIt() throws Exception {
        StorageSession session = open(newRoot(), new Content(Layouts.many(), 6));
        for (Unit unit : session.units(new Random(6))) {
            session.post(unit);
            session.assertHolds(unit.piece(), unit.offset(), unit.length());
        }
    }

    @Test
    void buffersOfManyPartsAndOnTheHeapAreStored() throws Exception {
        StorageSession session = open(newRoot(), new Content(Layouts.odd(), 7));
        int kind = 0;
        for (Unit unit : session.units(new Random(7))) {
            byte[] bytes = session.content().part(unit.piece(), unit.offset(), unit.length());
            session.post(unit, switch (kind++ % 3) {
                case 0 -> inParts(bytes);
                case 1 -> Unpooled.wrappedBuffer(bytes);
                default -> buffers().directBuffer(bytes.length + 100).writeZero(100).writeBytes(bytes).skipBytes(100);
            }).get();
        }
        session.commitAll();
        session.assertHoldsAll(new Random(7));
    }

    private ByteBuf inParts(byte[] bytes) {
        CompositeByteBuf all = buffers().compositeBuffer(16);
        int part = Math.max(1, bytes.length / 10);
        for (int at = 0; at < bytes.length; at += part) {
            int length = Math.min(part, bytes.length - at);
            all.addComponent(true, buffers().directBuffer(length).writeBytes(bytes, at, length));
        }
        return all;
    }

    @Test
    void committedPiecesAreThereAfterOpeningAnew() throws Exception {
        URI root = newRoot();
        StorageSession session = open(root, new Content(Layouts.many(), 8));
        List<Integer> some = List.of(0, 1, 2);
        session.write(session.units(new Random(8), some));
        some.forEach(session::commit);
        session.close();
        StorageSession again = open(root, session.content());
        some.forEach(piece -> again.assertHolds(piece, 0, session.content().layout().pieceLength(piece)));
    }

    @TestFactory
    Stream<DynamicTest> committedPiecesSurviveTheDeathOfTheProcess() throws Exception {
        URI root = newRoot();
        Content content = new Content(Layouts.odd(), 9);
        StorageSession killed = open(root, content, only(0, 1, 3));
        killed.fill(9);
        Optional<StorageProvider> after = afterDeathOf(provider());
        return Needs.where(after.isPresent(), "its world outlives the provider", () -> {
            started(after.get());
            open(after.get(), request(root, content.layout(), only(0, 1, 3)), content).assertHoldsAll(new Random(9));
        });
    }

    @Test
    void anUntouchedTorrentHasAnEqualTokenAndItsLengths() throws Exception {
        URI root = newRoot();
        StorageSession session = filled(root, Layouts.many(), 10);
        session.fence(new FenceOp.Flush());
        Inventory before = session.inspect();
        assertTrue(before.token().length <= 65536, "a token has at most 64 KiB");
        session.assertHoldsAll(new Random(10));
        assertArrayEquals(before.token(), session.inspect().token(), "the token after reading");
        session.close();
        StorageSession again = open(root, session.content());
        assertArrayEquals(before.token(), again.inspect().token(), "the token after opening anew");
        assertArrayEquals(before.lengths(), again.inspect().lengths());
    }

    @Test
    void aTorrentThatWasNeverWrittenIsEmpty() throws Exception {
        StorageSession session = open(newRoot(), new Content(Layouts.many(), 11));
        assertTrue(session.inspect().isEmpty());
    }

    @TestFactory
    Stream<DynamicTest> aFileChangedBehindTheStoragesBackChangesTheToken() throws Exception {
        return whereVisible(Layouts.many().relativePath(1), (root, file) -> {
            StorageSession session = filled(root, Layouts.many(), 12);
            byte[] before = session.inspect().token();
            FileTime time = Files.getLastModifiedTime(file);
            byte[] bytes = Files.readAllBytes(file);
            bytes[0]++;
            Files.write(file, bytes);
            Files.setLastModifiedTime(file, FileTime.from(time.toInstant().plus(Duration.ofSeconds(3))));
            assertFalse(Arrays.equals(before, session.inspect().token()), "other bytes, same length");
            before = session.inspect().token();
            Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
            Inventory shorter = session.inspect();
            assertFalse(Arrays.equals(before, shorter.token()), "a shorter file");
            assertEquals(bytes.length / 2, shorter.lengths()[1]);
            Files.delete(file);
            assertEquals(-1, session.inspect().lengths()[1]);
        });
    }

    @Test
    void bytesThatAreNotThereAreMissingAndTheFileIsNamed() throws Exception {
        StorageSession session = open(newRoot(), new Content(Layouts.single(), 13));
        Fault fault = session.readFault(0, 0, 1000);
        assertEquals(Fault.Kind.MISSING, fault.kind(), fault.message());
        assertTrue(fault.message().contains("single.bin"), fault.message());
        session.fill(13);
        session.assertHoldsAll(new Random(13));
    }

    @TestFactory
    Stream<DynamicTest> aFileCutShortBehindTheStoragesBackIsMissing() throws Exception {
        return whereVisible(List.of("single.bin"), (root, file) -> {
            StorageSession session = filled(root, Layouts.single(), 14);
            session.close();
            Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 40_000));
            StorageSession again = open(root, session.content());
            again.assertHolds(0, 0, 32768);
            for (boolean regions : new boolean[] {false, true}) {
                Fault fault = again.postRead(1, 0, 16384, regions).fault();
                assertEquals(Fault.Kind.MISSING, fault.kind(), fault.message());
                assertTrue(fault.message().contains("single.bin") && fault.message().contains(String.valueOf(32768 + 16384 - 40_000)),
                        "names the file and how much is missing: " + fault.message());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> aFileDeletedBehindTheStoragesBackIsToldAndMadeAnew() throws Exception {
        return whereVisible(List.of("single.bin"), (root, file) -> {
            StorageSession session = filled(root, Layouts.single(), 15);
            Files.delete(file);
            Fault fault = session.postFence(new FenceOp.Flush()).fault();
            assertEquals(Fault.Kind.MISSING, fault.kind(), fault.message());
            assertTrue(fault.message().contains("single.bin"), fault.message());
            session.fill(15);
            session.fence(new FenceOp.Flush());
            assertArrayEquals(session.content().file(0), Files.readAllBytes(file));
        });
    }

    @Test
    void placesInFilesHoldTheBytesUntilTheyAreReleased() throws Exception {
        Layout layout = Layouts.many();
        StorageSession session = filled(newRoot(), layout, 16);
        List<Readable> held = new ArrayList<>();
        for (int piece = 0; piece < layout.pieceCount(); piece++) {
            held.add(session.postRead(piece, 0, layout.pieceLength(piece), true).get());
        }
        session.close();
        for (int piece = 0; piece < layout.pieceCount(); piece++) {
            byte[] bytes = switch (held.get(piece)) {
                case Readable.Bytes b -> ByteBufUtil.getBytes(b.data());
                case Readable.Regions r -> read(r);
            };
            assertArrayEquals(session.content().piece(piece), bytes, "piece " + piece);
            held.get(piece).release();
        }
        for (Readable each : held) {
            if (each instanceof Readable.Regions r) {
                assertTrue(traits().fileRegions(), "only a storage that says so answers with regions");
                assertEquals(0, r.lease().refCnt(), "the lease is over");
                r.ranges().forEach(range -> assertFalse(range.file().isOpen(), "a file that nobody leases is closed"));
            }
        }
    }

    private static byte[] read(Readable.Regions regions) throws Exception {
        ByteBuffer all = ByteBuffer.allocate(regions.ranges().stream().mapToInt(Readable.Regions.Range::length).sum());
        for (Readable.Regions.Range range : regions.ranges()) {
            ByteBuffer part = all.slice(all.position(), range.length());
            FileChannel from = range.file();
            while (part.hasRemaining()) {
                assertTrue(from.read(part, range.position() + part.position()) > 0, "the file ends too early");
            }
            all.position(all.position() + range.length());
        }
        return all.array();
    }

    @Test
    void aStorageThatAskedForAPauseTakesMoreAfterAWriteHasCompleted() throws Exception {
        StorageSession session = open(newRoot(), new Content(Layouts.of("large", 16384, 300 * 16384), 17));
        List<Answer<Void>> posts = new ArrayList<>();
        for (Unit unit : session.units(new Random(17))) {
            posts.add(session.post(unit));
        }
        posts.forEach(Answer::get);
        session.commitAll();
        session.assertHoldsAll(new Random(17));
    }

    @Test
    void closingInMidStreamAnswersEverythingAndReleasesEveryBuffer() throws Exception {
        StorageSession session = open(newRoot(), new Content(Layouts.odd(), 18));
        for (Unit unit : session.units(new Random(18))) {
            session.post(unit);
            if (session.paused()) {
                break;
            }
        }
        session.postRead(0, 0, 100, false);
        session.close();
        // Settled answers and released buffers are asserted after each test; a read that succeeded belongs to its receiver.
        releaseReads(session);
    }

    @Test
    void aProviderStoppedInMidTransferAnswersEverything() throws Exception {
        URI root = newRoot();
        StorageSession session = open(root, new Content(Layouts.odd(), 19));
        for (Unit unit : session.units(new Random(19))) {
            session.post(unit);
            if (session.paused()) {
                break;
            }
        }
        stop(provider());
        session.close();
        session.assertSettled();
    }

    private static void releaseReads(StorageSession session) {
        session.reads().forEach(Answer::settled);
        session.reads().forEach(read -> read.ifDone(Readable::release));
    }

    @Test
    void onlyAStorageThatSaysSoAdoptsPieces() throws Exception {
        Layout layout = Layouts.single();
        StorageSession first = filled(newRoot(), layout, 20);
        StorageSession second = open(newRoot(), first.content());
        StorageSession stranger = open(newRoot(), new Content(layout, 21));
        assertFalse(stranger.adopt(0), "nobody stored that piece");
        if (traits().deduplicates() && traits().writes() != WriteModel.APPEND_ONLY) {
            assertTrue(second.adopt(1), "another torrent stored that piece");
            second.assertHolds(1, 0, layout.pieceLength(1));
        }
        assertEquals(traits().deduplicates(), second.adopt(0));
    }

    @TestFactory
    Stream<DynamicTest> itsClassLoaderGoesWhenItIsUninstalled() throws Exception {
        Optional<Class<? extends StorageProvider>> plugin = pluginClass();
        return Needs.where(plugin.isPresent(), "its class can be loaded anew", () -> {
            URI root = newRoot();
            Content content = new Content(Layouts.odd(), 22);
            ClassLoaderLeakCheck.assertUnloads(StorageProvider.class, plugin.get(), fresh -> {
                TorrentStorage storage = fresh.open(request(root, content.layout(), only(0, 2))).toCompletableFuture().join();
                StorageSession session = new StorageSession(storage, content, fresh.traits().writes(), buffers());
                assertEquals(Fault.Kind.MISSING, session.readFault(0, 0, 10).kind());
                session.fill(22);
                session.assertHoldsAll(new Random(22));
                session.postRead(0, 0, 1000, true).get().release();
                session.close();
                session.assertSettled();
                stop(fresh);
            });
        });
    }
}
