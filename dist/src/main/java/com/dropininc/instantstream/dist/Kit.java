package com.dropininc.instantstream.dist;

import com.dropininc.instantstream.contract.Main;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** One program for all: {@code instantstream mock} and the commands of the contract suite. */
@Command(
        name = "instantstream",
        mixinStandardHelpOptions = true,
        version = "instantstream 0.1.0",
        description = "Develop against the Instant Streaming API without calling it, and deploy it without fear.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "'instantstream COMMAND --help' tells of one command."})
public final class Kit {
    private static final String MOCK = "mock";

    private Kit() {}

    /** Runs one command and exits as that does. */
    public static void main(String[] arguments) {
        if (arguments.length > 0 && arguments[0].equals(MOCK)) {
            com.dropininc.instantstream.mock.Main.main(Arrays.copyOfRange(arguments, 1, arguments.length));
            return;
        }
        // Only the mock logs, and what makes logging ready takes its time.
        System.setProperty("slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider");
        System.exit(Main.run(commandLine(), arguments));
    }

    /** Every command with its options: what is run, told by --help, completed and described. */
    static CommandLine commandLine() {
        CommandLine suite = Main.commandLine();
        CommandLine line = new CommandLine(new Kit())
                .addSubcommand(
                        com.dropininc.instantstream.mock.Main.commandLine().setCommandName(MOCK));
        suite.getSubcommands().forEach(line::addSubcommand);
        return line.setOut(suite.getOut()).setErr(suite.getErr()).setColorScheme(suite.getColorScheme());
    }
}
