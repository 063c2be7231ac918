package com.dropininc.instantstream.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeLedgerTest {
    @TempDir
    private Path directory;

    @Test
    void a_run_keeps_what_answers_look_like_and_no_value_of_anybody() throws IOException {
        try (MockServer mock = MockServer.start(MockConfig.standard())) {
            Path file = directory.resolve("sub/mock.yaml");
            CommandLineRun run = verify(mock, file);
            assertEquals(0, run.exitCode(), run.toString());
            String ledger = Files.readString(file);
            assertTrue(ledger.contains("\"requestStream 200\""), ledger);
            assertTrue(ledger.contains("\"words\":[\"pending\""), ledger);
            assertFalse(ledger.contains("st_") || ledger.contains("@") || ledger.contains("+1"), ledger);
            CommandLineRun again = verify(mock, file);
            assertFalse(again.out().contains("vanished"), again.out());
            assertEquals(0, diff(file, file).exitCode());
        }
    }

    @Test
    void a_field_that_vanishes_is_seen_although_no_document_names_it() throws IOException {
        try (MockServer mock = MockServer.start(MockConfig.standard())) {
            Path file = directory.resolve("mock.yaml");
            verify(mock, file);
            String seen = Files.readString(file);
            // As if an earlier release had answered one field more.
            String before = seen.replaceFirst(
                    "(?m)^( *)\"/account\": (.*)$",
                    "$1\"/account\": $2\n$1\"/rating\": {\"present\":3,\"of\":3,"
                            + "\"forms\":{\"number\":3},\"first\":\"2026-01-01\",\"last\":\"2026-02-01\"}");
            Files.writeString(file, before);
            CommandLineRun run = verify(mock, file);
            assertTrue(run.out().contains("/rating: has vanished, last seen 2026-02-01"), run.out());
            assertTrue(Files.readString(file).contains("\"present\":0"), "it is kept, as something that was there");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{present: 3, of: 3, forms: {number: 3}}| {present: 3, of: 3, forms: {object: 3}}| is object now, was number",
                "{present: 3, of: 3, forms: {text: 3}}| {present: 2, of: 3, forms: {text: 2}}| was always there, now in 2 of 3",
                "{present: 3, of: 3, forms: {text: 3}}| {present: 3, of: 3, nulls: 1, forms: {text: 2}}| was never null, now in 1",
                "{present: 3, of: 3, forms: {word: 3}, words: [on]}| {present: 3, of: 3, forms: {word: 3}, words: [on, off]}| says 'off' now",
                "{present: 0, of: 3, forms: {}}| {present: 3, of: 3, forms: {number: 3}}| is new, number",
            })
    void each_way_to_look_different_is_told(String old, String now, String line) throws IOException {
        CommandLineRun run = diff(ledger("old.yaml", old), ledger("new.yaml", now));
        assertEquals(1, run.exitCode(), run.toString());
        assertTrue(run.out().startsWith("get 200 /x: " + line), run.out());
    }

    @Test
    void what_is_no_ledger_is_wrong_usage_and_names_file_and_key() throws IOException {
        Path good = ledger("good.yaml", "{present: 1, of: 1, forms: {text: 1}}");
        Path typo = ledger("typo.yaml", "{presnt: 1}");
        CommandLineRun run = diff(good, typo);
        assertEquals(2, run.exitCode(), run.toString());
        assertTrue(
                run.err().contains("typo.yaml/answers/get 200/fields//x/presnt")
                        && run.err().contains("'present'"),
                run.err());
        assertEquals(2, diff(good, directory.resolve("nowhere.yaml")).exitCode());
    }

    private Path ledger(String name, String field) throws IOException {
        return Files.writeString(
                directory.resolve(name),
                "ledger: 1\nanswers:\n  get 200:\n    count: 3\n    fields:\n      /x: " + field + "\n");
    }

    private CommandLineRun diff(Path old, Path now) {
        return CommandLineRun.of(directory, Map.of(), "ledger", "diff", old.toString(), now.toString());
    }

    private CommandLineRun verify(MockServer mock, Path file) {
        return CommandLineRun.of(
                directory,
                Map.of(),
                "verify",
                "--base-url",
                mock.baseUrl(),
                "--only",
                "request-returns-token",
                "recording-shows-on-the-stream",
                "--ledger",
                file.toString());
    }
}
