package com.dropininc.instantstream.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.spec.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Facts about the API are read from the spec, and third-party libraries are used in few places. */
class SourceTest {
    private static final Path MAIN = Path.of("src/main/java");

    @Test
    void no_path_and_no_state_of_the_api_is_typed_in_the_code() throws IOException {
        Contract contract = Contract.load();
        List<String> words = new ArrayList<>(List.of("/instantstream/", "/notifications/"));
        contract.lifecycle().states().keySet().forEach(state -> words.add("\"" + state + "\""));
        contract.schemas().words("Role").forEach(role -> words.add("\"" + role + "\""));
        contract.schemas().words("DeviceType").forEach(type -> words.add("\"" + type + "\""));
        for (Path file : sources()) {
            String code = Files.readString(file);
            words.forEach(word -> assertFalse(code.contains(word), word + " is typed in " + file));
        }
    }

    @Test
    void one_class_sends_calls_one_turns_a_clock_and_one_passes_them_on_in_the_doctor() throws IOException {
        List<String> users = new ArrayList<>();
        for (Path file : sources()) {
            if (Files.readString(file).contains("java.net.http.HttpRequest")) {
                users.add(file.getFileName().toString());
            }
        }
        assertEquals(Set.of("Wire.java", "VirtualClock.java", "FaultyDoor.java"), Set.copyOf(users));
    }

    @Test
    void whatever_is_sent_has_been_cleared() throws IOException {
        for (Path file : sources()) {
            String code = Files.readString(file);
            boolean sends = code.contains(".sendAsync(")
                    || code.contains("http.send(")
                    || code.contains("newWebSocketBuilder")
                    || code.contains("new Socket(");
            assertTrue(!sends || code.contains("Safety.Clearance<"), file + " sends what nobody has cleared");
        }
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(MAIN)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
