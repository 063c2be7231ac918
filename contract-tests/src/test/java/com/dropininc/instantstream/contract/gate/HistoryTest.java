package com.dropininc.instantstream.contract.gate;

import static com.dropininc.instantstream.contract.gate.Desk.staging;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.contract.CommandLineRun;
import com.dropininc.instantstream.contract.history.BoardServer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The trend of environments, and the board that shows where they stand. */
@Timeout(180)
class HistoryTest {
    @TempDir
    Path dir;

    private Path reports;

    @BeforeEach
    void some_reports_are_kept() throws IOException {
        reports = dir.resolve("passed");
        staging().hoursAgo(50).to(reports, "1");
        staging()
                .hoursAgo(30)
                .finding("request-returns-token", "documented", "requestStream")
                .to(reports, "2");
        staging().hoursAgo(1).finding("x<script>", "assumed", "getStream").to(reports, "3");
        staging().environment("prod").hoursAgo(40).to(reports, "4");
        staging().environment("dev").hoursAgo(2).notJudged("nothing answers").to(reports, "5");
    }

    private CommandLineRun history(Path directory) {
        return CommandLineRun.of(
                dir,
                Map.of(),
                "history",
                directory.toString(),
                "--out",
                dir.resolve("h.html").toString());
    }

    @Test
    void the_trend_of_each_environment_is_printed_and_drawn() throws IOException {
        CommandLineRun run = history(reports);
        assertEquals(0, run.exitCode(), run.toString());
        List<String> lines = run.out().lines().toList();
        assertEquals("dev (1 run)", lines.get(0));
        assertTrue(lines.get(1).contains("inconclusive"), run.out());
        assertEquals("staging (3 runs)", lines.get(2));
        assertTrue(lines.get(4).contains("failed") && lines.get(4).contains("  1 broken"), run.out());
        assertTrue(lines.get(5).contains("deviation ") && lines.get(5).contains("  1 deviations"), run.out());
        String page = Files.readString(dir.resolve("h.html"));
        assertEquals(3, page.split("<section", -1).length - 1);
        assertTrue(page.contains("<svg") && page.contains("<polyline"), page);
        assertFalse(page.contains("http://") || page.contains("src=") || page.contains("<script"), "it stands alone");
    }

    @Test
    void what_cannot_be_trusted_is_not_counted_and_nothing_at_all_is_no_success() throws IOException {
        staging().put("executed", 1).tampered(reports, "6");
        CommandLineRun run = history(reports);
        assertEquals(0, run.exitCode(), run.toString());
        assertTrue(run.err().contains("not counted: "), run.err());
        assertTrue(run.out().contains("staging (3 runs)"), run.out());
        assertEquals(3, history(Files.createDirectory(dir.resolve("empty"))).exitCode());
        assertEquals(2, history(dir.resolve("nowhere")).exitCode());
    }

    @Test
    void the_board_shows_the_last_of_each_environment_and_what_is_old_as_stale() throws Exception {
        try (BoardServer board = new BoardServer(reports, 0, List.of("dev", "staging", "prod"), Duration.ofHours(24))) {
            String page = get(board.url()).body();
            assertTrue(page.indexOf("dev") < page.indexOf("staging") && page.indexOf("staging") < page.indexOf("prod"));
            String json = get(board.url() + "board.json").body();
            assertTrue(json.contains("\"outcome\" : \"deviation\""), json);
            assertTrue(json.contains("\"outcome\" : \"stale\""), json);
            assertTrue(json.contains("\"outcome\" : \"inconclusive\""), json);
            staging()
                    .finding("request-returns-token", "documented", "requestStream")
                    .to(reports, "7");
            assertTrue(get(board.url() + "board.json").body().contains("\"outcome\" : \"failed\""));
            assertTrue(get(board.url() + "history").body().contains("<polyline"));
            assertEquals(404, get(board.url() + "etc/passwd").statusCode());
            assertTrue(get(board.url())
                    .headers()
                    .firstValue("Content-Security-Policy")
                    .orElse("")
                    .contains("'none'"));
        }
    }

    @Test
    void the_board_answers_no_other_name_and_no_other_method() throws Exception {
        try (BoardServer board = new BoardServer(reports, 0, List.of(), Duration.ofHours(24))) {
            assertTrue(raw(board, "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
                    .contains(" 403 "));
            assertTrue(
                    raw(board, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                            .contains(" 405 "));
        }
    }

    private static String raw(BoardServer board, String request) throws IOException {
        URI uri = URI.create(board.url());
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static HttpResponse<String> get(String url) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
