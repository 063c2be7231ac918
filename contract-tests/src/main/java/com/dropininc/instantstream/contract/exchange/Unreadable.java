package com.dropininc.instantstream.contract.exchange;

import com.dropininc.instantstream.contract.verdict.NotJudged;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/** Sends what no HTTP client would: requests that are no readable HTTP. They carry no key and name no stream. */
final class Unreadable {
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] (\\d{3})( .*)?");

    private final URI base;
    private final Network network;
    private final int millis;

    Unreadable(String baseUrl, Duration answerTime, Network network) {
        this.base = URI.create(baseUrl);
        this.network = network;
        this.millis = (int) answerTime.toMillis();
    }

    /**
     * The status that a request is answered with; 0 when the connection is closed without one.
     *
     * @param cleared request line and headers, without the empty line at their end
     */
    int status(Safety.Clearance<String> cleared) throws Unanswered {
        if (network.proxy().isPresent()) {
            throw new NotJudged(NotJudged.Cause.MEANS, "no request that is no readable HTTP passes a proxy");
        }
        boolean secure = "https".equals(base.getScheme());
        int port = base.getPort() > 0 ? base.getPort() : secure ? 443 : 80;
        try (Socket socket = secure ? sockets().createSocket() : new Socket()) {
            socket.connect(new InetSocketAddress(base.getHost().replaceAll("[\\[\\]]", ""), port), millis);
            socket.setSoTimeout(millis);
            socket.getOutputStream().write((cleared.request() + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            String line = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1), 128)
                    .readLine();
            Matcher status = STATUS_LINE.matcher(line == null ? "" : line);
            return status.matches() ? Integer.parseInt(status.group(1)) : 0;
        } catch (IOException e) {
            throw new Unanswered("no answer to a request that is no readable HTTP (" + e.getMessage() + ")", e);
        }
    }

    private SocketFactory sockets() {
        return network.trust().<SocketFactory>map(SSLContext::getSocketFactory).orElseGet(SSLSocketFactory::getDefault);
    }
}
