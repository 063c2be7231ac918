package com.dropininc.instantstream.contract.exchange;

import com.dropininc.instantstream.fixtures.FixtureException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a clean-up ledger says is not over. Immutable.
 *
 * @param environment the environment that the run was against
 * @param tokens streams that were made and not ended
 * @param intents by number: streams that were asked for and never answered; whether they were made is not known
 * @param lastIntent the highest number of an intent
 * @param bytes its length up to the last line that is whole
 */
public record Leftovers(
        Path file,
        String environment,
        String baseUrl,
        Set<String> tokens,
        Map<Long, Intent> intents,
        long lastIntent,
        long bytes) {

    /** Who asked for a stream. */
    public record Intent(Optional<String> phone, Optional<String> email) {}

    /** The ledgers in a directory; none when there is no directory. */
    public static List<Path> in(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".ledger"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new FixtureException(directory + " cannot be read", e);
        }
    }

    /**
     * Reads a ledger. The last line may be cut short: what it told of was not sent yet.
     *
     * @throws FixtureException if any other line is no line of a ledger
     */
    public static Leftovers read(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            String whole = text.substring(0, text.lastIndexOf('\n') + 1);
            List<String> lines = whole.lines().toList();
            Reader reader = new Reader();
            for (int i = 0; i < lines.size(); i++) {
                reader.take(line(file, i + 1, lines.get(i)));
            }
            return new Leftovers(
                    file,
                    reader.head.path("environment").asString(""),
                    reader.head.path("baseUrl").asString(""),
                    reader.tokens,
                    reader.intents,
                    reader.last,
                    whole.getBytes(StandardCharsets.UTF_8).length);
        } catch (IOException e) {
            throw new FixtureException("the clean-up ledger " + file + " cannot be read", e);
        }
    }

    private static JsonNode line(Path file, int number, String text) {
        try {
            return JsonMapper.shared().readTree(text);
        } catch (JacksonException e) {
            throw new FixtureException(
                    "the clean-up ledger " + file + " is damaged at line " + number + ": look at its streams by hand",
                    e);
        }
    }

    /** Whether there is nothing to end. */
    public boolean nothing() {
        return tokens.isEmpty() && intents.isEmpty();
    }

    private static final class Reader {
        private JsonNode head = JsonMapper.shared().createObjectNode();
        private final Set<String> tokens = new LinkedHashSet<>();
        private final Map<Long, Intent> intents = new LinkedHashMap<>();
        private long last;

        void take(JsonNode line) {
            if (line.has("environment")) {
                head = line;
            } else if (line.has("intent")) {
                last = line.path("intent").asLong();
                intents.put(last, new Intent(Answer.text(line, Field.PHONE), Answer.text(line, Field.EMAIL)));
            } else if (line.has("made")) {
                intents.remove(line.path("made").asLong());
                tokens.add(line.path("token").asString());
            } else if (line.has("refused")) {
                intents.remove(line.path("refused").asLong());
            } else if (line.has("ended")) {
                tokens.remove(line.path("ended").asString());
            }
        }
    }
}
