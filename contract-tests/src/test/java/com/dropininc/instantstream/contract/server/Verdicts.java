package com.dropininc.instantstream.contract.server;

import com.dropininc.instantstream.contract.CommandLineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** What the whole suite says about many servers, two at a time. */
record Verdicts(Map<String, Judged> byServer) {
    /** One run: its exit code, how many checks were flaky, what its findings are, and what it printed. */
    record Judged(String server, int exitCode, int flaky, Set<String> identities, String firstLine, String all) {
        /** What is wrong about this verdict on a harmless server. */
        Optional<String> notHarmless(boolean weather) {
            boolean green = exitCode == 0 && flaky == 0;
            boolean patient = weather && exitCode == 3 && flaky == 0;
            return green || patient ? Optional.empty() : Optional.of(this + "\n" + all);
        }

        /** What is wrong about this verdict on a server that breaks a rule; the first line has to name the rule. */
        Optional<String> notCaught(String rule, boolean rare) {
            boolean caught = exitCode == 1 && firstLine.contains(rule);
            return caught || rare && exitCode == 3 ? Optional.empty() : Optional.of(this + "\n" + all);
        }

        @Override
        public String toString() {
            return server + ": exit " + exitCode + ", " + flaky + " flaky, " + firstLine;
        }
    }

    /** Judges one item. */
    @FunctionalInterface
    interface Judging<T> {
        Judged judge(T item) throws IOException;
    }

    static <T> Verdicts of(List<T> items, Function<T, String> name, Judging<T> judging) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            Map<String, Future<Judged>> runs = new LinkedHashMap<>();
            items.forEach(item -> runs.put(name.apply(item), pool.submit(() -> judging.judge(item))));
            Map<String, Judged> judged = new LinkedHashMap<>();
            for (Map.Entry<String, Future<Judged>> run : runs.entrySet()) {
                judged.put(run.getKey(), run.getValue().get());
            }
            return new Verdicts(judged);
        } finally {
            pool.shutdownNow();
        }
    }

    /** Lets the suite judge a server by all its keys. */
    static Judged judged(IndependentServer server, Path dir, String... more) throws IOException {
        return judged(server, IndependentServer.variables(), dir, more);
    }

    /** Lets the suite judge a server by these variables. */
    static Judged judged(IndependentServer server, Map<String, String> variables, Path dir, String... more)
            throws IOException {
        List<String> arguments = new ArrayList<>(List.of("verify", "--base-url", server.url()));
        arguments.addAll(List.of(more));
        CommandLineRun run = CommandLineRun.of(dir, variables, arguments.toArray(String[]::new));
        JsonNode report = run.report();
        Set<String> identities = new TreeSet<>();
        report.path("findings")
                .forEach(finding -> finding.path("identities").forEach(one -> identities.add(one.asString())));
        int flaky = report.path("checks").path("flaky").asInt();
        String first = run.out()
                .lines()
                .filter(line -> line.matches("(PASSED|FAILED|INCONCLUSIVE): .*"))
                .findFirst()
                .orElse(run.err().strip());
        return new Judged(dir.getFileName().toString(), run.exitCode(), flaky, identities, first, run.toString());
    }

    Judged of(String server) {
        return byServer.get(server);
    }

    /** Leaves a table of all verdicts in {@code target}. */
    void write(String name) throws IOException {
        Path file = Path.of("target", name + ".md");
        Files.createDirectories(file.getParent());
        StringBuilder table = new StringBuilder("| server | exit | flaky | first line |\n|---|---|---|---|\n");
        byServer.values()
                .forEach(judged -> table.append("| " + judged.server() + " | " + judged.exitCode() + " | "
                        + judged.flaky() + " | " + judged.firstLine() + " |\n"));
        Files.writeString(file, table);
    }
}
