package com.dropininc.instantstream.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.spec.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What the build has put together: launcher, completion and man pages, each as a shell uses it. */
@Timeout(120)
class KitTest {
    private static final Path KIT = Path.of("target/instantstream").toAbsolutePath();

    @TempDir
    Path directory;

    @Test
    void the_launcher_tells_of_every_command_from_any_directory_and_through_a_link() throws Exception {
        Path link = Files.createDirectory(directory.resolve("a b")).resolve("instantstream");
        Files.createSymbolicLink(link, KIT.resolve("bin/instantstream"));
        Tool.Outcome outcome = Tool.run(link.getParent(), link, "--help");
        Files.delete(link);
        outcome.mustBeClean();
        Kit.commandLine()
                .getSubcommands()
                .forEach((name, command) -> assertTrue(outcome.output().contains("  " + name), outcome.output()));
    }

    @Test
    void wrong_usage_is_2_under_the_name_of_the_program() throws Exception {
        Path launcher = KIT.resolve("bin/instantstream");
        Tool.Outcome none = Tool.run(KIT, launcher);
        assertEquals(2, none.exitCode(), none.output());
        Tool.Outcome unknown = Tool.run(KIT, launcher, "gate", "--nonsense");
        assertEquals(2, unknown.exitCode(), unknown.output());
        assertTrue(unknown.output().contains("Usage: instantstream gate"), unknown.output());
        Tool.Outcome mock = Tool.run(KIT, launcher, "mock", "--nonsense");
        assertEquals(2, mock.exitCode(), mock.output());
    }

    @Test
    void bash_completes_commands_and_options() throws Exception {
        assertEquals(List.of("verify"), completed("instantstream", "ver"));
        assertEquals(List.of("--base-url"), completed("instantstream", "verify", "--base"));
        assertEquals(List.of("--pusher-app"), completed("instantstream", "mock", "--pusher"));
    }

    private static List<String> completed(String... words) throws Exception {
        Path bash = Tool.need("bash", "install bash");
        String line = Stream.of(words).map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        Tool.Outcome outcome = Tool.run(KIT, bash, "--norc", "-c", """
            set -eu
            . share/bash-completion/completions/instantstream
            complete -p instantstream >/dev/null
            COMP_WORDS=(%s) COMP_CWORD=%d
            set +eu
            _complete_instantstream
            printf '=%%s\\n' "${COMPREPLY[@]}"
            """.formatted(line, words.length - 1));
        return outcome.output()
                .lines()
                .filter(written -> written.startsWith("="))
                .map(written -> written.substring(1).strip())
                .toList();
    }

    @Test
    void every_command_has_a_man_page_with_every_option() throws Exception {
        Map<String, CommandLine> commands = new TreeMap<>();
        collect(Kit.commandLine(), commands);
        for (Map.Entry<String, CommandLine> command : commands.entrySet()) {
            Path page = KIT.resolve("share/man/man1/" + command.getKey() + ".1");
            String text = Files.readString(page).replace("\\-", "-");
            for (OptionSpec option : command.getValue().getCommandSpec().options()) {
                assertEquals(!option.hidden(), text.contains(option.longestName()), page + " " + option.longestName());
            }
        }
    }

    private static void collect(CommandLine line, Map<String, CommandLine> into) {
        if (!line.getCommandSpec().usageMessage().hidden()) {
            into.put(line.getCommandSpec().qualifiedName("-"), line);
            line.getSubcommands().values().forEach(command -> collect(command, into));
        }
    }
}
