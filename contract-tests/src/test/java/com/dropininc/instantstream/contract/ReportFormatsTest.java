package com.dropininc.instantstream.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportFormatsTest {
    private static final String PERSONAL =
            "{\"token\":\"st_abc\",\"phone\":\"+4915112345678\",\"email\":\"ada@private.org\","
                    + "\"stream\":{\"sessionId\":\"sess-9911\",\"token\":\"media-7788\",\"key\":\"mk-5566\"}}";

    @TempDir
    private Path dir;

    private CommandLineRun broken(Map<String, String> variables) throws IOException {
        try (StubServer server = new StubServer(StubServer.always(200, "application/json", PERSONAL))) {
            CommandLineRun run = CommandLineRun.of(dir, variables, "verify", "--base-url", server.url());
            assertEquals(1, run.exitCode(), run.toString());
            return run;
        }
    }

    @Test
    void no_file_carries_what_is_personal_or_opens_a_media_session() throws Exception {
        CommandLineRun run = broken(Map.of());
        StringBuilder all = new StringBuilder(run.toString());
        try (var files = Files.list(dir)) {
            for (Path file : files.toList()) {
                all.append(Files.readString(file));
            }
        }
        for (String secret : new String[] {"4915112345678", "ada@private.org", "sess-9911", "media-7788", "mk-5566"}) {
            assertFalse(all.indexOf(secret) >= 0, secret + " shows");
        }
        assertTrue(all.indexOf("st_abc") >= 0, "the stream's own token is what the evidence is about");
    }

    @Test
    void a_workflow_gets_a_summary_and_an_annotation_for_each_finding() throws IOException {
        Path summary = Files.writeString(dir.resolve("step.md"), "before\n");
        CommandLineRun run = broken(Map.of("GITHUB_ACTIONS", "true", "GITHUB_STEP_SUMMARY", summary.toString()));
        String text = Files.readString(summary);
        assertTrue(text.startsWith("before\n## Contract failed"), text);
        long annotated = run.out()
                .lines()
                .filter(line -> line.startsWith("::error title="))
                .count();
        assertTrue(annotated > 0, run.out());
        assertEquals(
                run.report().path("findings").size(),
                run.out().lines().filter(line -> line.startsWith("::")).count());
    }

    @Test
    void sarif_names_each_finding_by_a_rule_that_it_declares_and_the_badge_is_xml() throws Exception {
        CommandLineRun run = broken(Map.of());
        JsonNode log = JsonMapper.shared().readTree(Files.readString(dir.resolve("report.sarif")));
        JsonNode entry = log.path("runs").path(0);
        assertEquals("2.1.0", log.path("version").asString());
        assertEquals(run.report().path("findings").size(), entry.path("results").size());
        entry.path("results").forEach(result -> {
            AtomicInteger declared = new AtomicInteger();
            entry.path("tool")
                    .path("driver")
                    .path("rules")
                    .forEach(rule -> declared.addAndGet(rule.path("id").equals(result.path("ruleId")) ? 1 : 0));
            assertEquals(1, declared.get(), result.toString());
        });
        assertEquals(
                "svg",
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(dir.resolve("badge.svg").toFile())
                        .getDocumentElement()
                        .getTagName());
    }
}
