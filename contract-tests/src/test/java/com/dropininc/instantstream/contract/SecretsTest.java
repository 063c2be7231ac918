package com.dropininc.instantstream.contract;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    private static final Map<String, String> VARIABLES = Map.of(
            "INSTANTSTREAM_APIKEY", "viewer-7f3a91",
            "INSTANTSTREAM_OPERATOR_APIKEY", "operator-c04d2e",
            "INSTANTSTREAM_PUSHER_KEY", "public-part",
            "INSTANTSTREAM_PUSHER_SECRET", "secret-55aa17");

    /** A server that sends back all that it was told. */
    private static void echo(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
        String told =
                exchange.getRequestURI() + " " + exchange.getRequestHeaders().entrySet();
        byte[] body = ("{\"token\":\"" + told.replaceAll("[^-\\w= ]", "") + "\",\"also\":\"secret-55aa17\"}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders()
                .set("X-Key", String.valueOf(exchange.getRequestHeaders().getFirst("apikey")));
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(200, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    @Test
    void no_key_or_secret_is_printed_or_written_even_when_the_target_sends_them_back(@TempDir Path dir)
            throws IOException {
        try (StubServer server = new StubServer(SecretsTest::echo)) {
            CommandLineRun run = CommandLineRun.of(dir, VARIABLES, "verify", "--base-url", server.url());
            StringBuilder all = new StringBuilder(run.toString());
            for (String file : new String[] {"report.json", "junit.xml", "index.html"}) {
                all.append(Files.readString(dir.resolve(file)));
            }
            for (String secret : new String[] {"viewer-7f3a91", "operator-c04d2e", "secret-55aa17"}) {
                int at = all.indexOf(secret);
                assertFalse(at >= 0, secret + " shows: " + all.substring(Math.max(0, at - 200), Math.max(0, at)));
            }
            assertTrue(all.indexOf("$INSTANTSTREAM_APIKEY") > 0, "a curl line names the variable");
            assertTrue(all.indexOf("no-secret-in-answer") > 0, "the echo itself is a finding");
        }
    }
}
