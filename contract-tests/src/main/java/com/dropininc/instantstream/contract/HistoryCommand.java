package com.dropininc.instantstream.contract;

import com.dropininc.instantstream.contract.gate.StoredReport;
import com.dropininc.instantstream.contract.history.History;
import com.dropininc.instantstream.contract.history.HistoryPage;
import com.dropininc.instantstream.contract.history.HistoryTable;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Server;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code history}: prints and draws how environments fared. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description = "Prints and draws the trend of each environment from the reports in a directory.",
        footerHeading = "%nExit codes:%n",
        footer = {"  0 drawn, 2 wrong usage, 3 there is no report that can be read"})
final class HistoryCommand implements Callable<Integer> {
    private final PrintStream out;
    private final PrintStream err;

    @Parameters(paramLabel = "DIR", description = "Where the reports are: *.report.json and report.json, at any depth.")
    private Path directory;

    @Option(names = "--out", paramLabel = "FILE", defaultValue = "history.html", description = "The page to draw.")
    private Path file;

    HistoryCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        if (!Files.isDirectory(directory)) {
            throw new UsageException(directory + " is no directory");
        }
        History history = History.read(directory, order(Contract.load()));
        history.refused().forEach(why -> err.println("not counted: " + why));
        for (Map.Entry<String, List<StoredReport>> environment : history.runs().entrySet()) {
            HistoryTable.lines(environment.getKey(), environment.getValue()).forEach(out::println);
        }
        if (history.runs().isEmpty()) {
            err.println("there is no report in " + directory + " that can be read");
            return Main.INCONCLUSIVE;
        }
        try {
            Files.writeString(file, HistoryPage.of(history));
        } catch (IOException e) {
            throw new UsageException(file + " cannot be written: choose another --out", e);
        }
        out.println("page  " + file);
        return 0;
    }

    /** Environments in the order of the spec's servers. */
    static List<String> order(Contract contract) {
        return contract.servers().stream().map(Server::environment).toList();
    }
}
