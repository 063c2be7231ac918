package com.dropininc.instantstream.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What SECURITY.md points at is there. */
class SecurityDocTest {
    private static final Path ROOT = Path.of("..");

    private static Set<String> named(String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(ROOT.resolve("SECURITY.md")))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void every_test_that_it_names_is_a_test() throws IOException {
        Set<String> named = named("\\w+Test\\b");
        assertFalse(named.isEmpty());
        for (String module : List.of("spec", "mock-server", "sdk-tests", "contract-tests")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
                named.removeAll(files.map(file -> file.getFileName().toString().replace(".java", ""))
                        .toList());
            }
        }
        assertEquals(Set.of(), named);
    }

    @Test
    void every_option_that_it_names_is_an_option_of_the_mock() throws IOException {
        List<String> options = Main.commandLine().getCommandSpec().options().stream()
                .flatMap(option -> Stream.of(option.names()))
                .toList();
        Set<String> named = named("--[a-z][a-z-]+");
        assertFalse(named.isEmpty());
        named.removeAll(options);
        assertEquals(Set.of(), named);
    }
}
