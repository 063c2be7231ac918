package com.dropininc.instantstream.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.dist.Handbook.Block;
import com.dropininc.instantstream.dist.Handbook.Page;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Lifecycle;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What the handbook says is there. */
class HandbookTest {
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]+");
    private static final Pattern OURS = Pattern.compile(
            "(?:^|\\s)(?:\\S*/)?(instantstream|contract-tests\\.jar|instantstream-mock(?:\\.jar)?)(?=\\s)(?!\\s+dist)(.*)");

    @Test
    void every_relative_link_leads_to_a_file_and_a_heading() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Page page : Handbook.pages()) {
            for (String link : page.links()) {
                if (!link.matches("[a-z]+:.*") && !leads(page, URI.create(link))) {
                    broken.add(Handbook.ROOT.relativize(page.file()) + ": " + link);
                }
            }
        }
        assertEquals(List.of(), broken);
    }

    private static boolean leads(Page from, URI link) {
        Path file = link.getPath().isEmpty()
                ? from.file()
                : from.file().resolveSibling(link.getPath()).normalize();
        boolean there = file.startsWith(Handbook.ROOT) && Files.exists(file);
        return there
                && (link.getFragment() == null
                        || Handbook.page(Handbook.ROOT.relativize(file).toString())
                                .anchors()
                                .contains(link.getFragment()));
    }

    @Test
    void every_page_is_reached_from_the_index() {
        Set<Path> linked = Handbook.page("docs/README.md").links().stream()
                .map(link -> Handbook.ROOT.resolve("docs").resolve(link).normalize())
                .collect(Collectors.toSet());
        List<Path> lost = Handbook.pages().stream()
                .map(Page::file)
                .filter(file -> file.startsWith(Handbook.ROOT.resolve("docs")))
                .filter(file -> !linked.contains(file) && !file.endsWith("docs/README.md"))
                .toList();
        assertEquals(List.of(), lost);
    }

    @Test
    void every_command_that_is_shown_exists_with_its_options() {
        CommandLine kit = Kit.commandLine();
        List<String> wrong = new ArrayList<>();
        int seen = 0;
        for (Page page : Handbook.pages()) {
            for (Matcher call : calls(page)) {
                seen++;
                CommandLine command = command(kit, call.group(1), call.group(2));
                for (String option : options(call.group(2))) {
                    if (!command.getCommandSpec().optionsMap().containsKey(option)) {
                        wrong.add("%s: %s has no %s"
                                .formatted(
                                        page.file().getFileName(), call.group().strip(), option));
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(seen > 20, "calls seen: " + seen);
    }

    private static List<Matcher> calls(Page page) {
        Stream<String> lines = Stream.concat(
                page.blocks().stream()
                        .filter(block -> block.language().equals("sh"))
                        .map(Block::text),
                page.codes().stream());
        return lines.flatMap(text -> text.replace("\\\n", " ").lines())
                .map(line -> OURS.matcher(
                        line.replaceAll("\\s#\\s.*", "").replaceAll("exec.args='(.*)'", " instantstream-mock $1")
                                + " "))
                .filter(Matcher::find)
                .toList();
    }

    /** What follows may be a sub-command of the suite or, behind the kit's own name, of the kit. */
    private static CommandLine command(CommandLine kit, String program, String arguments) {
        CommandLine command =
                program.startsWith("instantstream-mock") ? kit.getSubcommands().get("mock") : kit;
        for (String word : arguments.strip().split("\\s+")) {
            if (!command.getSubcommands().containsKey(word)) {
                break;
            }
            command = command.getSubcommands().get(word);
        }
        return command;
    }

    private static List<String> options(String text) {
        return OPTION.matcher(text).results().map(MatchResult::group).toList();
    }

    @Test
    void every_option_that_is_named_belongs_to_some_command() {
        Set<String> known = new TreeSet<>(Set.of("--save-dev", "--rm", "--errors"));
        options(Kit.commandLine(), known);
        Set<String> unknown = new TreeSet<>();
        for (Page page : Handbook.pages()) {
            if (page.file().startsWith(Handbook.ROOT.resolve("benchmarks"))) {
                continue; // The options there are those of its own scripts.
            }
            page.codes().stream()
                    .filter(code -> code.startsWith("-"))
                    .flatMap(code -> options(code).stream())
                    .filter(option -> !known.contains(option))
                    .forEach(option -> unknown.add(page.file().getFileName() + " " + option));
        }
        assertEquals(Set.of(), unknown);
    }

    private static void options(CommandLine line, Set<String> into) {
        line.getCommandSpec().options().stream()
                .map(OptionSpec::names)
                .flatMap(Arrays::stream)
                .forEach(into::add);
        line.getSubcommands().values().forEach(command -> options(command, into));
    }

    @Test
    void every_error_text_is_one_that_the_code_has() throws IOException {
        String code = sources();
        List<String> quoted = Handbook.page("docs/troubleshooting.md").quoted();
        assertTrue(quoted.size() > 10, "error texts: " + quoted.size());
        List<String> invented = quoted.stream()
                .flatMap(text -> Stream.of(text.split("\\.\\.\\.")))
                .map(String::strip)
                .filter(text -> !code.contains(text))
                .toList();
        assertEquals(List.of(), invented);
    }

    /** What is written in one piece, though its source breaks it into lines. */
    private static String sources() throws IOException {
        StringBuilder all = new StringBuilder(Files.readString(Handbook.ROOT.resolve("spec/openapi.yaml")));
        for (String directory :
                List.of("spec/src/main", "mock-server/src/main/java", "contract-tests/src/main", "npm/src")) {
            try (Stream<Path> files = Files.walk(Handbook.ROOT.resolve(directory))) {
                for (Path file : files.filter(file -> file.toString().matches(".*\\.(java|js)"))
                        .toList()) {
                    all.append(Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", ""));
                }
            }
        }
        return all.toString().replace("${OLDEST}", "17");
    }

    @Test
    void the_picture_of_the_lifecycle_shows_the_rows_of_the_spec() {
        Set<String> rows = new TreeSet<>();
        for (Lifecycle.Transition row : Contract.load().lifecycle().transitions()) {
            String by =
                    row.on().orElseGet(() -> row.after().orElseThrow().span().toSeconds() + " s");
            (row.from().isEmpty() ? Set.of("[*]") : row.from())
                    .stream()
                            .filter(from -> !row.target(from).equals(from))
                            .forEach(from -> rows.add(from + " --> " + row.target(from) + ": " + by));
        }
        Set<String> drawn = Handbook.page("docs/lifecycle.md")
                .block("mermaid")
                .lines()
                .map(String::strip)
                .filter(line -> line.contains(": "))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(rows, drawn);
    }
}
