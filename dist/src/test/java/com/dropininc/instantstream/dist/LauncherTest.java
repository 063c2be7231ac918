package com.dropininc.instantstream.dist;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.spec.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher of the mock: the first start makes an archive, later ones use it, and none fails for its sake. */
@Timeout(300)
class LauncherTest {
    private static final Path LAUNCHER =
            Path.of("target/instantstream/lib/instantstream-mock").toAbsolutePath();

    @TempDir
    Path directory;

    private Path cache;

    @Test
    void what_is_lost_or_broken_keeps_no_start_back() throws Exception {
        cache = directory.resolve("cache");
        assertFalse(startsFromArchive());
        awaitArchive();
        assertTrue(startsFromArchive());

        Files.delete(one("jar"));
        assertFalse(startsFromArchive());
        awaitArchive();
        assertTrue(startsFromArchive());

        Files.writeString(one("jsa", "aot"), "broken");
        assertFalse(startsFromArchive());
    }

    @Test
    void a_cache_may_be_anywhere() throws Exception {
        cache = directory.resolve("a b");
        startsFromArchive();
        awaitArchive();
        // Whether the archive is of use there depends on the Java.
        startsFromArchive();
    }

    @Test
    void half_of_a_heap_is_young_unless_somebody_says_otherwise() throws Exception {
        Map<String, Integer> megabytes =
                Map.of("-Xmx512m", 256, "\n-Xmx128m\n", 64, "-Xmn64m -Xmx512m", 64, "-Xmx512m -XX:NewRatio=3", 128);
        for (Map.Entry<String, Integer> young : megabytes.entrySet()) {
            // Nowhere to keep an archive, so that none is made while the directory goes.
            Tool.Outcome told = Tool.run(
                    directory,
                    Tool.need("env", "install coreutils"),
                    "INSTANTSTREAM_CACHE=",
                    "XDG_CACHE_HOME=",
                    "HOME=",
                    "INSTANTSTREAM_JAVA_OPTIONS=-XX:+PrintFlagsFinal " + young.getKey(),
                    LAUNCHER.toString(),
                    "--version");
            told.mustBeClean();
            assertTrue(
                    told.output().matches("(?s).* MaxNewSize += " + (young.getValue() << 20) + " .*"), young.getKey());
        }
    }

    /** Starts the mock, has it do all that a start does, and tells where its classes came from. */
    private boolean startsFromArchive() throws Exception {
        Path classes = directory.resolve("classes.log");
        Tool.run(
                        directory,
                        Tool.need("env", "install coreutils"),
                        "INSTANTSTREAM_CACHE=" + cache,
                        "INSTANTSTREAM_JAVA_OPTIONS=-Xlog:class+load:file=" + classes,
                        LAUNCHER.toString(),
                        "--rehearse")
                .mustBeClean();
        List<String> mine = Files.readAllLines(classes).stream()
                .filter(line -> line.contains("com.dropininc.instantstream.mock.Main source:"))
                .toList();
        assertFalse(mine.isEmpty());
        return mine.get(0).contains("shared objects file");
    }

    private void awaitArchive() {
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> {
            List<String> names = names();
            return names.stream().anyMatch(name -> name.endsWith(".jar"))
                    && names.stream().anyMatch(name -> name.endsWith(".jsa") || name.endsWith(".aot"))
                    && names.stream().noneMatch(name -> name.endsWith(".making"));
        });
    }

    private Path one(String... kinds) throws IOException {
        return names().stream()
                .filter(name -> Stream.of(kinds).anyMatch(name::endsWith))
                .findFirst()
                .map(cache::resolve)
                .orElseThrow();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
