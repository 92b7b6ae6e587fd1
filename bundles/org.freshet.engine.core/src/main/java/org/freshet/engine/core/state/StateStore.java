package org.freshet.engine.core.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.freshet.metainfo.InfoHash;
import org.freshet.transport.Fault;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A profile's state in one crash-safe file (H2 MVStore: a log-structured B-tree, so what was committed stays whole). Methods may block
 * on the disk and are called on an I/O thread; they may be called from any. Changes are there for this process at once, survive its
 * death after {@link #commit}, and the loss of power after {@link #sync}.
 */
public final class StateStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StateStore.class);
    private static final String LOCK = "lock";
    private static final String FILE = "state.mv";
    /** A file this small may be as wasteful as it likes. */
    private static final long SMALL = 4L << 20;
    private static final int USED_PERCENT = 70;
    private static final int COMPACT_MS = 1_000;

    private final Path profile;
    private final FileChannel lockFile;
    private volatile MVStore store;
    private volatile MVMap<String, byte[]> records;
    private volatile MVMap<String, byte[]> metainfos;
    private volatile MVMap<String, byte[]> resumes;

    private StateStore(Path profile, FileChannel lockFile) {
        this.profile = profile;
        this.lockFile = lockFile;
        openFile();
    }

    private void openFile() {
        MVStore opened = new MVStore.Builder().fileName(profile.resolve(FILE).toString()).autoCommitDisabled().cacheSize(1).open();
        opened.setVersionsToKeep(0);
        store = opened;
        records = store.openMap("torrents");
        metainfos = store.openMap("metainfo");
        resumes = store.openMap("resume");
    }

    /**
     * Opens a profile's state; creates what is not there.
     *
     * @throws Fault.FaultException {@code IN_USE} where another process has it, {@code DENIED} or {@code IO} where the folder cannot be
     *     used; nothing is damaged then
     */
    public static StateStore open(Path profile) throws Fault.FaultException {
        FileChannel lock = lock(profile);
        try {
            return new StateStore(profile, lock);
        } catch (MVStoreException e) {
            close(lock);
            throw Fault.of(Fault.Kind.IO, "the state of profile " + profile + " cannot be read (" + FILE + "); move that file away to"
                    + " start with an empty torrent list", e).asException();
        }
    }

    private static FileChannel lock(Path profile) throws Fault.FaultException {
        FileChannel channel = null;
        try {
            Files.createDirectories(profile);
            channel = FileChannel.open(profile.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                String owner = Files.readString(profile.resolve(LOCK)).strip();
                channel.close();
                throw inUse(profile, owner.isEmpty() ? "?" : owner);
            }
            channel.truncate(0);
            channel.write(StandardCharsets.US_ASCII.encode(ProcessHandle.current().pid() + "\n"), 0);
            return channel;
        } catch (OverlappingFileLockException e) {
            close(channel);
            throw inUse(profile, Long.toString(ProcessHandle.current().pid()));
        } catch (Fault.FaultException e) {
            throw e;
        } catch (IOException e) {
            close(channel);
            throw Fault.of(Fault.Kind.DENIED, "profile folder " + profile + " cannot be used", e).asException();
        }
    }

    private static Fault.FaultException inUse(Path profile, String pid) {
        return new Fault(Fault.Kind.IN_USE, "profile " + profile + " is in use by another process (pid " + pid + ")").asException();
    }

    /** All torrents. A record that cannot be read is left out, reported, and kept in the file. */
    public List<TorrentRecord> torrents() {
        List<TorrentRecord> list = new ArrayList<>(records.size());
        SharedValues shared = new SharedValues();
        for (Map.Entry<String, byte[]> e : records.entrySet()) {
            try {
                list.add(RecordFormat.read(e.getValue(), shared));
            } catch (IOException unreadable) {
                LOG.error("the record of torrent {} cannot be read: {}", e.getKey(), unreadable.getMessage());
            }
        }
        return list;
    }

    /** One torrent. */
    public Optional<TorrentRecord> torrent(InfoHash key) {
        byte[] bytes = get(records, key);
        try {
            return bytes == null ? Optional.empty() : Optional.of(RecordFormat.read(bytes));
        } catch (IOException e) {
            LOG.error("the record of torrent {} cannot be read: {}", key, e.getMessage());
            return Optional.empty();
        }
    }

    private byte[] get(MVMap<String, byte[]> map, InfoHash key) {
        try {
            return map.get(key.hex());
        } catch (MVStoreException e) {
            if (store.isClosed()) {
                LOG.warn("the state of profile {} cannot be read before it can be written again: {}", profile, e.getMessage());
                return null;
            }
            throw e;
        }
    }

    /**
     * After a write failed (disk full) the file is closed, and what was not committed is lost to it: opens it again as it was committed
     * last.
     *
     * @return whether it had to be opened again, so that later changes are to be made anew
     */
    boolean reopenIfBroken() {
        if (!store.isClosed()) {
            return false;
        }
        openFile();
        return true;
    }

    /** Adds or replaces a torrent, under its primary info-hash. */
    public void put(TorrentRecord record) {
        records.put(record.infoHashes().primary().hex(), RecordFormat.write(record));
    }

    /** The torrent file's bytes, if they are known. */
    public Optional<byte[]> metainfo(InfoHash key) {
        return Optional.ofNullable(get(metainfos, key));
    }

    /** Keeps a torrent file. */
    public void putMetainfo(InfoHash key, byte[] torrentFile) {
        metainfos.put(key.hex(), torrentFile);
    }

    /** What is known of the data. */
    public Optional<ResumeData> resume(InfoHash key) {
        byte[] bytes = get(resumes, key);
        try {
            return bytes == null ? Optional.empty() : Optional.of(ResumeData.read(bytes));
        } catch (IOException e) {
            LOG.error("the resume data of torrent {} cannot be read, it will be checked: {}", key, e.getMessage());
            return Optional.empty();
        }
    }

    /** Keeps what is known of the data. */
    public void putResume(InfoHash key, ResumeData data) {
        resumes.put(key.hex(), data.write());
    }

    /** Forgets what is known of the data. */
    public void removeResume(InfoHash key) {
        resumes.remove(key.hex());
    }

    /** Forgets a torrent. */
    public void remove(InfoHash key) {
        records.remove(key.hex());
        metainfos.remove(key.hex());
        resumes.remove(key.hex());
    }

    /** All changes so far survive the death of this process. */
    public void commit() {
        store.commit();
    }

    /** All changes so far survive the loss of power. */
    public void sync() {
        store.commit();
        store.sync();
    }

    /** Closes it; a file that holds much that is superseded is made smaller first, for a bounded time. */
    @Override
    public void close() {
        try {
            if (!store.isClosed()) {
                sync();
                store.close(wasteful() ? COMPACT_MS : 0);
            }
        } finally {
            close(lockFile);
        }
    }

    private boolean wasteful() {
        FileStore<?> file = store.getFileStore();
        return file.size() > SMALL && file.getChunksFillRate() * file.getFillRate() < USED_PERCENT * 100;
    }

    private static void close(FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                LOG.warn("the profile's lock file could not be closed: {}", e.getMessage());
            }
        }
    }
}
