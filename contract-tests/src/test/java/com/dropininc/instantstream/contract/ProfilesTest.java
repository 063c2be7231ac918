package com.dropininc.instantstream.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Profiles of environments: what may stand in them, and what is refused. */
@Timeout(60)
class ProfilesTest {
    private static final Map<String, String> KEY = Map.of("INSTANTSTREAM_APIKEY", "some-key");
    private static final String WELL = """
            environments:
              mine:
                baseUrl: http://127.0.0.1:1
                keys: {viewer: MY_KEY}
                answerMillis: 300
                #LINE
            """;

    @TempDir
    Path dir;

    private CommandLineRun verify(String profile, Map<String, String> variables) throws IOException {
        Path file = Files.writeString(dir.resolve("own.yaml"), profile);
        return CommandLineRun.of(
                dir.resolve("report"), variables, "verify", "--env", "mine", "--config", file.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            anwserMillis: 5            | unknown key 'anwserMillis' at line 6; did you mean 'answerMillis'?
            retries: -1                | /retries (line 6) has to be a number from 0 on
            burst: many                | /burst (line 6) has to be a number from 1 on
            budget: {streems: 1}       | unknown key 'streems' at line 6; did you mean 'streams'?
            protected: maybe           | /protected (line 6) has to be true or false
            writes: [strtStream]       | did you mean 'startStream'?
            proxy: 'http://proxy'      | /proxy (line 6) has to be http://host:port
            proxy: 'http://a:b@c:1'    | without a user
            ca: no/such.pem            | no/such.pem cannot be read
            keyFile: no/such.env       | no/such.env cannot be read
            answerMillis: 6            | (line 6) has the key 'answerMillis' twice
            identity: {phone: '+1{area}{line}00000', emailDomain: example.com} | could be somebody's number
            identity: {phone: '+1{area}55501{line}', emailDomain: gmail.com}   | could be somebody's mail
            """)
    void a_mistake_is_said_with_its_line_and_the_right_word(String line, String message) throws IOException {
        CommandLineRun run = verify(WELL.replace("#LINE", line), Map.of("MY_KEY", "k"));
        assertEquals(2, run.exitCode(), run.toString());
        assertTrue(run.err().contains(message), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
    }

    @Test
    void a_key_in_a_profile_is_refused_and_not_shown() throws IOException {
        for (String literal : new String[] {"sk_live_4711", "ABCDEF0123456789ABCDEF"}) {
            CommandLineRun run = verify(WELL.replace("MY_KEY", literal), KEY);
            assertEquals(2, run.exitCode(), run.toString());
            assertTrue(run.err().contains("a key itself never stands in a profile"), run.err());
            assertFalse(run.toString().contains(literal), run.err());
        }
    }

    @Test
    void keys_may_come_from_a_file() throws IOException {
        Path keys = Files.writeString(dir.resolve("keys.env"), "# of the demo\nMY_KEY=demo-viewer-key\n");
        try (MockServer mock = MockServer.start(MockConfig.standard())) {
            String profile = WELL.replace("#LINE", "keyFile: " + keys).replace("http://127.0.0.1:1", mock.baseUrl());
            Path file = Files.writeString(dir.resolve("own.yaml"), profile);
            CommandLineRun run = CommandLineRun.of(
                    dir.resolve("report"),
                    Map.of("INSTANTSTREAM_MINE_ANSWER_MILLIS", "9000"),
                    "verify",
                    "--env",
                    "mine",
                    "--config",
                    file.toString(),
                    "--only",
                    "chat-*");
            assertFalse(run.toString().contains("MY_KEY is not set"), run.toString());
            assertFalse(run.exitCode() == 2, run.toString());
        }
    }

    @Test
    void a_file_is_laid_over_what_ships_key_by_key() throws IOException {
        Path file = Files.writeString(dir.resolve("own.yaml"), "environments: {staging: {answerMillis: 2500}}\n");
        CommandLineRun run = CommandLineRun.of(
                dir.resolve("report"),
                Map.of("INSTANTSTREAM_APIKEY", "k", "INSTANTSTREAM_STAGING_BASE_URL", "http://127.0.0.1:1"),
                "verify",
                "--env",
                "staging",
                "--config",
                file.toString());
        assertEquals(3, run.exitCode(), run.toString());
        assertTrue(run.err().contains(" at http://127.0.0.1:1"), run.err());
    }

    @ParameterizedTest
    @CsvSource({
        "INSTANTSTREAM_PROD_PROTECTED,false,only a file may change that",
        "INSTANTSTREAM_PROD_NOTIFY,true,only a file may change that",
        "INSTANTSTREAM_PROD_BASEURL,http://127.0.0.1:1,did you mean 'BASE_URL'?",
        "INSTANTSTREAM_PROD_RETRIES,few,has to be a number",
        "INSTANTSTREAM_STAGING_BASE_URL,https://apiprod21.dropininc.com,the server of prod"
    })
    void a_variable_cannot_lift_a_rule_or_be_misspelt(String name, String value, String message) {
        CommandLineRun run = CommandLineRun.of(
                dir, Map.of("INSTANTSTREAM_APIKEY", "k", name, value), "verify", "--env", "prod", "--confirm", "prod");
        assertEquals(2, run.exitCode(), run.toString());
        assertTrue(run.err().contains(message), run.err());
    }

    @Test
    void a_protected_environment_can_not_be_notified() throws IOException {
        String profile = WELL.replace("#LINE", "protected: true\n    notify: true\n    requestsPerSecond: 5");
        CommandLineRun run = verify(profile, KEY);
        assertEquals(2, run.exitCode(), run.toString());
        assertTrue(run.err().contains("nobody is notified there"), run.err());
    }

    @Test
    void no_profile_of_another_name_takes_the_protection_from_a_server() throws IOException {
        CommandLineRun run = verify(WELL.replace("http://127.0.0.1:1", "https://apiprod21.dropininc.com"), KEY);
        assertEquals(2, run.exitCode(), run.toString());
        assertTrue(run.err().contains("has to be 'protected: true'"), run.err());
    }

    @Test
    void the_schema_for_editors_knows_the_same_keys_and_takes_what_ships() throws IOException {
        String text = resource("environments.schema.json");
        Set<String> keys = new TreeSet<>(JsonMapper.shared()
                .readTree(text)
                .at("/$defs/profile/properties")
                .propertyNames());
        assertEquals(new TreeSet<>(Profile.KEYS), keys);
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text, InputFormat.JSON);
        assertEquals(
                "[]",
                schema.validate(resource("environments.yaml"), InputFormat.YAML).toString());
        assertFalse(schema.validate(WELL.replace("#LINE", "colour: red"), InputFormat.YAML)
                .isEmpty());
        assertFalse(schema.validate(WELL.replace("MY_KEY", "sk_live_1"), InputFormat.YAML)
                .isEmpty());
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = com.dropininc.instantstream.fixtures.Document.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
