package com.dropininc.instantstream.contract.exchange;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The wire to a target: sends a call and brings back the answer, within a bound of time and size. Follows no redirect,
 * keeps no cookie and changes nothing on the way. Safe to share between threads.
 */
public final class Wire implements Line {
    private static final String USER_AGENT = "User-Agent";

    private static final String ESCAPED_NUL = "%00";

    private final String baseUrl;
    private final String keyHeader;
    private final Duration patience;
    private final HttpClient.Builder clients;
    private final HttpClient client;
    private final Duration answerTime;
    private final Network network;

    /**
     * @param keyHeader name of the header that carries the API key
     * @param answerTime the longest time to an answer that the contract allows; the wire waits twice as long, so that a
     *     late answer is told from none
     */
    public Wire(String baseUrl, String keyHeader, Duration answerTime, Network network) {
        this.baseUrl = baseUrl;
        this.keyHeader = keyHeader;
        this.patience = answerTime.multipliedBy(2);
        this.answerTime = answerTime;
        this.network = network;
        this.clients = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(network.proxy().map(Wire::through).orElse(HttpClient.Builder.NO_PROXY))
                .executor(Runnable::run)
                .connectTimeout(network.connectTime());
        network.trust().ifPresent(clients::sslContext);
        this.client = clients.build();
    }

    /** Straight to the target. */
    public Wire(String baseUrl, String keyHeader, Duration answerTime) {
        this(baseUrl, keyHeader, answerTime, Network.direct(answerTime));
    }

    private static ProxySelector through(URI proxy) {
        return ProxySelector.of(new InetSocketAddress(proxy.getHost(), proxy.getPort()));
    }

    @Override
    public int sendUnreadable(Safety.Clearance<String> cleared) throws Unanswered {
        return new Unreadable(baseUrl, answerTime, network).status(cleared);
    }

    @Override
    public Answer send(Safety.Clearance<Call> cleared) throws Unanswered {
        Call call = cleared.request();
        long begin = System.nanoTime();
        HttpClient over = endsItsConnection(call) ? clients.build() : client;
        CompletableFuture<HttpResponse<byte[]>> answering = over.sendAsync(request(call), info -> new BoundedBody());
        try {
            HttpResponse<byte[]> response = answering.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            Map<String, String> headers = headers(response);
            byte[] plain = ContentCoding.undone(response.body(), headers, BoundedBody.MAX_BYTES);
            return Answer.of(response.statusCode(), headers, plain, took);
        } catch (ExecutionException e) {
            throw new Unanswered(Cause.of(e, baseUrl), e);
        } catch (TimeoutException e) {
            answering.cancel(true);
            throw new Unanswered("no complete answer within " + patience.toMillis() + " ms at " + baseUrl, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answering.cancel(true);
            throw new Unanswered("the call was interrupted", e);
        } catch (IOException e) {
            throw new Unanswered("the answer at " + baseUrl + " cannot be unpacked" + Cause.said(e), e);
        }
    }

    /** Some servers hang up on these without saying so, and the next call on that connection would be lost. */
    private static boolean endsItsConnection(Call call) {
        return call.pathAndQuery().contains(ESCAPED_NUL);
    }

    private HttpRequest request(Call call) {
        BodyPublisher body = call.body()
                .map(sent -> BodyPublishers.ofByteArray(sent.bytes()))
                .orElse(BodyPublishers.noBody());
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + call.pathAndQuery()))
                .method(call.method(), body);
        if (!call.headers().containsKey(USER_AGENT)) {
            request.setHeader(USER_AGENT, "instantstream-contract-tests");
        }
        call.headers().forEach(request::header);
        call.key().ifPresent(key -> request.header(keyHeader, key.reveal()));
        call.body()
                .filter(sent -> !sent.contentType().isEmpty())
                .ifPresent(sent -> request.header("Content-Type", sent.contentType()));
        return request.build();
    }

    private static Map<String, String> headers(HttpResponse<?> response) {
        Map<String, String> headers = new LinkedHashMap<>();
        response.headers()
                .map()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        return headers;
    }

    /** Nothing is kept open on purpose: idle connections go with the client. */
    @Override
    public void close() {
        // HttpClient has no end of its own before Java 21.
    }
}
