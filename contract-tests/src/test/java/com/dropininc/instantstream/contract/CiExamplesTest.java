package com.dropininc.instantstream.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.spec.Tool;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.MultipleCompilationErrorsException;
import org.codehaus.groovy.control.Phases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The CI files that the docs offer: they are ones, and call the jar as it is. */
class CiExamplesTest {
    private static final Path EXAMPLES = Path.of("../docs/ci").toAbsolutePath().normalize();
    private static final Path NPM = Path.of("src/test/npm");
    private static final Pattern CALL = Pattern.compile("(?:contract-tests\\.jar|\\$SUITE) ([a-z]+)((?: [^\"'\\n]*)?)");

    @TempDir
    Path dir;

    @Test
    void the_workflow_of_github_is_one() throws Exception {
        Path workflow = EXAMPLES.resolve("github-actions.yml");
        github(workflow).mustBeClean();
        String broken = Files.readString(workflow).replace("runs-on", "run-on");
        assertEquals(
                1, github(Files.writeString(dir.resolve("broken.yml"), broken)).exitCode());
    }

    private static Tool.Outcome github(Path file) throws Exception {
        return Tool.npm(NPM, "exec", "--", "action-validator", file.toString());
    }

    @Test
    void the_file_of_gitlab_is_one() throws Exception {
        Path file = EXAMPLES.resolve("gitlab-ci.yml");
        gitlab(file).mustBeClean();
        String broken = Files.readString(file).replace("extends:", "extend:");
        assertEquals(
                1, gitlab(Files.writeString(dir.resolve("broken.yml"), broken)).exitCode());
    }

    private static Tool.Outcome gitlab(Path file) throws Exception {
        return Tool.npm(NPM, "exec", "--", "node", "gitlab-lint.mjs", file.toString());
    }

    @Test
    void the_jenkinsfile_is_groovy() throws IOException {
        String text = Files.readString(EXAMPLES.resolve("Jenkinsfile"));
        parse(text);
        assertThrows(MultipleCompilationErrorsException.class, () -> parse(text.replaceFirst("\\{", "")));
    }

    private static void parse(String text) {
        CompilationUnit unit = new CompilationUnit();
        unit.addSource("Jenkinsfile", text);
        unit.compile(Phases.CONVERSION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"github-actions.yml", "gitlab-ci.yml", "Jenkinsfile"})
    void every_call_of_the_jar_is_one_that_the_jar_takes(String name) throws IOException {
        Matcher call = CALL.matcher(Files.readString(EXAMPLES.resolve(name)).replaceAll("\\n +(?=--)", " "));
        Set<String> commands = new TreeSet<>();
        while (call.find()) {
            commands.add(call.group(1));
            String help = help(call.group(1));
            Matcher option = Pattern.compile("--[a-z-]+").matcher(call.group(2));
            while (option.find()) {
                assertTrue(help.contains(option.group()), name + ": " + call.group() + "\n" + help);
            }
        }
        assertEquals(Set.of("cleanup", "gate", "verify"), commands);
    }

    private static String help(String command) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        assertEquals(0, Main.run(new String[] {command, "--help"}, Map.of(), stream, stream), command);
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"github-actions.yml", "gitlab-ci.yml", "Jenkinsfile"})
    void no_key_stands_in_them_or_on_a_command_line(String name) throws IOException {
        String text = Files.readString(EXAMPLES.resolve(name));
        assertFalse(Pattern.compile("apikey *[:=] *['\"]?[A-Za-z0-9]{8}", Pattern.CASE_INSENSITIVE)
                .matcher(text)
                .find());
        assertFalse(text.contains("--apikey"), text);
    }
}
