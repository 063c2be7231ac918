package com.dropininc.instantstream.contract;

import com.dropininc.instantstream.contract.diff.DiffCommand;
import com.dropininc.instantstream.contract.gate.GateException;
import com.dropininc.instantstream.contract.report.ReportException;
import com.dropininc.instantstream.contract.report.Run;
import com.dropininc.instantstream.fixtures.FixtureException;
import com.dropininc.instantstream.spec.ContractException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the contract suite. */
@Command(
        name = "contract-tests",
        description = "Checks that a server keeps the contract of the Instant Streaming API.",
        mixinStandardHelpOptions = true,
        version = Run.SUITE + " " + Run.SUITE_VERSION,
        synopsisSubcommandLabel = "COMMAND")
public final class Main {
    static final int WRONG_USAGE = 2;
    static final int INCONCLUSIVE = 3;

    private Main() {}

    /** Runs the suite and exits with its verdict: 0 passed, 1 failed, 2 wrong usage, 3 inconclusive. */
    public static void main(String[] args) {
        System.exit(run(commandLine(), args));
    }

    /** The suite's commands on this process's streams and variables, to be offered by a larger program too. */
    public static CommandLine commandLine() {
        // The suite logs nothing; without this slf4j says so on every run.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        // Shorter than servers keep idle connections, so that no call meets one that is just being closed.
        System.setProperty("jdk.httpclient.keepalive.timeout", "4");
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        return commandLine(System.getenv(), out, err);
    }

    /**
     * Runs the suite in process.
     *
     * @param variables what stands for the environment's variables
     * @return the exit code
     */
    public static int run(String[] args, Map<String, String> variables, PrintStream out, PrintStream err) {
        return run(commandLine(variables, out, err), args);
    }

    /** Runs one command; without any it tells on the error stream which there are. */
    public static int run(CommandLine line, String... args) {
        if (args.length == 0) {
            line.usage(line.getErr());
            return WRONG_USAGE;
        }
        return line.execute(args);
    }

    private static CommandLine commandLine(Map<String, String> variables, PrintStream out, PrintStream err) {
        return new CommandLine(new Main())
                .addSubcommand(new VerifyCommand(variables, out, err))
                .addSubcommand(new DoctorCommand(out))
                .addSubcommand(new CleanupCommand(variables, out))
                .addSubcommand(new GateCommand(variables, out))
                .addSubcommand(new DiffCommand(out))
                .addSubcommand(new HistoryCommand(out, err))
                .addSubcommand(new ServeCommand(out))
                .addSubcommand(LedgerCommand.line(out))
                .addSubcommand(new CompareCommand(variables, out, err))
                .addSubcommand(new CalibrateCommand(variables, out, err))
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, err));
    }

    private static int failed(Exception failure, PrintStream err) {
        boolean usage = failure instanceof UsageException
                || failure instanceof FixtureException
                || failure instanceof ContractException
                || failure instanceof ReportException
                || failure instanceof GateException;
        if (usage) {
            err.println("error: " + failure.getMessage());
            return WRONG_USAGE;
        }
        err.println("error: the suite itself failed, nothing was judged: " + failure);
        return INCONCLUSIVE;
    }
}
