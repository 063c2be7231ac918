package com.dropininc.instantstream.dist;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** A command as a man page: what its {@code --help} tells, in the sections that readers of man pages look for. */
final class ManPage {
    private final CommandLine line;
    private final CommandSpec spec;
    private final UsageMessageSpec usage;
    private final StringBuilder page = new StringBuilder();

    private ManPage(CommandLine line) {
        this.line = line;
        this.spec = line.getCommandSpec();
        // Lines are broken by the reader's man, not here.
        this.usage = spec.usageMessage().width(2_000);
    }

    /** The page in roff, for {@code man} and for {@code mandoc}. */
    static String of(CommandLine line) {
        return new ManPage(line).written();
    }

    private String written() {
        String name = spec.qualifiedName("-");
        String version = String.join(" ", spec.root().version());
        page.append(".TH \"%s\" 1 \"\" \"%s\" \"Instantstream Kit\"%n".formatted(name.toUpperCase(), version));
        section("NAME");
        paragraph(name + " - " + String.join(" ", usage.description()));
        // Ragged: stretched blanks between options are hard to read.
        page.append(".ad l\n");
        section("SYNOPSIS");
        paragraph(line.getHelp().synopsis(0).strip());
        List<PositionalParamSpec> parameters = spec.positionalParameters().stream()
                .filter(parameter -> !parameter.hidden())
                .toList();
        entries("ARGUMENTS", parameters.stream().map(ManPage::entry));
        entries(
                "OPTIONS",
                spec.options().stream().filter(option -> !option.hidden()).map(ManPage::entry));
        entries(
                "COMMANDS",
                commands()
                        .map(command ->
                                entry(command.name(), command.usageMessage().description())));
        footer();
        return page.toString();
    }

    private Stream<CommandSpec> commands() {
        return spec.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(command -> !command.usageMessage().hidden());
    }

    private void entries(String title, Stream<String> entries) {
        String all = entries.collect(Collectors.joining());
        if (!all.isEmpty()) {
            section(title);
            page.append(all);
        }
    }

    private static String entry(ArgSpec argument) {
        List<String> names = new ArrayList<>();
        if (argument instanceof OptionSpec option) {
            boolean flag = option.arity().max() == 0;
            Stream.of(option.names())
                    .map(name -> flag ? name : name + "=" + option.paramLabel())
                    .forEach(names::add);
        } else {
            names.add(argument.paramLabel());
        }
        return entry(String.join(", ", names), argument.description());
    }

    private static String entry(String term, String... text) {
        return ".TP%n.B %s%n%s%n".formatted(roff(term), roff(plain(text)));
    }

    private void footer() {
        String heading = plain(usage.footerHeading()).strip();
        if (!heading.isEmpty()) {
            section(heading.replaceAll(":$", "").toUpperCase());
        } else if (usage.footer().length > 0) {
            section("NOTES");
        }
        for (String text : usage.footer()) {
            if (!text.isBlank()) {
                page.append(roff(plain(text).strip())).append("\n.br\n");
            }
        }
    }

    private void section(String title) {
        page.append(".SH \"").append(title).append("\"\n");
    }

    private void paragraph(String text) {
        page.append(roff(text)).append('\n');
    }

    // Descriptions are formats, in which %n ends a line and %% is a percent sign.
    private static String plain(String... text) {
        return String.join(" ", text).replace("%n", "\n").replace("%%", "%");
    }

    private static String roff(String text) {
        return text.lines()
                .map(written -> written.replace("\\", "\\e").replace("-", "\\-"))
                // A line that starts like this is a command to roff.
                .map(written -> written.startsWith(".") || written.startsWith("'") ? "\\&" + written : written)
                .collect(Collectors.joining("\n"));
    }
}
