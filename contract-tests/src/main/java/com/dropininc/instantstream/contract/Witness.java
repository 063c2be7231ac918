package com.dropininc.instantstream.contract;

import com.dropininc.instantstream.contract.exchange.Exchanged;
import com.dropininc.instantstream.contract.ledger.LedgerDiff;
import com.dropininc.instantstream.contract.ledger.LedgerFile;
import com.dropininc.instantstream.contract.ledger.ShapeLedger;
import com.dropininc.instantstream.contract.ledger.Shapes;
import com.dropininc.instantstream.contract.report.Run;
import com.dropininc.instantstream.contract.verdict.Verdict;
import com.dropininc.instantstream.spec.Contract;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Sees every answer of a run, and keeps in a file what they look like. Safe to share between threads. */
final class Witness {
    private final Shapes shapes;

    Witness(Contract contract) {
        this.shapes = new Shapes(contract);
    }

    void see(Exchanged exchanged) {
        shapes.see(exchanged.call(), exchanged.answer());
    }

    /** Brings the file up to date, and tells what has changed; a run without a verdict teaches nothing. */
    void update(Path file, Run run, PrintStream out) {
        if (run.verdict().word() == Verdict.Word.INCONCLUSIVE) {
            out.println("ledger  " + file + " is as it was: the run was inconclusive");
            return;
        }
        ShapeLedger seen =
                shapes.ledger(run.target().name(), LocalDate.now(ZoneOffset.UTC).toString());
        ShapeLedger merged = seen;
        if (Files.exists(file)) {
            ShapeLedger old = LedgerFile.read(file);
            if (!old.environment().equals(seen.environment())) {
                throw new UsageException(file + " is the ledger of " + old.environment() + ", not of "
                        + seen.environment() + ": give another --ledger");
            }
            LedgerDiff.between(old, seen).forEach(line -> out.println("ledger  " + line));
            merged = old.then(seen);
        }
        LedgerFile.write(merged, file);
        out.println("ledger  " + file);
    }
}
