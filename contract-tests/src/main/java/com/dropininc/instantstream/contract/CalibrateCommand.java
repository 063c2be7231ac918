package com.dropininc.instantstream.contract;

import com.dropininc.instantstream.contract.calibrate.Calibration;
import com.dropininc.instantstream.contract.calibrate.Proposal;
import com.dropininc.instantstream.contract.check.Probes;
import com.dropininc.instantstream.contract.compare.Seen;
import com.dropininc.instantstream.contract.exchange.Target;
import com.dropininc.instantstream.contract.report.Mask;
import com.dropininc.instantstream.contract.report.ReportException;
import com.dropininc.instantstream.contract.verdict.NotJudged;
import com.dropininc.instantstream.spec.Contract;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code calibrate}: what an environment was seen to do, as an overlay that a person reviews. */
@Command(
        name = "calibrate",
        mixinStandardHelpOptions = true,
        description = "Proposes an OpenAPI Overlay that turns what the contract assumes into what was observed.",
        footerHeading = "%nExit codes:%n",
        footer = "  0 proposed, or nothing to propose, 2 wrong usage, 3 the server could not be observed")
final class CalibrateCommand implements Callable<Integer> {
    private final Map<String, String> variables;
    private final PrintStream out;
    private final PrintStream err;

    @Option(
            names = "--env",
            paramLabel = "NAME",
            required = true,
            description = "An environment, or the URL of a server.")
    private String env;

    @Mixin
    private final VisitOptions options = new VisitOptions();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where the overlay goes. Default: spec/overlays/NAME.yaml.")
    private Path file;

    CalibrateCommand(Map<String, String> variables, PrintStream out, PrintStream err) {
        this.variables = variables;
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        Contract contract = Contract.load();
        Target target = options.target(env, contract, variables);
        try (Visit visit = new Visit(contract, target, LeftoversDirectory.of(null, variables))) {
            List<List<Seen>> walks = visit.walks();
            Probes.ask(visit.session());
            String where = target.name() + ", " + LocalDate.now(ZoneOffset.UTC);
            Proposal proposal =
                    Calibration.of(contract, where, walks, visit.session().readings(), new Mask(target.keys()::redact));
            tell(proposal);
            if (!proposal.overlay().isEmpty()) {
                write(target, proposal.overlay());
            }
            return 0;
        } catch (NotJudged e) {
            err.println("not observed: " + target.keys().redact(e.getMessage()));
            return Main.INCONCLUSIVE;
        }
    }

    private void tell(Proposal proposal) {
        proposal.changed().forEach(line -> out.println("changes    " + line));
        out.println("confirms   " + String.join(", ", proposal.confirmed()));
        proposal.left().forEach(line -> out.println("leaves     " + line));
    }

    private void write(Target target, String overlay) {
        String name = target.name().replaceAll("^[a-z]+://", "").replaceAll("[^A-Za-z0-9._-]", "_");
        Path to = file == null ? Path.of("spec", "overlays", name + ".yaml") : file;
        try {
            if (to.toAbsolutePath().getParent() != null) {
                Files.createDirectories(to.toAbsolutePath().getParent());
            }
            Files.writeString(to, overlay);
            out.println("proposal   " + to + ": review it like code, nothing is applied by itself");
        } catch (IOException e) {
            throw new ReportException("cannot write " + to + ": choose another --out", e);
        }
    }
}
