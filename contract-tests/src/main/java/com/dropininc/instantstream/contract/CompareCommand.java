package com.dropininc.instantstream.contract;

import com.dropininc.instantstream.contract.compare.Comparison;
import com.dropininc.instantstream.contract.compare.ComparisonFiles;
import com.dropininc.instantstream.contract.compare.Seen;
import com.dropininc.instantstream.contract.exchange.Target;
import com.dropininc.instantstream.contract.verdict.NotJudged;
import com.dropininc.instantstream.spec.Contract;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code compare}: what changes for an app that goes from one target to another. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = "Takes the same walk on two servers and tells how their answers differ.",
        footerHeading = "%nExit codes:%n",
        footer = "  0 alike, 1 different, 2 wrong usage, 3 could not be compared")
final class CompareCommand implements Callable<Integer> {
    private final Map<String, String> variables;
    private final PrintStream out;
    private final PrintStream err;

    @Option(names = "--env", paramLabel = "A", required = true, description = "An environment, or the URL of a server.")
    private String one;

    @Option(names = "--with", paramLabel = "B", required = true, description = "The other one.")
    private String other;

    @Mixin
    private final VisitOptions options = new VisitOptions();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "compare-report",
            description = "Where compare.html, compare.md and compare.json go.")
    private Path directory;

    CompareCommand(Map<String, String> variables, PrintStream out, PrintStream err) {
        this.variables = variables;
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        Contract contract = Contract.load();
        Target a = options.target(one, contract, variables);
        Target b = options.target(other, contract, variables);
        try {
            Comparison comparison = Comparison.of(a.name(), walks(contract, a), b.name(), walks(contract, b));
            ComparisonFiles.write(
                    comparison, directory, text -> b.keys().redact(a.keys().redact(text)));
            out.print(b.keys().redact(a.keys().redact(ComparisonFiles.text(comparison))));
            out.println("report  " + directory.resolve("compare.html"));
            return comparison.equal() ? 0 : 1;
        } catch (NotJudged e) {
            err.println("not compared: " + a.keys().redact(b.keys().redact(e.getMessage())));
            return Main.INCONCLUSIVE;
        }
    }

    private List<List<Seen>> walks(Contract contract, Target target) {
        try (Visit visit = new Visit(contract, target, LeftoversDirectory.of(null, variables))) {
            return visit.walks();
        } catch (NotJudged e) {
            throw new NotJudged(e.why(), target.name() + ": " + e.getMessage());
        }
    }
}
