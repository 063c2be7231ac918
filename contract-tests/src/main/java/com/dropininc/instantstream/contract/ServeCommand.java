package com.dropininc.instantstream.contract;

import com.dropininc.instantstream.contract.history.BoardServer;
import com.dropininc.instantstream.spec.Contract;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code serve}: the status board, until it is stopped. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Shows the last report of each environment as a status board, on this machine only.")
final class ServeCommand implements Callable<Integer> {
    private final PrintStream out;

    @Parameters(paramLabel = "DIR", description = "Where the reports are: *.report.json and report.json, at any depth.")
    private Path directory;

    @Option(names = "--port", paramLabel = "N", defaultValue = "4030", description = "0 takes a free one.")
    private int port;

    @Option(
            names = "--max-age-hours",
            paramLabel = "N",
            defaultValue = "24",
            description = "A report that is older shows as stale.")
    private int hours;

    ServeCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!Files.isDirectory(directory) || port < 0 || port > 65_535 || hours < 1) {
            throw new UsageException("serve takes a directory that is there, a port and a number of hours from 1 on");
        }
        try (BoardServer board =
                new BoardServer(directory, port, HistoryCommand.order(Contract.load()), Duration.ofHours(hours))) {
            out.println("status board of " + directory + " on " + board.url() + " (also /history, /board.json)");
            new CountDownLatch(1).await();
            return 0;
        } catch (IOException e) {
            throw new UsageException("port " + port + " cannot be bound (" + e.getMessage() + "): choose another", e);
        }
    }
}
