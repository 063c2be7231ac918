package com.dropininc.instantstream.contract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One run through the public door, in process. */
public record CommandLineRun(int exitCode, String out, String err, Path directory) {

    public static CommandLineRun of(Path directory, Map<String, String> variables, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> all = new ArrayList<>(List.of(arguments));
        if (!all.contains("--out") && all.contains("verify")) {
            all.addAll(List.of("--out", directory.toString()));
        }
        int exitCode = Main.run(
                all.toArray(String[]::new),
                variables,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new CommandLineRun(
                exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8), directory);
    }

    /** The run's {@code report.json}. */
    public JsonNode report() throws IOException {
        return JsonMapper.shared().readTree(Files.readString(directory.resolve("report.json")));
    }

    @Override
    public String toString() {
        return "exit " + exitCode + "\n" + out + err;
    }
}
