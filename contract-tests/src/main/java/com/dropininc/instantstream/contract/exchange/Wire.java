package com.dropininc.instantstream.contract.exchange;

import static io.restassured.RestAssured.given;

import io.restassured.builder.RequestSpecBuilder;
import io.restassured.config.DecoderConfig;
import io.restassured.config.EncoderConfig;
import io.restassured.config.HttpClientConfig;
import io.restassured.config.RedirectConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.http.Header;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLException;

/**
 * The wire to a target: sends a call and brings back the answer, within a bound of time and size. The only user of
 * REST-assured. Safe to share between threads.
 */
public final class Wire implements AutoCloseable {
    private final String baseUrl;
    private final String keyHeader;
    private final Connections connections;
    private final RequestSpecification base;

    /** @param keyHeader name of the header that carries the API key */
    public Wire(String baseUrl, String keyHeader, Duration answerTime) {
        this(baseUrl, keyHeader, answerTime, Network.direct(answerTime));
    }

    /** @param keyHeader name of the header that carries the API key */
    public Wire(String baseUrl, String keyHeader, Duration answerTime, Network network) {
        this.baseUrl = baseUrl;
        this.keyHeader = keyHeader;
        this.connections = new Connections(answerTime, network);
        RestAssuredConfig config = RestAssuredConfig.config()
                .httpClient(HttpClientConfig.httpClientConfig().httpClientFactory(connections::client))
                .redirect(RedirectConfig.redirectConfig().followRedirects(false))
                .decoderConfig(DecoderConfig.decoderConfig().noContentDecoders())
                .encoderConfig(EncoderConfig.encoderConfig()
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                        .encodeContentTypeAs("application/x-www-form-urlencoded", ContentType.BINARY)
                        .encodeContentTypeAs("multipart/form-data", ContentType.BINARY));
        this.base = new RequestSpecBuilder()
                .setConfig(config)
                .setUrlEncodingEnabled(false)
                .build();
    }

    /**
     * Sends one call that may be sent and waits for its answer.
     *
     * @throws Unanswered if none came in time
     */
    @SuppressWarnings("CatchingUnchecked")
    public Answer send(Safety.Clearance<Call> cleared) throws Unanswered {
        Call call = cleared.request();
        long begin = System.nanoTime();
        try {
            Response response = request(call).request(call.method(), baseUrl + call.pathAndQuery());
            byte[] body = response.asByteArray();
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            Map<String, String> headers = headers(response);
            byte[] plain =
                    ContentCoding.undone(body == null ? new byte[0] : body, headers, Connections.MAX_ANSWER_BYTES);
            return Answer.of(response.statusCode(), headers, plain, took);
        } catch (Exception e) {
            // REST-assured throws what lies below it, checked or not, without declaring it.
            throw new Unanswered(reason(e, Duration.ofNanos(System.nanoTime() - begin)), e);
        }
    }

    private RequestSpecification request(Call call) {
        RequestSpecification request = given().spec(base);
        call.headers().forEach(request::header);
        call.key().ifPresent(key -> request.header(keyHeader, key.reveal()));
        call.body().ifPresent(body -> {
            if (!body.contentType().isEmpty()) {
                request.header("Content-Type", body.contentType());
            }
            request.body(body.bytes());
        });
        return request;
    }

    private static Map<String, String> headers(Response response) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : response.headers()) {
            headers.merge(header.getName().toLowerCase(Locale.ROOT), header.getValue(), (a, b) -> a + ", " + b);
        }
        return headers;
    }

    private String reason(Exception failure, Duration after) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String where = " at " + baseUrl;
        if (cause instanceof Connections.TooLarge) {
            return "the answer is larger than " + Connections.MAX_ANSWER_BYTES + " bytes";
        }
        if (connections.timedOut(after) || cause instanceof SocketTimeoutException) {
            return "no complete answer within " + connections.answerTime().toMillis() + " ms" + where;
        }
        if (cause instanceof UnknownHostException) {
            return "the host of " + baseUrl + " is unknown";
        }
        if (cause instanceof ConnectException) {
            return "nothing answers" + where + " (" + cause.getMessage() + ")";
        }
        if (cause instanceof SSLException) {
            return "no trusted TLS connection" + where + " (" + cause.getMessage() + ")";
        }
        if (cause instanceof InterruptedIOException) {
            return "the call was interrupted";
        }
        return "the connection broke" + where + " (" + cause.getClass().getSimpleName()
                + (cause.getMessage() == null ? "" : ": " + cause.getMessage()) + ")";
    }

    @Override
    public void close() {
        connections.close();
    }
}
