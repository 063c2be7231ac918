package com.dropininc.instantstream.contract.diff;

import com.dropininc.instantstream.spec.ContractException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code diff}: what changes for a consumer from one version of the spec to another. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = "Tells what changes for consumers from one version of the spec to another.",
        footerHeading = "%nExit codes:%n",
        footer = "  0 nothing breaks, 1 something breaks, 2 wrong usage")
public final class DiffCommand implements Callable<Integer> {
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

    @Option(names = "--markdown", paramLabel = "FILE", description = "Writes the changelog there too.")
    private Path markdown;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the changes as JSON there too.")
    private Path json;

    @Option(names = "--kinds", description = "Lists every kind of change with its impact, and compares nothing.")
    private boolean kinds;

    public DiffCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        if (kinds) {
            Kinds.list()
                    .forEach(kind -> out.printf("%-10s%-42s%s%n", kind.impact().word(), kind.id(), kind.sentence()));
            return 0;
        }
        if (old == null) {
            throw new ParameterException(spec.commandLine(), "which versions? give OLD, and NEW unless it is built in");
        }
        SpecDiff diff = SpecDiff.between(Documents.read(old), now == null ? Documents.builtIn() : Documents.read(now));
        out.print(Changelog.markdown(diff));
        write(markdown, Changelog.markdown(diff));
        write(json, Changelog.json(diff));
        return diff.breaking() ? 1 : 0;
    }

    private static void write(Path file, String text) {
        if (file == null) {
            return;
        }
        try {
            if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new ContractException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
