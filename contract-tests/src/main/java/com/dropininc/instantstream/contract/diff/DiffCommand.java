package com.dropininc.instantstream.contract.diff;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code diff}: what changes for a client from one version of the spec to another. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = "Tells what changes for clients from one version of the spec to another.",
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0 nothing that --fail-on names, 1 something that it names or that cannot be compared,",
            "  2 wrong usage, or a document that cannot be read"
        })
public final class DiffCommand implements Callable<Integer> {
    /** How the changes are written. */
    enum Format {
        TEXT,
        JSON,
        MARKDOWN
    }

    private final PrintStream out;

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "OLD",
            description = "An OpenAPI 3.1 document, or a directory with openapi.yaml (and asyncapi.yaml).")
    private Path old;

    @Parameters(index = "1", arity = "0..1", paramLabel = "NEW", description = "The same (default: the spec built in).")
    private Path now;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, json or markdown (default: ${DEFAULT-VALUE}).")
    private String format;

    @Option(
            names = "--fail-on",
            paramLabel = "IMPACT",
            split = ",",
            defaultValue = "breaking",
            description = "Exit with 1 on changes that are breaking, or breaking,risky (default: ${DEFAULT-VALUE})."
                    + " What cannot be compared always counts.")
    private List<String> failOn;

    @Option(names = "--kinds", description = "Lists every kind of change with its impact, and compares nothing.")
    private boolean kinds;

    public DiffCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        if (kinds) {
            ChangeCatalog.SHIPPED
                    .list()
                    .forEach(kind -> out.printf("%-13s%-42s%s%n", kind.impact().word(), kind.id(), kind.sentence()));
            return 0;
        }
        if (old == null) {
            throw wrong("Which versions? Give OLD, and NEW unless it is built in.");
        }
        Format wanted = format();
        boolean risky = risky();
        SpecDiff diff =
                SpecDiff.between(SpecVersion.read(old), now == null ? SpecVersion.builtIn() : SpecVersion.read(now));
        out.print(new Changelog(diff).write(wanted));
        return diff.breaking() || (risky && !diff.of(Impact.RISKY).isEmpty()) ? 1 : 0;
    }

    private Format format() {
        for (Format known : Format.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(format)) {
                return known;
            }
        }
        throw wrong("--output " + format + " isn't a format: use text, json or markdown.");
    }

    private boolean risky() {
        for (String word : failOn) {
            if (!List.of("breaking", "risky").contains(word)) {
                throw wrong("--fail-on " + word + " isn't an impact: use breaking, or breaking,risky.");
            }
        }
        return failOn.contains("risky");
    }

    private ParameterException wrong(String why) {
        return new ParameterException(spec.commandLine(), why);
    }
}
