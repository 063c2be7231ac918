package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Operation;
import java.util.Map;
import java.util.stream.Collectors;

/** Lets a browser app of any origin call the API: its data is invented, and the key is no cookie. */
final class Cors {
    private static final Map<String, String> ALLOWED = Map.of(
            "Access-Control-Allow-Origin",
            "*",
            "Access-Control-Expose-Headers",
            "Allow, Link, Preference-Applied, Retry-After, Warning, X-Mock-Explain, X-Mock-Fault, X-Mock-Request,"
                    + " X-Mock-Upstream, X-Request-Id");

    private final String methods;
    private final String headers;

    Cors(Contract contract) {
        methods = contract.operations().values().stream()
                        .map(Operation::method)
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(", "))
                + ", HEAD, OPTIONS";
        headers = contract.keyHeader() + ", Content-Type, X-Request-Id";
    }

    /** The answer to a preflight, which comes without a key. */
    Reply preflight(Call call) {
        return allow(Reply.empty(204))
                .with("Allow", methods)
                .with("Access-Control-Allow-Methods", methods)
                .with(
                        "Access-Control-Allow-Headers",
                        call.header("Access-Control-Request-Headers").orElse(headers))
                .with("Access-Control-Max-Age", "600")
                .with("Vary", "Access-Control-Request-Headers");
    }

    /** Any other answer; a refusal too, or the browser would hide it from the app. */
    Reply allow(Reply reply) {
        return reply.with(ALLOWED);
    }
}
