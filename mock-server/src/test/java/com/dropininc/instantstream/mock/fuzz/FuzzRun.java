package com.dropininc.instantstream.mock.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Has Jazzer try many inputs on each parser: {@code mvn -Pfuzz -pl mock-server -am test}. Not part of the build. With
 * {@code -Dfuzz.parsers=JSON_BODY,HEADERS} some only, with {@code -Dfuzz.runs=100000} fewer inputs.
 */
class FuzzRun {
    private static final String RUNS = System.getProperty("fuzz.runs", "1000000");

    static List<Parsers> chosen() {
        String named = System.getProperty("fuzz.parsers", "");
        return named.isEmpty()
                ? Parsers.all()
                : List.of(named.split(",")).stream().map(Parsers::valueOf).toList();
    }

    @ParameterizedTest
    @MethodSource("chosen")
    void no_input_does_harm(Parsers parser) throws IOException, InterruptedException {
        Path out = Files.createDirectories(Path.of("target/fuzz", parser.corpus()));
        Path log = out.resolve("log.txt");
        Process jazzer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-Dfuzz.parser=" + parser,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + Parsers.Target.class.getName(),
                        "--instrumentation_includes=com.dropininc.instantstream.**",
                        // Each letter that it compares would count as a step towards something.
                        "--instrumentation_excludes=com.dropininc.instantstream.spec.Nearest",
                        "--reproducer_path=" + out,
                        "-artifact_prefix=" + out + "/",
                        "-runs=" + RUNS,
                        "-timeout=600",
                        "-rss_limit_mb=0",
                        Files.createDirectories(out.resolve("corpus")).toString(),
                        Corpus.of(parser).toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertEquals(0, jazzer.waitFor(), () -> parser + ": see " + log.toAbsolutePath());
        } finally {
            jazzer.destroyForcibly();
        }
        List<String> lines = Files.readAllLines(log);
        String last = lines.get(lines.size() - 1);
        System.out.println(parser + ": " + last);
        assertTrue(last.contains(RUNS + " runs"), last);
    }
}
