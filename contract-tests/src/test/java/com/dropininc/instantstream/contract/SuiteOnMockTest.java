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
            assertEquals(0, report.path("checks").path("broken").asInt());
            assertEquals(0, report.path("checks").path("deviation").asInt());
            assertEquals(0, report.path("checks").path("not judged").asInt(), run.out());
            assertEquals(0, report.path("leftBehind").asInt());
            everyOperationWasSeen(report);
            junitXmlCounts(dir, report.path("results").size());
            nothingSecretIsIn(dir, run);
        }
    }

    private static void everyOperationWasSeen(JsonNode report) {
        Set<String> seen = new TreeSet<>();
        report.path("operations")
                .forEach(line -> seen.add(line.path("operation").asString()));
        assertTrue(seen.containsAll(Contract.load().operations().keySet()), seen.toString());
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
