package com.dropininc.instantstream.mock.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the state of one mock in a directory. A change is handed to the operating system before it is answered: the
 * death of the process loses nothing; that of the machine may lose the last moments, and leaves what was before whole.
 * Changes that come at the same time are written together. Safe to share between threads.
 */
public final class FileStore implements Store {
    private static final Logger LOG = LoggerFactory.getLogger(FileStore.class);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    /** More than ever wait at once; a bound, so that nobody waits for a crowd that came later. */
    private static final int AT_ONCE = 256;

    private final Path directory;
    private final FileChannel lockFile;
    private final List<String> setAside = new ArrayList<>();
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final ReentrantLock turn = new ReentrantLock();
    private final ReentrantReadWriteLock whole = new ReentrantReadWriteLock();
    private Map<String, List<Row>> kept;
    private final Database database;
    private volatile String trouble = "";

    private static final class Waiting {
        private final Change change;
        private boolean done;
        private StoreException failure;

        Waiting(Change change) {
            this.change = change;
        }
    }

    private FileStore(Path directory, FileChannel lockFile) throws IOException {
        this.directory = directory;
        this.lockFile = lockFile;
        Path file = directory.resolve("state.db");
        Database opened = null;
        Map<String, List<Row>> rows = Map.of();
        try {
            opened = Database.open(file);
            rows = opened.rows();
        } catch (SQLException damage) {
            if (opened != null) {
                opened.close();
            }
            setAside(file, damage.getMessage());
            opened = reopened(file);
        }
        database = opened;
        kept = rows;
    }

    /**
     * Opens a directory, which is made if it is not there.
     *
     * @throws StoreException if nothing can be kept there, or if another mock keeps its state there
     */
    public static FileStore open(Path directory) {
        FileChannel lockFile = null;
        try {
            if (!Files.exists(directory)) {
                makePrivate(Files.createDirectories(directory));
            }
            lockFile = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(lockFile)) {
                lockFile.close();
                throw new StoreException(
                        "another mock keeps its state in " + directory + ": end it, or choose another --data", null);
            }
            return new FileStore(directory, lockFile);
        } catch (IOException e) {
            close(lockFile);
            throw new StoreException("nothing can be kept in " + directory + ": " + explained(e), e);
        }
    }

    /** The keys and secrets of sandboxes are in it. */
    private static void makePrivate(Path directory) throws IOException {
        if (Files.getFileStore(directory).supportsFileAttributeView(PosixFileAttributeView.class)) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static String explained(Exception e) {
        return e.getClass().getSimpleName().replace("Exception", "") + " " + e.getMessage();
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // Another mock of this process.
        }
    }

    private static Database reopened(Path file) throws IOException {
        try {
            return Database.open(file);
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** A damaged file is never written to, and never thrown away: somebody may be able to read what is left. */
    private void setAside(Path file, String why) throws IOException {
        String name = file.getFileName() + ".damaged-" + STAMP.format(Instant.now());
        for (String part : List.of("", "-wal", "-shm")) {
            Path old = file.resolveSibling(file.getFileName() + part);
            if (Files.exists(old)) {
                Files.move(old, file.resolveSibling(name + part));
            }
        }
        String told = file + " was damaged (" + why + "): it was set aside as " + name
                + ", and the state begins anew; to try it again, put it back under its old name";
        LOG.error("{}", told);
        setAside.add(told);
    }

    @Override
    public boolean keep(Supplier<Change> change, Runnable apply) {
        // What is decided on a state that is being replaced must not be written over the new one.
        whole.readLock().lock();
        Change wanted;
        try {
            wanted = change.get();
            if (wanted == null) {
                return false;
            }
            if (!wanted.anew()) {
                write(wanted);
                apply.run();
                return true;
            }
        } finally {
            whole.readLock().unlock();
        }
        whole.writeLock().lock();
        try {
            write(wanted);
            apply.run();
            return true;
        } finally {
            whole.writeLock().unlock();
        }
    }

    private void write(Change change) {
        Waiting mine = new Waiting(change);
        queue.add(mine);
        turn.lock();
        try {
            if (!mine.done) {
                writeThoseThatWait(mine);
            }
        } finally {
            turn.unlock();
        }
        if (mine.failure != null) {
            throw mine.failure;
        }
    }

    /** Whoever has the turn writes for those that came meanwhile, until it has written its own. */
    private void writeThoseThatWait(Waiting mine) {
        while (!mine.done) {
            List<Waiting> batch = new ArrayList<>();
            for (Waiting next = queue.poll(); next != null; next = batch.size() < AT_ONCE ? queue.poll() : null) {
                batch.add(next);
            }
            StoreException failure = null;
            try {
                database.write(batch.stream().map(waiting -> waiting.change).toList());
                trouble = "";
            } catch (SQLException e) {
                failure = new StoreException("nothing can be written to " + directory + ": " + e.getMessage(), e);
                trouble = failure.getMessage();
                LOG.error("{}", trouble);
            }
            for (Waiting waiting : batch) {
                waiting.failure = failure;
                waiting.done = true;
            }
        }
    }

    @Override
    public void keepLater(Supplier<Change> change) {
        throw new IllegalStateException("nobody else is there to be told");
    }

    @Override
    public boolean alive(long origin) {
        return origin == origin();
    }

    @Override
    public void refresh() {}

    @Override
    public boolean keeps() {
        return true;
    }

    @Override
    public boolean shared() {
        return false;
    }

    @Override
    public long origin() {
        return 0;
    }

    @Override
    public long position() {
        return 0;
    }

    @Override
    public void begin(Follower follower) {
        follower.anew(kept);
        kept = Map.of();
    }

    @Override
    public List<String> troubles() {
        List<String> all = new ArrayList<>(setAside);
        if (!trouble.isEmpty()) {
            all.add(trouble);
        }
        return all;
    }

    @Override
    public void close() {
        turn.lock();
        try {
            database.close();
        } finally {
            turn.unlock();
            close(lockFile);
        }
    }

    private static void close(FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            LOG.warn("the lock could not be given back; the end of the process does it", e);
        }
    }
}
