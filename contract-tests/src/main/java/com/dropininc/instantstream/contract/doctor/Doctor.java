package com.dropininc.instantstream.contract.doctor;

import com.dropininc.instantstream.spec.Contract;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Has the suite judge servers of which it is known how they are: a good one, some with one fault each, and one that is
 * not there. A suite that is right about all of them can be believed on this machine.
 */
public final class Doctor {
    private static final int GREEN = 0;
    private static final int RED = 1;
    private static final int INCONCLUSIVE = 3;

    /** The suite as a user runs it. */
    @FunctionalInterface
    public interface Suite {
        /** Judges by these arguments of the command line, and answers the exit code. */
        int run(List<String> arguments);
    }

    private record Case(String name, String url, int exitCode, Optional<String> rule, List<String> checks) {}

    private final Contract contract;
    private final Suite suite;
    private final Path directory;
    private final PrintStream out;

    /** @param directory takes the reports of the runs */
    public Doctor(Contract contract, Suite suite, Path directory, PrintStream out) {
        this.contract = contract;
        this.suite = suite;
        this.directory = directory;
        this.out = out;
    }

    /**
     * Examines the suite.
     *
     * @param url a server that keeps the contract
     * @param seed chooses the faults
     * @param faults how many of them
     * @return what the suite was wrong about, one line each
     * @throws IOException if no port can be had
     */
    public List<String> examine(String url, long seed, int faults) throws IOException {
        List<String> wrong = new ArrayList<>();
        judge(new Case("a server that keeps the contract", url, GREEN, Optional.empty(), List.of()))
                .ifPresent(wrong::add);
        List<Fault> all = new Faults(contract, seed).all();
        for (Fault fault : all.subList(0, Math.min(faults, all.size()))) {
            try (FaultyDoor door = new FaultyDoor(contract, url, fault)) {
                judge(new Case("one that " + fault.name(), door.url(), RED, Optional.of(fault.rule()), fault.checks()))
                        .ifPresent(wrong::add);
            }
        }
        judge(new Case(
                        "one that is not there",
                        "http://127.0.0.1:" + freePort(),
                        INCONCLUSIVE,
                        Optional.empty(),
                        List.of()))
                .ifPresent(wrong::add);
        return wrong;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** What was wrong about a case, in a line. */
    private Optional<String> judge(Case known) throws IOException {
        Path report = Files.createTempDirectory(directory, "examined");
        List<String> arguments =
                new ArrayList<>(List.of("verify", "--base-url", known.url(), "--out", report.toString()));
        if (!known.checks().isEmpty()) {
            arguments.add("--only");
            arguments.addAll(known.checks());
        }
        int exitCode = suite.run(arguments);
        List<String> rules = rules(report.resolve("report.json"));
        boolean right = exitCode == known.exitCode()
                && known.rule().map(rules::contains).orElse(rules.isEmpty());
        String wanted =
                known.exitCode() + known.rule().map(rule -> " by " + rule).orElse("");
        String was = exitCode + (rules.isEmpty() ? "" : " by " + String.join(", ", rules));
        out.printf(
                Locale.ROOT,
                "  %-5s %-52s wanted %s%s%n",
                right ? "right" : "WRONG",
                known.name(),
                wanted,
                right ? "" : ", was " + was);
        return right ? Optional.empty() : Optional.of(known.name() + ": wanted " + wanted + ", was " + was);
    }

    private static List<String> rules(Path report) throws IOException {
        if (!Files.exists(report)) {
            return List.of();
        }
        JsonNode findings =
                JsonMapper.shared().readTree(Files.readString(report)).path("findings");
        return StreamSupport.stream(findings.spliterator(), false)
                .map(finding -> finding.path("rule").asString())
                .toList();
    }
}
