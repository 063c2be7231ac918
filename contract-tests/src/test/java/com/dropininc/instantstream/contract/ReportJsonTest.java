package com.dropininc.instantstream.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.contract.report.ReportDigest;
import com.dropininc.instantstream.contract.report.Reports;
import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ReportJsonTest {
    @TempDir
    private Path dir;

    private CommandLineRun verified(String url, String... more) {
        String[] arguments = new String[more.length + 3];
        System.arraycopy(new String[] {"verify", "--base-url", url}, 0, arguments, 0, 3);
        System.arraycopy(more, 0, arguments, 3, more.length);
        return CommandLineRun.of(dir, Map.of("INSTANTSTREAM_BUILD_ID", "build-7"), arguments);
    }

    private static void fitsItsSchema(Path report) throws IOException {
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Reports.schema(), InputFormat.JSON);
        assertEquals(
                "[]",
                schema.validate(Files.readString(report), InputFormat.JSON).toString());
        assertFalse(schema.validate("{}", InputFormat.JSON).isEmpty(), "the schema refuses what is no report");
    }

    @Test
    void the_report_of_a_healthy_run_fits_its_schema_and_names_build_seed_and_contract() throws IOException {
        try (MockServer mock = MockServer.start(MockConfig.standard())) {
            CommandLineRun run = verified(mock.baseUrl(), "--seed", "42", "--only", "recording-*");
            fitsItsSchema(dir.resolve("report.json"));
            JsonNode report = run.report();
            assertEquals("build-7", report.path("build").asString());
            assertEquals(42, report.path("seed").asLong());
            assertEquals(64, report.path("contract").path("sha256").asString().length());
            assertTrue(Files.exists(dir.resolve(report.path("$schema").asString())));
        }
    }

    @Test
    void the_report_of_a_broken_run_fits_its_schema() throws IOException {
        try (StubServer server = new StubServer(StubServer.always(200, "application/json", "{}"))) {
            CommandLineRun run = verified(server.url());
            assertEquals(1, run.exitCode());
            assertFalse(run.report().path("findings").isEmpty());
            fitsItsSchema(dir.resolve("report.json"));
        }
    }

    @Test
    void whatever_is_changed_in_a_report_its_digest_fits_no_more() throws IOException {
        try (StubServer server = new StubServer(StubServer.always(200, "application/json", "{}"))) {
            ObjectNode report = (ObjectNode) verified(server.url()).report();
            assertTrue(ReportDigest.fits(report));
            ObjectNode again = (ObjectNode) JsonMapper.shared().readTree(report.toString());
            assertTrue(ReportDigest.fits(again), "white space does not matter");
            again.put("verdict", "passed");
            assertFalse(ReportDigest.fits(again));
            ObjectNode finding = (ObjectNode) report.path("findings").path(0);
            finding.put("seen", "all is well");
            assertFalse(ReportDigest.fits(report));
            assertFalse(ReportDigest.fits(JsonMapper.shared().createObjectNode()), "no digest at all");
        }
    }
}
