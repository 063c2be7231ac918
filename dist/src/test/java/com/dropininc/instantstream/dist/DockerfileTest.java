package com.dropininc.instantstream.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What can be said of the container without an engine. */
class DockerfileTest {
    private static final Path DIST = Path.of("").toAbsolutePath();
    private static final String HOME = "/opt/instantstream";

    private record Instruction(String name, String rest) {}

    private static List<Instruction> instructions() throws IOException {
        return Files.readString(DIST.resolve("Dockerfile"))
                .replaceAll("(?m)^#.*\\n", "")
                .replaceAll("\\\\\\n", "")
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> new Instruction(line.replaceAll("\\s.*", ""), line.replaceAll("^\\S+\\s+", "")))
                .toList();
    }

    private static List<String> all(String name) throws IOException {
        return instructions().stream()
                .filter(instruction -> instruction.name().equals(name))
                .map(Instruction::rest)
                .toList();
    }

    @Test
    void what_runs_is_not_root_and_known_by_number() throws IOException {
        List<String> users = all("USER");
        assertTrue(users.get(users.size() - 1).matches("[1-9][0-9]*:[1-9][0-9]*"), users.toString());
        List<String> names = instructions().stream().map(Instruction::name).toList();
        assertTrue(names.indexOf("USER") < names.indexOf("ENTRYPOINT"), names.toString());
    }

    @Test
    void it_holds_the_kit_and_nothing_else() throws IOException {
        assertEquals(List.of("target/instantstream " + HOME), all("COPY"));
        assertEquals(List.of(), all("ADD"));
        assertEquals(
                List.of("*", "!target/instantstream"),
                Files.readAllLines(DIST.resolve(".dockerignore")).stream()
                        .filter(line -> !line.startsWith("#"))
                        .toList());
    }

    @Test
    void what_it_starts_is_what_the_build_lays_there() throws IOException {
        String program = all("ENTRYPOINT").get(0).replaceAll("[\\[\\]\"]", "");
        assertEquals(HOME + "/bin/instantstream", program);
        assertTrue(Files.isExecutable(DIST.resolve("src/main/launcher/instantstream")));
        assertTrue(all("CMD").get(0).startsWith("[\"mock\""), all("CMD").toString());
    }

    @Test
    void its_health_check_needs_no_program_to_be_installed() throws IOException {
        assertEquals(1, all("HEALTHCHECK").size());
        assertFalse(all("HEALTHCHECK").get(0).matches(".*\\b(curl|wget|nc|python)\\b.*"));
        assertFalse(all("RUN").stream().anyMatch(command -> command.matches(".*\\b(apt|apt-get|apk|curl|wget)\\b.*")));
    }

    @Test
    void no_secret_stands_in_it_and_its_base_has_a_version() throws IOException {
        assertFalse(String.join(" ", all("ENV")).matches("(?i).*(token|secret|password|apikey).*"));
        assertTrue(all("FROM").stream().allMatch(image -> image.matches("\\S+:[0-9][^ ]*( AS \\S+)?")));
    }
}
