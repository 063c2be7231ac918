package com.dropininc.instantstream.mock.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import com.dropininc.instantstream.mock.client.AdminClient;
import com.dropininc.instantstream.mock.client.MockSandbox;
import com.dropininc.instantstream.mock.junit.InstantstreamMock;
import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;

@InstantstreamMock
class CoverageTest {
    private static JsonNode operation(JsonNode app, String id) {
        for (JsonNode one : app.path("operations")) {
            if (one.path("operation").asString().equals(id)) {
                return one;
            }
        }
        throw new AssertionError(id + " was not counted in " + app);
    }

    @Test
    void an_app_is_told_what_it_has_exercised_and_what_never(MockSandbox sandbox) {
        String token = Http.streaming(sandbox);
        Http.viewer(sandbox, "getStream", token, "");
        Http.viewer(sandbox, "getStream", "nobody", "");
        Http.viewer(sandbox, "saveChat", token, "{\"role\":\"viewer\",\"message\":\"hi\",\"colour\":\"red\"}");
        Http.call(sandbox, "operator", "pingStream", token, "");
        sandbox.act("dealer", "getChat", token, java.util.Map.of());
        JsonNode apps = sandbox.coverage().path("apps");
        assertEquals(2, apps.size(), apps::toString);
        JsonNode viewer = apps.get(1);
        assertEquals("viewer", viewer.path("key").asString());
        assertTrue(viewer.path("userAgent").asString().startsWith("Java-http-client"), viewer::toString);
        assertEquals(5, viewer.path("requests").asInt());
        JsonNode got = operation(viewer, "getStream");
        assertEquals("{\"200\":1,\"404\":1}", got.path("outcomes").toString());
        assertEquals("{\"streaming\":1}", got.path("states").toString());
        assertTrue(got.path("statesNever").toString().contains("\"expired\""), got::toString);
        assertTrue(got.path("outcomesNever").toString().contains("401"), got::toString);
        assertEquals(
                "[\"body /colour\"]",
                operation(viewer, "saveChat").path("undocumented").toString());
        // What the mock does in somebody's place is not the app's merit.
        assertTrue(viewer.path("operationsNever").toString().contains("getChat"), viewer::toString);
    }

    @Test
    void a_fault_that_befell_an_app_is_an_error_path_that_it_has_met(MockSandbox sandbox) {
        Http.viewerWith(sandbox, "getStream", "x", "X-Mock-Fault", "status=503");
        JsonNode app = sandbox.coverage().path("apps").get(0);
        assertEquals("[\"status\"]", app.path("faults").toString());
        assertTrue(app.path("faultsNever").toString().contains("\"reset\""), app::toString);
        assertEquals("{\"503\":1}", operation(app, "getStream").path("outcomes").toString());
        assertThrows(
                java.io.UncheckedIOException.class,
                () -> Http.viewerWith(sandbox, "getStream", "x", "X-Mock-Fault", "reset"));
        JsonNode got = operation(sandbox.coverage().path("apps").get(0), "getStream");
        assertEquals("{\"503\":1}", got.path("outcomes").toString());
        assertTrue(got.path("requests").asInt() > 1, got::toString);
    }

    @Test
    void the_xml_is_what_a_reader_of_junit_reports_expects_and_red_for_what_is_missing(MockSandbox sandbox)
            throws Exception {
        String token = Http.request(sandbox);
        Http.viewer(sandbox, "cancelStream", token, "{\"role\":\"viewer\",\"why\":\"<b>&\"}");
        Element suite = suite(Http.admin(
                        sandbox.baseUrl(),
                        "GET",
                        "/coverage.xml?operations=getChat&ignore=413,415&sandbox=" + sandbox.id(),
                        "")
                .body());
        NodeList cases = suite.getElementsByTagName("testcase");
        assertEquals(cases.getLength(), Integer.parseInt(suite.getAttribute("tests")));
        for (String verdict : List.of("failure", "error", "skipped")) {
            String attribute = verdict.equals("skipped") ? verdict : verdict + "s";
            assertEquals(
                    suite.getElementsByTagName(verdict).getLength(), Integer.parseInt(suite.getAttribute(attribute)));
        }
        assertEquals("passed", verdict(cases, "cancelStream meets 200"));
        assertEquals("failure", verdict(cases, "cancelStream meets 409"));
        assertEquals("skipped", verdict(cases, "cancelStream meets 413"));
        assertEquals("passed", verdict(cases, "cancelStream while pending"));
        assertEquals("failure", verdict(cases, "cancelStream while cancelled"));
        assertEquals("failure", verdict(cases, "cancelStream sends nothing undocumented"));
        assertEquals("failure", verdict(cases, "getChat is called"));
        assertEquals("skipped", verdict(cases, "pingStream is called"));
    }

    @Test
    void nothing_exercised_is_not_green(MockSandbox sandbox) throws Exception {
        Element suite = suite(sandbox.coverageXml());
        assertEquals("1", suite.getAttribute("errors"));
        assertEquals(1, suite.getElementsByTagName("error").getLength());
    }

    private static Element suite(String xml) throws Exception {
        return (Element) DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getElementsByTagName("testsuite")
                .item(0);
    }

    private static String verdict(NodeList cases, String name) {
        Element found = IntStream.range(0, cases.getLength())
                .mapToObj(i -> (Element) cases.item(i))
                .filter(one -> one.getAttribute("name").equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no testcase " + name));
        NodeList children = found.getElementsByTagName("*");
        return children.getLength() == 0 ? "passed" : children.item(0).getNodeName();
    }

    @Test
    void apps_beyond_the_bound_are_counted_together(MockSandbox sandbox) {
        for (int i = 0; i < 60; i++) {
            Http.viewerWith(sandbox, "getStream", "x", "User-Agent", "app " + i + "x".repeat(500));
        }
        JsonNode apps = sandbox.coverage().path("apps");
        assertEquals(51, apps.size());
        assertEquals(10, apps.get(0).path("requests").asInt(), apps.get(0)::toString);
        assertTrue(apps.get(1).path("userAgent").asString().length() <= 200);
    }

    @Test
    void what_was_exercised_in_sandboxes_that_are_gone_counts_for_the_whole() {
        try (MockServer mock = MockServer.start(MockConfig.standard())) {
            AdminClient admin = AdminClient.at(mock.baseUrl());
            for (String name : List.of("one", "other")) {
                try (MockSandbox sandbox = admin.openSandbox(name)) {
                    Http.request(sandbox);
                }
            }
            assertEquals(2, admin.coverage().at("/apps/0/requests").asInt());
            assertTrue(admin.coverageXml().contains("requestStream is called"));
            admin.send("DELETE", "/coverage?sandbox=all", null);
            assertEquals(0, admin.coverage().path("apps").size());
        }
    }
}
