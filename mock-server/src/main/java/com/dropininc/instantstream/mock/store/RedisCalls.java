package com.dropininc.instantstream.mock.store;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/** What a {@link RedisStore} asks of its Redis; the only class that knows the client. Safe to share between threads. */
final class RedisCalls {
    /** Longer than a Redis that is well ever takes; an app should not wait longer for its 503. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** A mock that has missed more begins again from the rows. */
    private static final String LOG_LENGTH = "10000";

    private static final int JOURNAL_LENGTH = 1000;

    private static final String PREFIX = "instantstream:";
    private static final String EPOCH = PREFIX + "epoch";
    private static final String SEQ = PREFIX + "seq";
    private static final String LOG = PREFIX + "log";
    private static final String SANDBOXES = PREFIX + "sandboxes";
    private static final String ROWS = PREFIX + "rows:";
    private static final String ALIVE = PREFIX + "alive:";
    private static final Duration LIFE = Duration.ofSeconds(10);
    private static final String JOURNAL = PREFIX + "journal:";

    private final RedisAddress address;
    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;
    private final Script keep;
    private final Script since;
    private final Script all;
    private volatile String trouble = "";

    /** A change in the log, and its number. */
    record Logged(long seq, String entry) {}

    /** All that is kept. */
    record All(String epoch, long seq, Map<String, List<Row>> rows) {}

    private final class Script {
        private final String text;
        private final String digest;

        Script(String file) {
            try (InputStream in = RedisCalls.class.getResourceAsStream(file)) {
                text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            digest = connection.sync().digest(text);
        }

        <T> T run(ScriptOutputType type, List<String> keys, List<String> values) {
            String[] key = keys.toArray(String[]::new);
            String[] value = values.toArray(String[]::new);
            return asked(() -> {
                try {
                    return connection.sync().evalsha(digest, type, key, value);
                } catch (RedisNoScriptException e) {
                    return connection.sync().eval(text, type, key, value);
                }
            });
        }
    }

    private RedisCalls(RedisAddress address, RedisClient client, StatefulRedisConnection<String, String> connection) {
        this.address = address;
        this.client = client;
        this.connection = connection;
        keep = new Script("keep.lua");
        since = new Script("since.lua");
        all = new Script("all.lua");
    }

    /**
     * @throws StoreException if nobody answers
     */
    static RedisCalls connect(RedisAddress address) {
        RedisClient client = RedisClient.create(address.uri());
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .timeoutOptions(TimeoutOptions.enabled(PATIENCE))
                .socketOptions(SocketOptions.builder().connectTimeout(PATIENCE).build())
                .build());
        try {
            return new RedisCalls(address, client, client.connect());
        } catch (RedisException e) {
            client.shutdown(Duration.ZERO, PATIENCE);
            throw new StoreException("there is no Redis at " + address + ": start it, or correct --store", e);
        }
    }

    private <T> T asked(Supplier<T> what) {
        try {
            T answer = what.get();
            trouble = "";
            return answer;
        } catch (RedisException e) {
            trouble = "the Redis at " + address + " does not answer";
            throw new StoreException(trouble, e);
        }
    }

    /** A number that no other mock has. */
    long nextReplica() {
        return asked(() -> connection.sync().incr(PREFIX + "replicas"));
    }

    /** Calls back, off any thread that may wait, whenever somebody has kept something. */
    void listen(Runnable heard) {
        StatefulRedisPubSubConnection<String, String> ear = client.connectPubSub();
        ear.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, String message) {
                heard.run();
            }
        });
        ear.sync().subscribe(channel());
    }

    /** Channels know no databases. */
    private String channel() {
        return PREFIX + "kept:" + address.uri().getDatabase();
    }

    /** Keeps a change; false if it is based on what is no longer so. */
    boolean keep(String epoch, Change change, String entry) {
        List<String> keys = List.of(EPOCH, SEQ, LOG, ROWS + change.sandbox(), JOURNAL + change.sandbox(), SANDBOXES);
        List<String> values = new ArrayList<>(List.of(
                epoch,
                change.guard(),
                String.valueOf(change.basedOn()),
                change.anew() ? "1" : "0",
                change.journal() ? "1" : "0",
                entry,
                channel(),
                LOG_LENGTH,
                String.valueOf(JOURNAL_LENGTH - 1)));
        for (Row row : change.rows()) {
            values.add(row.key());
            values.add(row.value() == null ? "" : row.value());
        }
        values.add(change.sandbox());
        Long kept = keep.run(ScriptOutputType.INTEGER, keys, values);
        return kept != null && kept == 1;
    }

    /** What was kept since a number; null when that can only be found by reading all. */
    List<Logged> since(String epoch, long seq) {
        List<Object> found =
                since.run(ScriptOutputType.MULTI, List.of(EPOCH, SEQ, LOG), List.of(epoch, String.valueOf(seq)));
        if (found == null || found.size() == 1 && found.get(0) == null) {
            return null;
        }
        List<Logged> logged = new ArrayList<>();
        for (int i = 0; i < found.size(); i += 2) {
            String id = (String) found.get(i);
            logged.add(new Logged(Long.parseLong(id.substring(0, id.indexOf('-'))), (String) found.get(i + 1)));
        }
        return logged;
    }

    /** All that is kept now; begins an epoch if this Redis has none. */
    All all() {
        List<Object> found = all.run(
                ScriptOutputType.MULTI,
                List.of(EPOCH, SEQ, SANDBOXES),
                List.of(UUID.randomUUID().toString(), ROWS, JOURNAL));
        Map<String, List<Row>> rows = new LinkedHashMap<>();
        for (int i = 2; i < found.size(); i += 3) {
            rows.put((String) found.get(i), rows((List<?>) found.get(i + 1), (List<?>) found.get(i + 2)));
        }
        return new All((String) found.get(0), Long.parseLong((String) found.get(1)), rows);
    }

    private static List<Row> rows(List<?> hash, List<?> journal) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < hash.size(); i += 2) {
            String held = (String) hash.get(i + 1);
            int space = held.indexOf(' ');
            rows.add(
                    new Row((String) hash.get(i), held.substring(space + 1), Long.parseLong(held.substring(0, space))));
        }
        for (int i = journal.size() - 1; i >= 0; i--) {
            Change asked = RowJson.read((String) journal.get(i), RedisStore.Entry.class)
                    .change();
            rows.add(new Row("journal/" + i, asked.news(), 0));
        }
        return rows;
    }

    /** Shows that a mock is there, for some seconds. */
    void live(long origin) {
        asked(() -> connection.sync().set(ALIVE + origin, "1", SetArgs.Builder.px(LIFE)));
    }

    /** Whether a mock has shown of late that it is there. */
    boolean alive(long origin) {
        return asked(() -> connection.sync().exists(ALIVE + origin)) > 0;
    }

    /** What is wrong with the Redis, if it was when it was last asked. */
    Optional<String> trouble() {
        return Optional.of(trouble).filter(text -> !text.isEmpty());
    }

    /** Says goodbye, if anybody listens. */
    void close(long origin) {
        try {
            connection.sync().del(ALIVE + origin);
        } catch (RedisException e) {
            LoggerFactory.getLogger(RedisCalls.class).debug("nobody to say goodbye to", e);
        }
        client.shutdown(Duration.ZERO, PATIENCE);
    }
}
