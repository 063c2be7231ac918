package com.dropininc.instantstream.contract.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.contract.mutant.Fault;
import com.dropininc.instantstream.contract.mutant.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The independent server: it keeps the documented rules, whatever its habits, and the suite says so each time. */
class IndependentServerTest {
    static Stream<Habits> habits() {
        return Stream.of(Habits.plain(), OtherHabits.all());
    }

    @ParameterizedTest
    @MethodSource("habits")
    void it_keeps_every_documented_rule(Habits habits) throws IOException, InterruptedException {
        try (IndependentServer server = new IndependentServer(habits, Fault::none)) {
            assertEquals(List.of(), DocumentedRules.brokenBy(new Client(server.url())));
        }
    }

    @Test
    void nothing_of_what_is_assumed_is_as_ours() throws IOException, InterruptedException {
        try (IndependentServer server = new IndependentServer(OtherHabits.all(), Fault::none)) {
            Client client = new Client(server.url());
            Reply asked = client.post("request", Client.PERSON);
            assertEquals(201, asked.status());
            assertTrue(Client.json(asked).path("created").isNumber(), asked.toString());
            Reply keyless = client.call("GET", "/nowhere", null, "");
            assertEquals(403, keyless.status());
            assertEquals(
                    "CREDENTIALS",
                    Client.json(keyless).path("error").path("code").asString());
        }
    }

    static List<Integer> seeds() {
        return IntStream.rangeClosed(1, Sample.whole() ? 50 : 2).boxed().toList();
    }

    @Test
    void whatever_the_seed_it_passes_with_nothing_flaky_and_the_same_identities(@TempDir Path dir) throws Exception {
        Verdicts verdicts = Verdicts.of(seeds(), seed -> "seed " + seed, seed -> {
            try (IndependentServer server = new IndependentServer(OtherHabits.all(), Fault::none)) {
                return Verdicts.judged(server, dir.resolve("seed " + seed), "--seed", String.valueOf(seed));
            }
        });
        verdicts.write("seeds");
        List<String> wrong = verdicts.byServer().values().stream()
                .flatMap(judged -> judged.notHarmless(false).stream())
                .toList();
        assertEquals(List.of(), wrong);
        assertEquals(
                1,
                verdicts.byServer().values().stream()
                        .map(Verdicts.Judged::identities)
                        .distinct()
                        .count(),
                () -> verdicts.byServer().values().stream()
                        .map(judged -> judged.server() + " " + judged.identities())
                        .collect(Collectors.joining("\n")));
    }

    /** Every choice of keys that holds one to begin with, or three of them. */
    static List<Map<String, String>> keys() {
        List<String> optional = IndependentServer.variables().keySet().stream()
                .filter(name -> !name.equals("INSTANTSTREAM_APIKEY"))
                .sorted()
                .toList();
        List<Map<String, String>> choices = new ArrayList<>();
        for (int choice = 0; choice < 1 << optional.size(); choice++) {
            Map<String, String> keys = new TreeMap<>(IndependentServer.variables());
            for (int i = 0; i < optional.size(); i++) {
                if ((choice >> i & 1) == 0) {
                    keys.remove(optional.get(i));
                }
            }
            choices.add(keys);
        }
        return Sample.whole() ? choices : List.of(choices.get(0), choices.get(2), choices.get(3));
    }

    @Test
    void whatever_keys_are_given_it_passes(@TempDir Path dir) throws Exception {
        Verdicts verdicts = Verdicts.of(keys(), Map::toString, given -> {
            try (IndependentServer server = new IndependentServer(OtherHabits.all(), Fault::none)) {
                return Verdicts.judged(server, given, dir.resolve(String.join(" ", given.keySet())));
            }
        });
        verdicts.write("keys");
        List<String> wrong = verdicts.byServer().values().stream()
                .flatMap(judged -> judged.notHarmless(false).stream())
                .toList();
        assertEquals(List.of(), wrong);
    }

    @Test
    void the_secret_of_another_environment_is_asked_about(@TempDir Path dir) throws IOException {
        Map<String, String> given = new TreeMap<>(IndependentServer.variables());
        given.put("INSTANTSTREAM_PUSHER_SECRET", "of-another-environment");
        try (IndependentServer server = new IndependentServer(Habits.plain(), Fault::none)) {
            Verdicts.Judged judged = Verdicts.judged(server, given, dir);
            assertEquals(3, judged.exitCode(), judged.all());
            assertTrue(judged.firstLine().contains("is this the secret of this environment?"), judged.all());
        }
    }
}
