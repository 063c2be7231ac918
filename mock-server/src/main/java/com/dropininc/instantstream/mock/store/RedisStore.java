package com.dropininc.instantstream.mock.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the state of several mocks in one Redis. Each change is a script: if the row that it was decided on is still
 * what it was, the change gets the next number, the rows are written, and the change goes to a log that every mock
 * applies in the same order, its own changes too. So all hear of everything once, in one order, whoever did it. Safe to
 * share between threads.
 */
public final class RedisStore implements Store {
    private static final Logger LOG = LoggerFactory.getLogger(RedisStore.class);

    /** Numbers of one mock, enough for any. */
    private static final long NUMBERS = 1_000_000_000L;

    private static final long BEAT_MILLIS = 1000;

    private final RedisCalls redis;
    private final ScheduledExecutorService listener = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "mock-store");
        made.setDaemon(true);
        return made;
    });
    private final AtomicBoolean told = new AtomicBoolean();
    private final AtomicLong operations = new AtomicLong();
    private final Set<Long> underWay = ConcurrentHashMap.newKeySet();
    private final long replica;
    private Follower follower;
    private volatile long applied;
    private volatile String epoch = "";

    /**
     * An entry of the log.
     *
     * @param replica the mock that kept it
     * @param operation tells it from others of that mock: an answer may be lost, and the script be called again
     */
    record Entry(long replica, long operation, Change change) {}

    private RedisStore(RedisCalls redis) {
        this.redis = redis;
        this.replica = redis.nextReplica();
    }

    /**
     * Connects to a Redis.
     *
     * @param url such as {@code redis://127.0.0.1:6379/0}
     * @throws StoreException if the URL is none, or nobody answers there
     */
    public static RedisStore open(String url) {
        RedisCalls redis = RedisCalls.connect(RedisAddress.of(url));
        try {
            return new RedisStore(redis);
        } catch (StoreException e) {
            redis.close(0);
            throw e;
        }
    }

    @Override
    public void begin(Follower other) {
        synchronized (this) {
            follower = other;
            reload();
        }
        redis.live(origin());
        redis.listen(this::hear);
        listener.scheduleWithFixedDelay(this::beat, BEAT_MILLIS, BEAT_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Somebody has kept something. Whoever tells it must not wait. */
    private void hear() {
        if (told.compareAndSet(false, true)) {
            listener.execute(() -> {
                told.set(false);
                quietly(this::refresh);
            });
        }
    }

    private void quietly(Runnable what) {
        try {
            what.run();
        } catch (StoreException e) {
            LOG.debug("the Redis cannot be asked; it will be again", e);
        } catch (RuntimeException e) {
            LOG.error("bug in the mock: what others have kept cannot be applied", e);
        }
    }

    /** Shows the others that this mock is there, and looks whether a call of theirs was missed. */
    private void beat() {
        quietly(() -> {
            redis.live(origin());
            refresh();
        });
    }

    @Override
    public boolean keep(Supplier<Change> change, Runnable apply) {
        Change wanted = change.get();
        if (wanted == null) {
            return false;
        }
        long operation = operations.incrementAndGet();
        underWay.add(operation);
        try {
            boolean kept = redis.keep(epoch, wanted, RowJson.text(new Entry(replica, operation, wanted)));
            refresh();
            // Called twice because the first answer was lost, the script refuses what it has kept itself.
            return kept || !underWay.contains(operation);
        } finally {
            underWay.remove(operation);
        }
    }

    @Override
    public void keepLater(Supplier<Change> change) {
        try {
            listener.execute(() -> quietly(() -> keep(change, () -> {})));
        } catch (RejectedExecutionException closed) {
            LOG.debug("nothing is told any more: the mock goes down", closed);
        }
    }

    @Override
    public boolean alive(long origin) {
        return redis.alive(origin);
    }

    @Override
    public void refresh() {
        List<RedisCalls.Logged> since = redis.since(epoch, applied);
        if (since == null || !since.isEmpty()) {
            apply(since);
        }
    }

    private synchronized void apply(List<RedisCalls.Logged> since) {
        if (since == null) {
            reload();
            return;
        }
        for (RedisCalls.Logged logged : since) {
            if (logged.seq() > applied) {
                apply(logged);
                applied = logged.seq();
            }
        }
    }

    private void apply(RedisCalls.Logged logged) {
        Entry entry = RowJson.read(logged.entry(), Entry.class);
        boolean mine = entry.replica() == replica;
        try {
            follower.kept(entry.change(), logged.seq(), mine);
        } catch (RuntimeException e) {
            LOG.error(
                    "bug in the mock: a change of {} cannot be applied",
                    entry.change().sandbox(),
                    e);
        }
        if (mine) {
            underWay.remove(entry.operation());
        }
    }

    /** Begins again from all that is kept, at the first start or after the log has been missed. */
    private void reload() {
        RedisCalls.All all = redis.all();
        if (!epoch.isEmpty()) {
            LOG.warn(
                    all.epoch().equals(epoch)
                            ? "too much was missed of what other mocks did: all is read anew"
                            : "the Redis has lost what was kept in it: the mock begins anew");
        }
        epoch = all.epoch();
        applied = all.seq();
        Map<String, List<Row>> rows = new LinkedHashMap<>(all.rows());
        follower.anew(rows);
    }

    @Override
    public boolean keeps() {
        return true;
    }

    @Override
    public boolean shared() {
        return true;
    }

    @Override
    public long origin() {
        return replica * NUMBERS;
    }

    @Override
    public long position() {
        return applied;
    }

    @Override
    public List<String> troubles() {
        return redis.trouble().map(List::of).orElse(List.of());
    }

    @Override
    public void close() {
        listener.shutdownNow();
        redis.close(origin());
    }
}
