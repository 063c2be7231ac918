package com.dropininc.instantstream.contract.gate;

import com.dropininc.instantstream.contract.CommandLineRun;
import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import com.dropininc.instantstream.mock.client.AdminClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Three mocks as dev, staging and prod, at the addresses that the profiles give to the spec's server names; dev is ahead
 * of the others, by an overlay.
 */
final class Stage implements AutoCloseable {
    static final Path AHEAD = Path.of("src/test/resources/overlays/foreign.yaml");
    static final List<String> NAMES = List.of("dev", "staging", "prod");

    private final Map<String, MockServer> mocks = new LinkedHashMap<>();

    Stage() {
        MockConfig config = MockConfig.standard();
        NAMES.forEach(name ->
                mocks.put(name, MockServer.start(name.equals("dev") ? config.withOverlays(List.of(AHEAD)) : config)));
    }

    String url(String name) {
        return mocks.get(name).baseUrl();
    }

    /** What a person who runs the suite has set; prod is confirmed. */
    Map<String, String> variables(String name) {
        return variables(name, url(name));
    }

    static Map<String, String> variables(String name, String url) {
        String prefix = "INSTANTSTREAM_" + name.toUpperCase(Locale.ROOT) + "_";
        Map<String, String> variables = new HashMap<>();
        variables.put(prefix + "BASE_URL", url);
        variables.put(prefix + "REQUESTS_PER_SECOND", "2000");
        variables.put("INSTANTSTREAM_CONFIRM", "prod");
        variables.put("INSTANTSTREAM_APIKEY", "demo-viewer-key");
        variables.put("INSTANTSTREAM_OPERATOR_APIKEY", "demo-operator-key");
        return variables;
    }

    static CommandLineRun verify(String name, Path out, Map<String, String> variables, String... more) {
        Map<String, String> all = new HashMap<>(variables);
        all.put("INSTANTSTREAM_LEFTOVERS", out.resolveSibling("left").toString());
        List<String> arguments = new ArrayList<>(List.of("verify", "--env", name, "--build", "b7", "--only"));
        arguments.addAll(List.of("cell-streaming-*-chat", "cell-streaming-record-stream", "request-returns-*"));
        arguments.addAll(List.of(more));
        return CommandLineRun.of(out, all, arguments.toArray(String[]::new));
    }

    /** What changes for an app when one environment becomes as the other. */
    CommandLineRun compare(String one, String other, Path out, Map<String, String> more) {
        Map<String, String> all = new HashMap<>();
        List.of(one, other).forEach(name -> all.putAll(variables(name)));
        all.put("INSTANTSTREAM_LEFTOVERS", out.resolve("left").toString());
        all.putAll(more);
        return CommandLineRun.of(out, all, "compare", "--env", one, "--with", other, "--out", out.toString());
    }

    void fault(String name, String operation, Map<String, Object> fault) {
        AdminClient.at(url(name)).defaultSandbox().fault(Map.of("operation", operation, "fault", fault));
    }

    void heal() {
        NAMES.forEach(name -> AdminClient.at(url(name)).defaultSandbox().disarm());
        AdminClient.at(url("staging")).defaultSandbox().read("success-status", "ok");
    }

    /** How many requests an environment has seen. */
    int calls(String name) {
        return mocks.get(name)
                .sandboxes()
                .standard()
                .journal()
                .newest(entry -> true, Integer.MAX_VALUE)
                .size();
    }

    @Override
    public void close() {
        mocks.values().forEach(MockServer::close);
    }
}
