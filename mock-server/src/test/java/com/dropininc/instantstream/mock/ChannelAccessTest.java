package com.dropininc.instantstream.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelAccessTest {
    private static MockServer mock;
    private static Api api;

    @BeforeAll
    static void start() {
        mock = MockServer.start(MockConfig.standard());
        api = Api.of(mock);
    }

    @AfterAll
    static void close() {
        mock.close();
    }

    @Test
    void a_form_and_a_json_body_get_the_same_signature() throws GeneralSecurityException {
        Api.Answer form = form("1234.5678", "private-instantstream-demo-pending");
        Api.Answer json = api.call(
                "authorizeChannel",
                "",
                "{\"socket_id\":\"1234.5678\",\"channel_name\":\"private-instantstream-demo-pending\"}");
        assertEquals(200, form.status(), form.text());
        assertEquals(form.text(), json.text());
        assertEquals(
                "demo-pusher-key:" + hmac("1234.5678:private-instantstream-demo-pending"),
                form.json().path("auth").asString());
        assertEquals(List.of(), form.violations("authorizeChannel"));
    }

    @Test
    void a_presence_channel_gets_the_member_signed_with_it() throws GeneralSecurityException {
        Api.Answer answer = form("1.2", "presence-instantstream-demo-pending");
        String member = answer.json().path("channel_data").asString();
        assertEquals("{\"user_id\":\"viewer\"}", member);
        assertEquals(
                "demo-pusher-key:" + hmac("1.2:presence-instantstream-demo-pending:" + member),
                answer.json().path("auth").asString());
    }

    @Test
    void an_encrypted_channel_gets_its_shared_secret() {
        assertEquals(
                44,
                form("1.2", "private-encrypted-instantstream-demo-pending")
                        .json()
                        .path("shared_secret")
                        .asString()
                        .length());
    }

    @ParameterizedTest
    @CsvSource({
        "demo-viewer-key,       private-instantstream-demo-pending,   200",
        "demo-dealer-key,       private-instantstream-demo-streaming, 200",
        "demo-operator-key,     private-account-acc_ada,              200",
        "demo-viewer-key,       private-account-acc_ada,              200",
        "demo-dealer-key,       private-account-acc_ada,              403",
        "demo-bound-viewer-key, private-account-acc_ada,              200",
        "demo-bound-viewer-key, private-account-acc_ben,              403",
        "demo-bound-viewer-key, private-instantstream-demo-pending,   200",
        "demo-bound-viewer-key, private-instantstream-demo-streaming, 403",
        "demo-operator-key,     private-instantstream-nowhere,        403",
        "demo-operator-key,     presence-account-nobody,              403",
    })
    void a_key_joins_the_channels_that_it_may_see(String key, String channel, int status) {
        Api.Answer answer = api.with(key)
                .call("authorizeChannel", "", "{\"socket_id\":\"1.2\",\"channel_name\":\"" + channel + "\"}");
        assertEquals(status, answer.status(), answer.text());
    }

    @Test
    void a_channel_of_another_name_is_signed_with_a_warning() {
        Api.Answer answer = form("1.2", "private-something-else");
        assertEquals(200, answer.status());
        assertTrue(answer.header("Warning").startsWith("299"), answer.headers().toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "1.2::user private-x",
                "1 private-x",
                "x.y private-x",
                "1.2 private-#x",
                "1.2 public",
                "1.2 private-\u00e9"
            })
    void what_could_be_used_elsewhere_is_never_signed(String socket, String channel) {
        Api.Answer answer = form(socket, channel);
        assertEquals(400, answer.status(), answer.text());
        assertFalse(answer.text().contains("auth\""), answer.text());
    }

    private static Api.Answer form(String socket, String channel) {
        String body = "socket_id=" + java.net.URLEncoder.encode(socket, StandardCharsets.UTF_8) + "&channel_name="
                + java.net.URLEncoder.encode(channel, StandardCharsets.UTF_8);
        return api.send(
                "POST",
                Api.CONTRACT.operation("authorizeChannel").path(),
                "application/x-www-form-urlencoded; charset=UTF-8",
                BodyPublishers.ofString(body));
    }

    private static String hmac(String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("demo-pusher-secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }
}
