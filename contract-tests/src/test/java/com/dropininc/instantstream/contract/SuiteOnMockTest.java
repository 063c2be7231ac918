package com.dropininc.instantstream.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.fixtures.Fixtures;
import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import com.dropininc.instantstream.spec.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;

/** The whole suite against the embedded mock: what both sides agree on. */
class SuiteOnMockTest {
    @Test
    void the_mock_keeps_the_contract_to_the_letter(@TempDir Path dir) throws Exception {
        try (MockServer mock = MockServer.start(MockConfig.standard())) {
            CommandLineRun run = CommandLineRun.of(dir, Map.of(), "verify", "--base-url", mock.baseUrl(), "--strict");
            assertEquals(0, run.exitCode(), run.toString());
            JsonNode report = run.report();
            assertEquals(0, report.path("checks").path("failed").asInt());
            assertEquals(0, report.path("checks").path("deviation").asInt());
            assertEquals(0, report.path("checks").path("inconclusive").asInt(), run.out());
            assertEquals(0, report.path("leftBehind").asInt());
            everythingWasPutToTheTest(report);
            nothingIsVacuous(report);
            junitXmlCounts(dir, report.path("results").size());
            nothingSecretIsIn(dir, run);
        }
    }

    private static void everythingWasPutToTheTest(JsonNode report) {
        Set<String> missing = new TreeSet<>();
        int points = 0;
        for (JsonNode dimension : report.path("coverage")) {
            points += dimension.path("total").asInt();
            dimension
                    .path("missing")
                    .forEach(point -> missing.add(dimension.path("of").asString() + ": "
                            + point.path("what").asString()));
        }
        assertEquals(Set.of(), missing);
        assertTrue(points > 400, points + " points");
    }

    private static void nothingIsVacuous(JsonNode report) {
        Set<String> vacuous = new TreeSet<>();
        report.path("results").forEach(result -> noteVacuous(result, vacuous));
        report.path("rules").forEach(rule -> noteVacuous(rule, vacuous));
        assertEquals(Set.of(), vacuous);
        assertEquals(Contract.load().rules().size(), report.path("rules").size());
    }

    private static void noteVacuous(JsonNode result, Set<String> vacuous) {
        if (result.path("outcome").asString().equals("vacuous")) {
            vacuous.add(result.path("id").asString() + ": "
                    + result.path("reason").asString(result.path("why").asString("")));
        }
    }

    private static void junitXmlCounts(Path dir, int checks) throws Exception {
        Element root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(dir.resolve("junit.xml").toFile())
                .getDocumentElement();
        assertEquals(checks, root.getElementsByTagName("testcase").getLength());
        assertEquals(0, root.getElementsByTagName("properties").getLength());
    }

    private static void nothingSecretIsIn(Path dir, CommandLineRun run) throws IOException {
        StringBuilder all = new StringBuilder(run.toString());
        for (String file : new String[] {"report.json", "junit.xml", "index.html"}) {
            all.append(Files.readString(dir.resolve(file)));
        }
        Fixtures fixtures = Fixtures.load();
        assertFalse(all.toString().contains(fixtures.pusher().secret()));
        fixtures.keys().forEach(key -> assertFalse(all.toString().contains(key.key()), key.toString()));
    }
}
