package com.dropininc.instantstream.mock.sandbox;

import com.dropininc.instantstream.mock.stream.Happening;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells whoever watches a mock what happens in it. Telling never waits for a watcher: one that does not keep up loses
 * news, and is told how much. Safe to share between threads.
 */
public final class Feed {
    private static final int BACKLOG = 512;

    private static final String END = "end";

    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * One piece of news.
     *
     * @param kind {@code request}, {@code stream}, {@code clock}, {@code faults}, {@code scenario}, {@code sandbox} or
     *     {@code files}
     * @param sandbox id of the sandbox it happened in
     * @param data names and values, fit for JSON
     */
    public record News(String kind, String sandbox, Map<String, Object> data) {}

    /** One who watches; close it to stop. */
    public final class Watcher implements AutoCloseable {
        private final BlockingQueue<News> queue = new ArrayBlockingQueue<>(BACKLOG);
        private final AtomicLong lost = new AtomicLong();

        /** The next news, or null when there is none in time. */
        public News next(long millis) throws InterruptedException {
            return queue.poll(millis, TimeUnit.MILLISECONDS);
        }

        /** Whether there will be no more news. */
        public boolean ended() {
            return closed;
        }

        /** How much was lost since the last call. */
        public long lost() {
            return lost.getAndSet(0);
        }

        @Override
        public void close() {
            watchers.remove(this);
        }
    }

    /** Begins to watch. */
    public Watcher watch() {
        Watcher watcher = new Watcher();
        watchers.add(watcher);
        return watcher;
    }

    /** How many watch; making news is not worth the work when nobody does. */
    public int watchers() {
        return watchers.size();
    }

    /** Tells all watchers. */
    public void tell(String kind, String sandbox, Map<String, Object> data) {
        News news = new News(kind, sandbox, data);
        for (Watcher watcher : watchers) {
            if (!watcher.queue.offer(news)) {
                watcher.lost.incrementAndGet();
            }
        }
    }

    /** Tells what was asked and answered, if anybody listens. */
    void tell(Entry entry) {
        if (watchers() > 0) {
            tell(
                    "request",
                    entry.sandbox(),
                    Map.of(
                            "id", entry.id(),
                            "operation", entry.operation(),
                            "token", entry.token(),
                            "status", entry.response().status()));
        }
    }

    /** Ends all watching; whoever waits for news is woken. */
    public void close() {
        closed = true;
        tell(END, "", Map.of());
    }

    /** Tells what happened to a stream of a sandbox, if anybody listens. */
    void tell(String sandbox, Happening happening) {
        if (watchers() > 0) {
            tell(
                    "stream",
                    sandbox,
                    Map.of(
                            "event", happening.event(),
                            "token", happening.stream().token(),
                            "status", happening.stream().status(),
                            "at", happening.at()));
        }
    }
}
