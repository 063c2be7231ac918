package com.dropininc.instantstream.contract;

import com.dropininc.instantstream.contract.doctor.Doctor;
import com.dropininc.instantstream.contract.doctor.GoodServer;
import com.dropininc.instantstream.spec.Contract;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code doctor}: is the suite right about servers of which it is known how they are? */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Starts a good server and a few broken ones on this machine, and proves that the suite tells them"
                + " apart.",
        footerHeading = "%nExit codes:%n",
        footer = "  0 right about all of them, 2 wrong usage, 3 wrong about one")
final class DoctorCommand implements Callable<Integer> {
    private static final String JAR = "instantstream-mock.jar";

    private final PrintStream out;

    @Option(names = "--seed", paramLabel = "N", description = "Chooses the same faults again. Default: new ones.")
    private Long seed;

    @Option(
            names = "--faults",
            paramLabel = "N",
            defaultValue = "4",
            description = "How many broken servers. Default: 4; there are 8.")
    private int faults;

    @Option(names = "--target", paramLabel = "JAR", description = "The good server. Default: the mock beside this jar.")
    private Path jar;

    DoctorCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        if (faults < 1) {
            throw new UsageException("--faults takes a number from 1 on: without a broken server nothing is proved");
        }
        long chosen = Optional.ofNullable(seed).orElseGet(() -> new SecureRandom().nextLong(1L << 53));
        Path server = Optional.ofNullable(jar).orElseGet(DoctorCommand::besideThisJar);
        Path reports = reports();
        try (GoodServer good = GoodServer.start(server)) {
            out.println("doctor: is the suite right on this machine? (seed " + chosen + ")");
            List<String> wrong =
                    new Doctor(Contract.load(), DoctorCommand::suite, reports, out).examine(good.url(), chosen, faults);
            out.println(
                    wrong.isEmpty()
                            ? "doctor: right about all of them"
                            : "doctor: do not believe this suite here: it is wrong about " + wrong.size() + "; see "
                                    + reports);
            return wrong.isEmpty() ? 0 : Main.INCONCLUSIVE;
        } catch (IOException e) {
            throw new UsageException(e.getMessage(), e);
        }
    }

    private static Path reports() {
        try {
            return Files.createTempDirectory("contract-doctor");
        } catch (IOException e) {
            throw new UsageException("no directory for reports can be made: " + e.getMessage(), e);
        }
    }

    /** In this process, by the demo keys, whatever keys stand in the environment. */
    private static int suite(List<String> arguments) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return Main.run(arguments.toArray(String[]::new), Map.of(), nowhere, nowhere);
    }

    private static Path besideThisJar() {
        Path own = own();
        return Stream.of(own.resolveSibling("mock").resolve(JAR), own.resolveSibling(JAR))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() ->
                        new UsageException("there is no " + JAR + " beside " + own + ": name one with --target JAR"));
    }

    private static Path own() {
        try {
            return Path.of(DoctorCommand.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new UsageException("this jar stands at no path: name a server with --target JAR", e);
        }
    }
}
