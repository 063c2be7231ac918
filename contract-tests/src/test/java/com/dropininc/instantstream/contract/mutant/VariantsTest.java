package com.dropininc.instantstream.contract.mutant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.dropininc.instantstream.contract.CommandLineRun;
import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Servers that keep all that the docs promise, each in a way of its own: none of them is blocked. */
@Execution(ExecutionMode.CONCURRENT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VariantsTest {
    /** Another way to keep the contract. */
    enum Variant {
        CREATED {
            @Override
            Reply answer(Ask ask, Fault.Server server) throws IOException, InterruptedException {
                Reply reply = server.send(ask);
                boolean creates = ask.posts("request") || ask.posts("savechat") || ask.posts("record");
                return creates && reply.status() == 200 ? reply.status(201) : reply;
            }
        },
        UNPROCESSABLE {
            @Override
            Reply answer(Ask ask, Fault.Server server) throws IOException, InterruptedException {
                Reply reply = server.send(ask);
                return reply.status() == 400 ? reply.status(422) : reply;
            }
        },
        OTHER_CODES {
            @Override
            Reply answer(Ask ask, Fault.Server server) throws IOException, InterruptedException {
                Reply reply = server.send(ask);
                return switch (reply.status()) {
                    case 401 -> reply.status(403);
                    case 409 -> reply.status(400);
                    case 404 -> reply.status(410);
                    default -> reply;
                };
            }
        },
        ERRORS_AS_OBJECTS {
            @Override
            Reply answer(Ask ask, Fault.Server server) throws IOException, InterruptedException {
                Reply reply = server.send(ask);
                return reply.refused() && reply.body().length > 0
                        ? reply.json(reply.json().path(0))
                        : reply;
            }
        },
        EXTRA_FIELDS {
            @Override
            Reply answer(Ask ask, Fault.Server server) throws IOException, InterruptedException {
                return server.send(ask).each(thing -> {
                    if (!thing.has("auth")) {
                        thing.put("requestId", System.nanoTime());
                        thing.putObject("links").put("self", ask.path());
                    }
                });
            }
        },
        OTHER_KEY_ORDER {
            @Override
            Reply answer(Ask ask, Fault.Server server) throws IOException, InterruptedException {
                return server.send(ask).each(Variant::sort);
            }
        },
        SLOW {
            @Override
            Reply answer(Ask ask, Fault.Server server) throws IOException, InterruptedException {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
                return server.send(ask);
            }
        },
        OTHER_NAMES {
            @Override
            Reply answer(Ask ask, Fault.Server server) throws IOException, InterruptedException {
                return server.send(ask).each(thing -> {
                    rename(thing, "notified", "dealerNotified");
                    rename(thing, "viewer", "caller");
                    rename(thing, "dealer", "callee");
                    rename(thing, "account", "accountId");
                    rename(thing, "role", "sender");
                });
            }
        },
        BARE_ERRORS {
            @Override
            Reply answer(Ask ask, Fault.Server server) throws IOException, InterruptedException {
                Reply reply = server.send(ask);
                return reply.refused() ? reply.text(text -> "") : reply;
            }
        },
        GZIP {
            @Override
            Reply answer(Ask ask, Fault.Server server) throws IOException, InterruptedException {
                Reply reply = server.send(ask);
                return reply.body().length > 0 ? packed(reply).header("Content-Encoding", "gzip") : reply;
            }
        },
        VENDOR_JSON {
            @Override
            Reply answer(Ask ask, Fault.Server server) throws IOException, InterruptedException {
                Reply reply = server.send(ask);
                return reply.body().length > 0 ? reply.header("Content-Type", "application/vnd.example+json") : reply;
            }
        },
        WRAPPED_CHAT {
            @Override
            Reply answer(Ask ask, Fault.Server server) throws IOException, InterruptedException {
                Reply reply = server.send(ask).each(thing -> rename(thing, "message", "text"));
                return ask.is("GET", "getchat/") && reply.ok()
                        ? reply.text(text -> "{\"data\":{\"items\":" + text + "}}")
                        : reply;
            }
        },
        OTHER_STATES {
            @Override
            Reply answer(Ask ask, Fault.Server server) throws IOException, InterruptedException {
                return server.send(ask).each(thing -> {
                    if (thing.has("status")) {
                        thing.put("status", "STATE_" + thing.path("status").asString());
                    }
                });
            }
        },
        OTHER_CHANNELS {
            @Override
            Reply answer(Ask ask, Fault.Server server) throws IOException, InterruptedException {
                Reply reply = server.send(ask);
                return ask.posts("authchannel") && reply.ok()
                        ? Reply.of(403, "[{\"code\":\"E_CHANNEL\",\"message\":\"no such channel\",\"log\":\"\"}]")
                        : reply;
            }
        },
        NOTHING_PENDING_IS_404 {
            @Override
            Reply answer(Ask ask, Fault.Server server) throws IOException, InterruptedException {
                Reply reply = server.send(ask);
                return ask.path().endsWith("/pending")
                                && reply.ok()
                                && reply.body().length > 0
                                && reply.json().isEmpty()
                        ? Reply.of(404, "[{\"code\":\"E_NONE\",\"message\":\"nothing is pending\"}]")
                        : reply;
            }
        },
        CHAT_KEYED_BY_ID {
            @Override
            Reply answer(Ask ask, Fault.Server server) throws IOException, InterruptedException {
                Reply reply = server.send(ask);
                if (!ask.is("GET", "getchat/") || !reply.ok()) {
                    return reply;
                }
                ObjectNode keyed =
                        tools.jackson.databind.json.JsonMapper.shared().createObjectNode();
                reply.json().forEach(message -> keyed.set(message.path("id").asString(), message));
                return reply.json(keyed);
            }
        },
        LISTS_IN_PAGES {
            @Override
            Reply answer(Ask ask, Fault.Server server) throws IOException, InterruptedException {
                Reply reply = server.send(ask);
                return ask.method().equals("GET") && reply.ok() && reply.json().isArray()
                        ? reply.text(text -> "{\"count\":7,\"next\":null,\"results\":" + text + "}")
                        : reply;
            }
        },
        NUMBERS_AS_IDS {
            @Override
            Reply answer(Ask ask, Fault.Server server) throws IOException, InterruptedException {
                return server.send(ask).each(thing -> {
                    if (thing.has("id")) {
                        thing.put("id", thing.path("id").asString().hashCode());
                    }
                });
            }
        },
        WHOLE_SECONDS {
            @Override
            Reply answer(Ask ask, Fault.Server server) throws IOException, InterruptedException {
                return server.send(ask).text(text -> text.replaceAll("\\.\\d{3}Z\"", "Z\""));
            }
        },
        STRICT_TEXTS {
            @Override
            Reply answer(Ask ask, Fault.Server server) throws IOException, InterruptedException {
                boolean odd = ask.text().contains("\\u00") || ask.body().length > 60_000;
                return ask.posts("savechat") && odd
                        ? Reply.of(422, "[{\"code\":\"E_TEXT\",\"message\":\"say it in plain words\"}]")
                        : server.send(ask);
            }
        },
        CHARSET {
            @Override
            Reply answer(Ask ask, Fault.Server server) throws IOException, InterruptedException {
                Reply reply = server.send(ask);
                return reply.body().length > 0
                        ? reply.header("Content-Type", "application/json; charset=utf-8")
                        : reply;
            }
        };

        abstract Reply answer(Ask ask, Fault.Server server) throws IOException, InterruptedException;

        private static Reply packed(Reply reply) throws IOException {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(reply.body());
            }
            return new Reply(reply.status(), reply.headers(), packed.toByteArray());
        }

        private static void rename(ObjectNode thing, String from, String to) {
            JsonNode value = thing.remove(from);
            if (value != null) {
                thing.set(to, value);
            }
        }

        private static void sort(ObjectNode thing) {
            Map<String, JsonNode> sorted = new TreeMap<>(java.util.Comparator.reverseOrder());
            thing.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
            thing.removeAll();
            thing.setAll(new LinkedHashMap<>(sorted));
        }
    }

    private MockServer mock;

    @BeforeAll
    void start() {
        mock = MockServer.start(MockConfig.standard());
    }

    @AfterAll
    void stop() {
        mock.close();
    }

    /** Variants that one server can have at once; the first is the last to touch a response. */
    static Stream<List<Variant>> servers() {
        return Stream.of(
                List.of(
                        Variant.GZIP,
                        Variant.CHARSET,
                        Variant.CREATED,
                        Variant.UNPROCESSABLE,
                        Variant.OTHER_KEY_ORDER,
                        Variant.EXTRA_FIELDS,
                        Variant.WRAPPED_CHAT,
                        Variant.ERRORS_AS_OBJECTS,
                        Variant.NUMBERS_AS_IDS,
                        Variant.WHOLE_SECONDS),
                List.of(
                        Variant.VENDOR_JSON,
                        Variant.OTHER_CODES,
                        Variant.BARE_ERRORS,
                        Variant.LISTS_IN_PAGES,
                        Variant.OTHER_NAMES,
                        Variant.OTHER_STATES,
                        Variant.STRICT_TEXTS),
                List.of(Variant.NOTHING_PENDING_IS_404, Variant.CHAT_KEYED_BY_ID, Variant.OTHER_CHANNELS));
    }

    @Test
    void no_variant_is_left_out_but_the_one_that_takes_minutes() {
        Set<Variant> left = EnumSet.allOf(Variant.class);
        servers().forEach(left::removeAll);
        assertEquals(Set.of(Variant.SLOW), left, "which -Pproof judges, each for itself");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void a_server_that_keeps_the_docs_in_its_own_ways_is_not_blocked(List<Variant> variants, @TempDir Path dir)
            throws IOException {
        Fault ways = Fault::none;
        for (Variant variant : variants) {
            Fault outer = ways;
            ways = (ask, server) -> outer.answer(ask, inner -> variant.answer(inner, server));
        }
        try (Proxy proxy = new Proxy(mock.baseUrl(), ways)) {
            CommandLineRun run = CommandLineRun.of(dir, Map.of(), "verify", "--base-url", proxy.url());
            assertEquals(0, run.exitCode(), variants + "\n" + run);
            assertEquals("passed", run.report().path("verdict").asString());
        }
    }
}
