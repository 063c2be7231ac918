package com.dropininc.instantstream.mock.realtime;

import io.javalin.http.Context;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Verifies that a request was signed with the app's secret (HTTP API reference, "Authentication"). */
final class SignedRequest {
    private static final Duration WINDOW = Duration.ofSeconds(600);

    private final Realtime realtime;
    private final Context request;

    private SignedRequest(Realtime realtime, Context request) {
        this.realtime = realtime;
        this.request = request;
    }

    /** Returns if the request is genuine. */
    static void verify(Realtime realtime, Context request) throws ApiProblem {
        new SignedRequest(realtime, request).verify();
    }

    private void verify() throws ApiProblem {
        if (!required("auth_key").equals(realtime.app().key())) {
            throw ApiProblem.unauthorized("Unknown auth_key: it is not the key of this app.");
        }
        if (!required("auth_version").equals("1.0")) {
            throw ApiProblem.unauthorized("Unsupported auth_version: expected 1.0.");
        }
        verifyTime(required("auth_timestamp"));
        verifyBody();
        verifySignature(required("auth_signature"));
    }

    private void verifyTime(String timestamp) throws ApiProblem {
        if (!timestamp.matches("\\d{1,15}")) {
            throw ApiProblem.unauthorized("Invalid auth_timestamp: expected seconds since 1970.");
        }
        long now = realtime.settings().clock().instant().getEpochSecond();
        if (Math.abs(now - Long.parseLong(timestamp)) > WINDOW.toSeconds()) {
            throw ApiProblem.unauthorized("Timestamp expired: auth_timestamp " + timestamp + " is more than "
                    + WINDOW.toSeconds() + " s away from the server's time " + now + ".");
        }
    }

    private void verifyBody() throws ApiProblem {
        byte[] body = request.bodyAsBytes();
        String given = request.queryParam("body_md5");
        if (body.length == 0 && given == null) {
            return;
        }
        if (given == null) {
            throw ApiProblem.unauthorized("Missing body_md5: a request with a body needs it.");
        }
        if (!given.toLowerCase(Locale.ROOT).equals(Signatures.md5Hex(body))) {
            throw ApiProblem.unauthorized("Invalid body_md5: it is not the MD5 of the body that arrived.");
        }
    }

    private void verifySignature(String signature) throws ApiProblem {
        String query = signedQuery();
        String method = request.method().name();
        String raw = request.req().getRequestURI();
        String decoded = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        // SDKs differ in whether they escape the path before they sign it.
        boolean genuine = realtime.signatures().matches(method + "\n" + raw + "\n" + query, signature)
                || realtime.signatures().matches(method + "\n" + decoded + "\n" + query, signature);
        if (!genuine) {
            throw ApiProblem.unauthorized("Invalid signature: you should have sent HmacSHA256Hex of \""
                    + Text.shown(method + "\\n" + decoded + "\\n" + query) + "\" with the app's secret.");
        }
    }

    /** Decoded and sorted here: one SDK sends parameters escaped and in hash order, another as they were signed. */
    private String signedQuery() {
        TreeMap<String, String> sorted = new TreeMap<>();
        for (Map.Entry<String, List<String>> parameter : request.queryParamMap().entrySet()) {
            String name = parameter.getKey().toLowerCase(Locale.ROOT);
            if (!name.equals("auth_signature")) {
                String pairs = parameter.getValue().stream()
                        .map(value -> name + "=" + value)
                        .collect(Collectors.joining("&"));
                sorted.merge(name, pairs, (one, other) -> one + "&" + other);
            }
        }
        return String.join("&", sorted.values());
    }

    private String required(String name) throws ApiProblem {
        String value = request.queryParam(name);
        if (value == null || value.isEmpty()) {
            throw ApiProblem.unauthorized("Missing " + name + ": every request must be signed.");
        }
        return value;
    }
}
