package com.dropininc.instantstream.contract.gate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The record of a decision: {@code decision.html}, {@code decision.md} and {@code decision.json}. */
public final class DecisionFiles {
    private final Path directory;

    private DecisionFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * A record in a directory, which is made if need be.
     *
     * @throws GateException if nothing can be written there
     */
    public static DecisionFiles into(Path directory) {
        try {
            Files.createDirectories(directory);
            Files.delete(Files.createTempFile(directory, "writable", ""));
            return new DecisionFiles(directory);
        } catch (IOException e) {
            throw new GateException(directory + " cannot be written: choose another --out", e);
        }
    }

    /** Writes all three. */
    public void write(Decision decision) {
        try {
            write("decision.json", DecisionJson.of(decision));
            write("decision.md", DecisionMarkdown.of(decision));
            write("decision.html", DecisionPage.of(decision));
        } catch (IOException e) {
            throw new GateException("the decision cannot be written into " + directory + ": " + e.getMessage(), e);
        }
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text, StandardCharsets.UTF_8);
    }
}
