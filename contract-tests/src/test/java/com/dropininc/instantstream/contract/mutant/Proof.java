package com.dropininc.instantstream.contract.mutant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.dropininc.instantstream.contract.CommandLineRun;
import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import com.dropininc.instantstream.spec.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the suite is worth as a detector: every mutant and every harmless server is judged by the whole suite, as a user
 * runs it. Takes half an hour, so it runs with {@code -Pproof} only. {@code -Dproof.only=REGEX} proves a part of it.
 */
class Proof {
    private static final Pattern ONLY = Pattern.compile(System.getProperty("proof.only", ".*"));
    private static final int AT_ONCE = Integer.getInteger("proof.threads", 2);

    private final Contract contract = Contract.load();

    @Test
    void the_suite_catches_what_is_broken_and_blocks_nothing_else(@TempDir Path dir) throws Exception {
        List<Callable<Score.Judged>> runs = new ArrayList<>();
        Mutants.byGroup()
                .forEach((group, mutants) -> mutants.stream()
                        .filter(mutant -> ONLY.matcher(mutant.name()).matches())
                        .forEach(mutant -> runs.add(() -> judged(group, mutant, dir))));
        HarmlessServers.all().stream()
                .filter(server -> ONLY.matcher(server.name()).matches())
                .forEach(server -> runs.add(() -> judged(server, dir)));
        Score score = new Score(all(runs));
        Path file = Path.of("target", "proof.md");
        Files.createDirectories(file.getParent());
        Files.writeString(file, score.text());
        System.out.println(score.text());
        assertEquals(List.of(), score.shortcomings(), "see " + file);
    }

    private static List<Score.Judged> all(List<Callable<Score.Judged>> runs) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Score.Judged> judged = new ArrayList<>();
            for (Future<Score.Judged> run : pool.invokeAll(runs)) {
                judged.add(run.get());
            }
            return judged;
        } finally {
            pool.shutdownNow();
        }
    }

    private Score.Judged judged(Group group, Mutant mutant, Path dir) throws IOException {
        return run(Score.Subject.of(group, mutant, contract), mutant.fault(), dir.resolve("m-" + mutant.name()));
    }

    private Score.Judged judged(Harmless server, Path dir) throws IOException {
        return run(Score.Subject.of(server), server.way(), dir.resolve("h-" + server.name()));
    }

    /** Whether {@code --strict} blocks can be told without it: it does so for any finding. */
    private static Score.Judged run(Score.Subject subject, Fault fault, Path dir) throws IOException {
        try (MockServer mock = MockServer.start(MockConfig.standard());
                Proxy proxy = new Proxy(mock.baseUrl(), fault)) {
            CommandLineRun run = CommandLineRun.of(dir, Map.of(), "verify", "--base-url", proxy.url());
            List<String> rules = StreamSupport.stream(
                            run.report().path("causes").spliterator(), false)
                    .map(cause -> cause.path("rule").asString())
                    .toList();
            Score.Judged judged = new Score.Judged(subject, run.exitCode(), rules);
            System.out.println(judged);
            return judged;
        }
    }
}
