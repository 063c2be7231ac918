package com.dropininc.instantstream.contract;

import com.dropininc.instantstream.contract.ledger.LedgerDiff;
import com.dropininc.instantstream.contract.ledger.LedgerFile;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ledger diff}: how answers have come to look different. */
@Command(
        name = "ledger",
        mixinStandardHelpOptions = true,
        description = "What the undocumented answers look like, as `verify --ledger FILE` keeps it.")
final class LedgerCommand {
    private LedgerCommand() {}

    /** Compares two ledgers. */
    @Command(
            name = "diff",
            mixinStandardHelpOptions = true,
            description = "Tells what looks different from one ledger to another.",
            footerHeading = "%nExit codes:%n",
            footer = "  0 nothing, 1 something, 2 wrong usage")
    static final class Diff implements Callable<Integer> {
        private final PrintStream out;

        @Parameters(index = "0", paramLabel = "OLD", description = "A ledger: of a release, or of an environment.")
        private Path old;

        @Parameters(index = "1", paramLabel = "NEW", description = "The other one.")
        private Path now;

        Diff(PrintStream out) {
            this.out = out;
        }

        @Override
        public Integer call() {
            List<String> lines = LedgerDiff.between(LedgerFile.read(old), LedgerFile.read(now));
            lines.forEach(out::println);
            out.println(lines.isEmpty() ? "nothing looks different" : lines.size() + " differences");
            return lines.isEmpty() ? 0 : 1;
        }
    }

    static picocli.CommandLine line(PrintStream out) {
        return new picocli.CommandLine(new LedgerCommand()).addSubcommand(new Diff(out));
    }
}
