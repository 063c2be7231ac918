package com.dropininc.instantstream.contract;

import static com.dropininc.instantstream.contract.SocketServer.head;
import static com.dropininc.instantstream.contract.SocketServer.tunnel;
import static com.dropininc.instantstream.contract.SocketServer.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The way to a target over TLS and through a proxy, each a real one on this machine. */
@Timeout(120)
class WayToTargetTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private static Path certificates;

    private static MockServer mock;

    @TempDir
    private Path dir;

    @BeforeAll
    static void certificates() throws Exception {
        mock = MockServer.start(MockConfig.standard());
        keytool("-genkeypair", "-alias", "ca", "-dname", "CN=ca", "-ext", "bc:c", "-validity", "30");
        leaf("good", "-30d", "ip:127.0.0.1");
        leaf("expired", "-60d", "ip:127.0.0.1");
        leaf("other-host", "-30d", "dns:other.example.com");
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "ca",
                "-file",
                certificates.resolve("ca.pem").toString());
    }

    @AfterAll
    static void stop() {
        mock.close();
    }

    private static void leaf(String alias, String begin, String host) throws Exception {
        keytool(
                "-genkeypair",
                "-alias",
                alias,
                "-signer",
                "ca",
                "-dname",
                "CN=" + alias,
                "-startdate",
                begin,
                "-validity",
                "45",
                "-ext",
                "san=" + host);
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-keystore",
                certificates.resolve("keys.p12").toString(),
                "-storepass",
                new String(PASSWORD)));
        command.addAll(1, List.of(arguments));
        if (command.contains("-genkeypair")) {
            command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1"));
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }

    /** The mock, behind a certificate. */
    private static SocketServer behindTls(String alias) throws IOException, GeneralSecurityException {
        KeyStore all = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(certificates.resolve("keys.p12"))) {
            all.load(in, PASSWORD);
        }
        KeyStore one = KeyStore.getInstance("PKCS12");
        one.load(null, null);
        one.setKeyEntry(alias, all.getKey(alias, PASSWORD), PASSWORD, all.getCertificateChain(alias));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(one, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return new SocketServer(
                context.getServerSocketFactory().createServerSocket(0, 64, InetAddress.getLoopbackAddress()),
                socket -> tunnel(socket, toMock()));
    }

    private static Socket toMock() throws IOException {
        return new Socket(
                InetAddress.getLoopbackAddress(), URI.create(mock.baseUrl()).getPort());
    }

    @ParameterizedTest
    @CsvSource({
        "good, ca, 0, PASSED",
        "good, , 3, is from an authority that is not trusted here",
        "expired, ca, 3, its certificate has expired",
        "other-host, ca, 3, its certificate is not that of this host"
    })
    void a_certificate_is_trusted_or_the_reason_why_not_is_told(String alias, String ca, int exit, String said)
            throws Exception {
        try (SocketServer server = behindTls(alias)) {
            CommandLineRun run = run("https://127.0.0.1:" + server.port(), ca == null ? "" : ca());
            assertEquals(exit, run.exitCode(), run.toString());
            assertTrue(run.toString().contains(said), run.toString());
        }
    }

    @Test
    void tls_where_there_is_none_and_none_where_there_is_tls_are_told() throws Exception {
        CommandLineRun plain = run("https://" + URI.create(mock.baseUrl()).getAuthority(), ca());
        assertEquals(3, plain.exitCode(), plain.toString());
        assertTrue(plain.err().contains("it speaks no TLS; is it http://"), plain.err());
        try (SocketServer server = behindTls("good")) {
            CommandLineRun secure = run("http://127.0.0.1:" + server.port(), "");
            assertEquals(3, secure.exitCode(), secure.toString());
        }
    }

    @Test
    void every_call_takes_the_way_through_the_proxy() throws Exception {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        try (SocketServer proxy = proxy(seen)) {
            String way = "proxy: http://127.0.0.1:" + proxy.port();
            CommandLineRun run = run(mock.baseUrl(), way);
            assertEquals(0, run.exitCode(), run.toString());
            assertTrue(seen.stream().anyMatch(line -> line.contains(mock.baseUrl() + "/")), seen.toString());
        }
    }

    @Test
    void a_proxy_tunnels_to_a_target_behind_a_certificate_of_ones_own() throws Exception {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        try (SocketServer proxy = proxy(seen);
                SocketServer server = behindTls("good")) {
            String way = "proxy: http://127.0.0.1:" + proxy.port() + ", " + ca();
            CommandLineRun run = run("https://127.0.0.1:" + server.port(), way);
            assertEquals(0, run.exitCode(), run.toString());
            assertTrue(seen.contains("CONNECT 127.0.0.1:" + server.port() + " HTTP/1.1"), seen.toString());
        }
    }

    @Test
    void a_proxy_that_refuses_is_not_the_target_s_fault() throws Exception {
        try (SocketServer proxy = new SocketServer(SocketServer.answering(
                "HTTP/1.1 407 Proxy Authentication Required\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"))) {
            CommandLineRun run = run(mock.baseUrl(), "proxy: http://127.0.0.1:" + proxy.port());
            assertEquals(3, run.exitCode(), run.toString());
            assertTrue(run.err().contains("proxy"), run.err());
        }
    }

    private static SocketServer proxy(List<String> seen) throws IOException {
        return new SocketServer(socket -> {
            String head = head(socket);
            String line = head.lines().findFirst().orElse("");
            seen.add(line);
            String[] words = line.split(" ");
            boolean connect = words[0].equals("CONNECT");
            URI to = URI.create(connect ? "https://" + words[1] : words[1]);
            Socket target = new Socket(to.getHost(), to.getPort());
            if (connect) {
                write(socket, "HTTP/1.1 200 Connection established\r\n\r\n");
            } else {
                String path = words[1].substring(words[1].indexOf('/', "http://".length()));
                // One request for each connection, so that each is seen.
                write(target, words[0] + " " + path + " HTTP/1.1\r\nConnection: close" + head.substring(line.length()));
            }
            tunnel(socket, target);
        });
    }

    private static String ca() {
        return "ca: " + certificates.resolve("ca.pem");
    }

    private CommandLineRun run(String url, String way) throws IOException {
        Path config =
                Files.writeString(dir.resolve("environments.yaml"), """
                environments:
                  far:
                    baseUrl: %s
                    keys: {viewer: INSTANTSTREAM_APIKEY, pusherKey: A, pusherSecret: B}
                    protected: false
                    concurrency: 2
                    burst: 2
                    answerMillis: 5000
                    %s
                identity: {phone: '+1{area}55501{line}', emailDomain: example.com}
                """.formatted(url, way.replace(", ", "\n    ")));
        return CommandLineRun.of(
                dir.resolve("report"),
                Map.of("INSTANTSTREAM_APIKEY", "demo-viewer-key"),
                "verify",
                "--env",
                "far",
                "--config",
                config.toString(),
                "--only",
                "cell-pending-get-stream",
                "cell-pending-start-stream");
    }
}
