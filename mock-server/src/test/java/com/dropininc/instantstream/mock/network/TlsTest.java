package com.dropininc.instantstream.mock.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import com.dropininc.instantstream.mock.Serving;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
    private static final MockServer MOCK = start(Optional.empty());

    private static MockServer start(Optional<Path> file) {
        return MockServer.start(MockConfig.standard()
                .withServing(new Serving(
                        Optional.of(new Serving.Https(file)),
                        Bounds.STANDARD,
                        Serving.STANDARD.grace(),
                        Optional.empty())));
    }

    @AfterAll
    static void stop() {
        MOCK.close();
    }

    /** A client that trusts one certificate and nothing else, as one does who has saved the mock's. */
    private static HttpClient trusting(String pem) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(
                "mock",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    private static HttpRequest get(String path) {
        return HttpRequest.newBuilder(URI.create(MOCK.baseUrl() + path))
                .header("apikey", "demo-viewer-key")
                .build();
    }

    @Test
    void the_api_is_called_over_http_2() throws Exception {
        HttpClient client = trusting(MOCK.certificate().orElseThrow().pem());
        HttpResponse<String> stream = client.send(get("/instantstream/get/demo-streaming"), BodyHandlers.ofString());
        assertEquals(List.of(200, Version.HTTP_2), List.of(stream.statusCode(), stream.version()), stream.body());
        HttpRequest request = HttpRequest.newBuilder(URI.create(MOCK.baseUrl() + "/instantstream/request"))
                .header("apikey", "demo-viewer-key")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"phone\":\"+12025550143\",\"email\":\"viewer@example.com\"}"))
                .build();
        assertEquals(200, client.send(request, BodyHandlers.ofString()).statusCode());
        HttpResponse<String> health = client.send(get("/__admin/health"), BodyHandlers.ofString());
        assertEquals(List.of(200, Version.HTTP_2), List.of(health.statusCode(), health.version()), health.body());
    }

    @Test
    void a_fault_on_http_2_ends_its_own_request_alone() throws Exception {
        HttpClient client = trusting(MOCK.certificate().orElseThrow().pem());
        HttpRequest fault = HttpRequest.newBuilder(URI.create(MOCK.baseUrl() + "/__admin/faults"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"operation\":\"saveChat\",\"times\":1,\"fault\":{\"type\":\"reset\"}}"))
                .build();
        assertEquals(201, client.send(fault, BodyHandlers.ofString()).statusCode());
        // Not a GET: the client would quietly send that again.
        CompletableFuture<HttpResponse<String>> spoiled = client.sendAsync(
                HttpRequest.newBuilder(URI.create(MOCK.baseUrl() + "/instantstream/savechat/demo-streaming"))
                        .header("apikey", "demo-viewer-key")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"role\":\"viewer\",\"message\":\"hello\"}"))
                        .build(),
                BodyHandlers.ofString());
        for (int i = 0; i < 20; i++) {
            assertEquals(
                    200,
                    client.send(get("/instantstream/get/demo-streaming"), BodyHandlers.ofString())
                            .statusCode());
        }
        assertThrows(Exception.class, () -> spoiled.get(30, TimeUnit.SECONDS));
    }

    @Test
    void sockets_are_greeted_over_wss() throws Exception {
        CompletableFuture<String> greeting = new CompletableFuture<>();
        WebSocket socket = trusting(MOCK.certificate().orElseThrow().pem())
                .newWebSocketBuilder()
                .buildAsync(
                        URI.create("wss://localhost:" + MOCK.port() + "/app/demo-pusher-key?protocol=7"),
                        new WebSocket.Listener() {
                            @Override
                            public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                                greeting.complete(text.toString());
                                return null;
                            }
                        })
                .get(30, TimeUnit.SECONDS);
        assertTrue(greeting.get(30, TimeUnit.SECONDS).contains("pusher:connection_established"));
        socket.abort();
    }

    @Test
    void a_client_that_does_not_trust_the_certificate_does_not_connect() {
        assertThrows(
                SSLHandshakeException.class,
                () -> HttpClient.newHttpClient().send(get("/__admin/health"), BodyHandlers.ofString()));
    }

    @Test
    void the_certificate_is_served_and_told_by_its_fingerprint() throws Exception {
        Certificate certificate = MOCK.certificate().orElseThrow();
        HttpResponse<String> served =
                trusting(certificate.pem()).send(get("/__admin/certificate.pem"), BodyHandlers.ofString());
        assertEquals(certificate.pem(), served.body());
        assertTrue(certificate.fingerprint().matches("([0-9A-F]{2}:){31}[0-9A-F]{2}"), certificate.fingerprint());
    }

    @Test
    void key_and_certificate_are_kept_in_a_file_that_only_its_owner_reads(@TempDir Path dir) throws IOException {
        Path file = dir.resolve("mock.pem");
        String first = Certificate.kept(file, "mock.example").fingerprint();
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(first, Certificate.kept(file, "mock.example").fingerprint());
    }

    @Test
    void a_file_that_holds_no_certificate_is_told_and_not_overwritten(@TempDir Path dir) throws IOException {
        Path file = dir.resolve("mock.pem");
        Files.writeString(file, "not a certificate");
        CertificateException refused = assertThrows(CertificateException.class, () -> start(Optional.of(file)));
        assertTrue(refused.getMessage().contains("CERTIFICATE"), refused.getMessage());
        assertEquals("not a certificate", Files.readString(file));
    }
}
