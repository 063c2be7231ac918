package com.dropininc.instantstream.contract;

import com.dropininc.instantstream.contract.gate.Decision;
import com.dropininc.instantstream.contract.gate.DecisionFiles;
import com.dropininc.instantstream.contract.gate.Gate;
import com.dropininc.instantstream.contract.gate.Policy;
import com.dropininc.instantstream.contract.gate.PolicyReader;
import com.dropininc.instantstream.contract.gate.Reason;
import com.dropininc.instantstream.contract.gate.ReportReader;
import com.dropininc.instantstream.contract.gate.StoredReport;
import com.dropininc.instantstream.spec.Contract;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gate}: reports and a policy in, one decision out. Sends nothing. */
@Command(
        name = "gate",
        mixinStandardHelpOptions = true,
        description = "Decides by reports of 'verify' and a policy whether something may go on.",
        footerHeading = "%nExit codes:%n",
        footer = {"  0 GO, 1 NO-GO, 2 wrong usage or a report or policy that cannot be used, 3 INCONCLUSIVE"})
final class GateCommand implements Callable<Integer> {
    private final Map<String, String> variables;
    private final PrintStream out;

    @Parameters(
            arity = "1..*",
            paramLabel = "REPORT",
            description = "Files report.json, or directories in which they are.")
    private List<Path> reports;

    @Option(names = "--policy", paramLabel = "FILE", description = "The policy, in YAML. Default: a sensible one.")
    private Path policy;

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "A report of an environment to compare times with; may be given for each.")
    private List<Path> baselines = List.of();

    @Option(
            names = "--build",
            paramLabel = "ID",
            description = "The build that wants to go on; reports of another do not count. Default:"
                    + " INSTANTSTREAM_BUILD_ID.")
    private String build;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "gate-decision",
            description = "Where the decision record goes: decision.html, decision.md, decision.json.")
    private Path directory;

    GateCommand(Map<String, String> variables, PrintStream out) {
        this.variables = variables;
        this.out = out;
    }

    @Override
    public Integer call() {
        Policy read = PolicyReader.read(Optional.ofNullable(policy), Contract.load());
        DecisionFiles files = DecisionFiles.into(directory);
        Decision decision = Gate.decide(read, read(ReportReader.find(reports)), read(baselines), circumstances(read));
        files.write(decision);
        print(decision);
        return decision.word().exitCode();
    }

    private static List<StoredReport> read(List<Path> files) {
        return files.stream().map(ReportReader::read).toList();
    }

    private Decision.Circumstances circumstances(Policy read) {
        Optional<String> named = Optional.ofNullable(build)
                .or(() -> Optional.ofNullable(variables.get("INSTANTSTREAM_BUILD_ID")))
                .map(String::strip)
                .filter(id -> !id.isEmpty());
        return new Decision.Circumstances(Instant.now(), named, read.source());
    }

    private void print(Decision decision) {
        out.println(decision.word().text() + ": " + decision.sentence());
        int number = 0;
        for (Reason reason : decision.strongest()) {
            out.println("  " + ++number + ". " + reason.text() + " [" + reason.id() + "]");
            reason.detail().ifPresent(detail -> out.println("     " + detail));
        }
        int more = decision.reasons().size() - decision.strongest().size();
        if (more > 0) {
            out.println("  and " + more + " more in the record");
        }
        decision.overruled()
                .ifPresent(override -> out.println("overruled by " + override.person() + " until " + override.expires()
                        + ": " + override.reason()));
        decision.notes().forEach(note -> out.println("note    " + note));
        out.println("record  " + directory.resolve("decision.html"));
    }
}
