package com.dropininc.instantstream.contract.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a run has made and not yet ended, on disk, so that another process can end it when this one dies. A line that
 * something may have to be ended for is forced to the disk before the call that it tells of is sent, or before its
 * answer is used; that something is over need not survive the machine, since to end it again does no harm:
 *
 * <pre>
 * {"environment": "prod", "baseUrl": "https://...", "begin": "2026-11-24T23:55:00Z"}
 * {"intent": 1, "phone": "+13005550100", "email": "caller-x-1@example.com"}     about to ask for a stream
 * {"made": 1, "token": "st_..."}                                                the answer to that
 * {"refused": 1}                                                                or there is none
 * {"ended": "st_..."}
 * </pre>
 *
 * While it is open the file is locked, which tells a run under way from one that died. A ledger with nothing left is
 * deleted. Safe to share between threads.
 */
public final class Ledger implements AutoCloseable {
    private static final String ENDING = ".ledger";

    private final Optional<FileChannel> channel;
    private final Optional<Path> file;
    private final AtomicLong next;

    private Ledger(Optional<FileChannel> channel, Optional<Path> file, long next) {
        this.channel = channel;
        this.file = file;
        this.next = new AtomicLong(next);
    }

    /** Keeps nothing. */
    public static Ledger none() {
        return new Ledger(Optional.empty(), Optional.empty(), 0);
    }

    /**
     * A new ledger of a run.
     *
     * @param about what it is about: environment, base URL, begin
     * @throws UncheckedIOException if it cannot be written: then nothing may be sent
     */
    public static Ledger begin(Path directory, String environment, Map<String, String> about) {
        try {
            Files.createDirectories(directory);
            Path file = Files.createTempFile(directory, environment.replaceAll("[^A-Za-z0-9._-]", "_") + "-", ENDING);
            Ledger ledger = opened(file, 0).orElseThrow();
            ObjectNode head = JsonNodeFactory.instance.objectNode();
            about.forEach(head::put);
            ledger.write(head, true);
            return ledger;
        } catch (IOException e) {
            throw new UncheckedIOException("the clean-up ledger cannot be written into " + directory, e);
        }
    }

    /** Goes on with a ledger that a dead run has left; empty while that run lives. */
    public static Optional<Ledger> resume(Leftovers leftovers) {
        try {
            Optional<Ledger> ledger = opened(leftovers.file(), leftovers.lastIntent());
            if (ledger.isPresent()) {
                // A line that death cut short told of nothing that was sent.
                ledger.get().channel.orElseThrow().truncate(leftovers.bytes());
            }
            return ledger;
        } catch (IOException e) {
            throw new UncheckedIOException("the clean-up ledger " + leftovers.file() + " cannot be opened", e);
        }
    }

    private static Optional<Ledger> opened(Path file, long lastIntent) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        FileLock lock = locked(channel);
        if (lock == null) {
            channel.close();
            return Optional.empty();
        }
        return Optional.of(new Ledger(Optional.of(channel), Optional.of(file), lastIntent));
    }

    private static FileLock locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (java.nio.channels.OverlappingFileLockException e) {
            // Held by another run of this same process.
            return null;
        }
    }

    /** Where it is, if anything is kept. */
    public Optional<Path> file() {
        return file;
    }

    /** A stream is about to be asked for. */
    long intent(Optional<String> phone, Optional<String> email) {
        long number = next.incrementAndGet();
        ObjectNode line = JsonNodeFactory.instance.objectNode().put("intent", number);
        phone.ifPresent(text -> line.put("phone", text));
        email.ifPresent(text -> line.put("email", text));
        write(line, true);
        return number;
    }

    /** The stream that an intent has led to. */
    void made(long intent, String token) {
        write(JsonNodeFactory.instance.objectNode().put("made", intent).put("token", token), true);
    }

    /** An intent has led to no stream. */
    void refused(long intent) {
        write(JsonNodeFactory.instance.objectNode().put("refused", intent), false);
    }

    /** A stream is over. */
    void ended(String token) {
        write(JsonNodeFactory.instance.objectNode().put("ended", token), false);
    }

    private synchronized void write(ObjectNode line, boolean forced) {
        if (channel.isEmpty()) {
            return;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(
                    (JsonMapper.shared().writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.get().write(bytes);
            }
            if (forced) {
                channel.get().force(false);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the clean-up ledger " + file.orElseThrow() + " cannot be written", e);
        }
    }

    /** Gives the file free. */
    @Override
    public void close() {
        try {
            if (channel.isPresent()) {
                channel.get().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the clean-up ledger " + file.orElseThrow() + " cannot be closed", e);
        }
    }

    /** Gives the file free and deletes it: nothing is left to be ended. */
    public void discard() {
        close();
        try {
            if (file.isPresent()) {
                Files.deleteIfExists(file.get());
                deleteIfEmpty(file.get().getParent());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the clean-up ledger " + file.orElseThrow() + " cannot be deleted", e);
        }
    }

    private static void deleteIfEmpty(Path directory) throws IOException {
        try {
            Files.deleteIfExists(directory);
        } catch (java.nio.file.DirectoryNotEmptyException e) {
            // Another run keeps its ledger there.
            return;
        }
    }
}
