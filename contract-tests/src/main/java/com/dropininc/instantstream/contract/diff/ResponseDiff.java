package com.dropininc.instantstream.contract.diff;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares the responses of one operation. A range such as 4XX, and then default, stands for what is not named. */
final class ResponseDiff {
    private static final String DEFAULT = "default";

    private final Side side;

    ResponseDiff(Side side) {
        this.side = side;
    }

    void compare(Pair responses) {
        Map<String, DocumentNode> before = statuses(responses.old);
        Map<String, DocumentNode> after = statuses(responses.now);
        if (before.isEmpty() != after.isEmpty()) {
            responses.add(before.isEmpty() ? "responses-declared" : "responses-undeclared", "");
            return;
        }
        Set<String> all = new LinkedHashSet<>(before.keySet());
        all.addAll(after.keySet());
        for (String status : all) {
            Optional<DocumentNode> old = of(before, status);
            Optional<DocumentNode> now = of(after, status);
            Pair pair = responses.with(old.orElse(responses.old), now.orElse(responses.now), status);
            if (old.isPresent() && now.isPresent()) {
                response(pair);
            }
            if (now.isEmpty()) {
                pair.add(side.kind(kind(status) + "-removed"), status);
            } else if (old.isEmpty() || wider(after, before, status)) {
                pair.add(side.kind(kind(status) + "-added"), status);
            } else if (wider(before, after, status)) {
                pair.add(side.kind("status-range-narrowed"), status);
            }
        }
        responses.skip(responses.old.keys().stream()
                .filter(key -> !key.startsWith("x-"))
                .toArray(String[]::new));
        responses.skip(responses.now.keys().stream()
                .filter(key -> !key.startsWith("x-"))
                .toArray(String[]::new));
        responses.rest();
    }

    /** Whether one names a range of which the other only has some statuses. */
    private static boolean wider(Map<String, DocumentNode> one, Map<String, DocumentNode> other, String status) {
        return status.endsWith("XX")
                && one.containsKey(status)
                && !other.containsKey(status)
                && !other.containsKey(DEFAULT);
    }

    private static Map<String, DocumentNode> statuses(DocumentNode responses) {
        Map<String, DocumentNode> statuses = new LinkedHashMap<>();
        responses.entries().forEach((status, response) -> {
            if (!status.startsWith("x-")) {
                statuses.put(status.equals(DEFAULT) ? status : status.toUpperCase(Locale.ROOT), response);
            }
        });
        return statuses;
    }

    /** What a status is answered with: by its own name, by its range, by default, or as any status of the range. */
    private static Optional<DocumentNode> of(Map<String, DocumentNode> statuses, String status) {
        String range = status.charAt(0) + "XX";
        return Optional.ofNullable(statuses.get(status))
                .or(() -> Optional.ofNullable(statuses.get(range)))
                .or(() -> Optional.ofNullable(statuses.get(DEFAULT)))
                .or(() -> status.endsWith("XX")
                        ? statuses.keySet().stream()
                                .filter(one -> one.charAt(0) == status.charAt(0))
                                .findFirst()
                                .map(statuses::get)
                        : Optional.empty());
    }

    private static String kind(String status) {
        return status.startsWith("2") || status.startsWith("3") ? "success-status" : "error-status";
    }

    private void response(Pair pair) {
        new BodyDiff(side.answered()).media(pair);
        Pair headers = pair.get("headers");
        headers.entries(names(headers.old), names(headers.now)).values().forEach(this::header);
        pair.get("links").entries().values().forEach(link -> {
            if (link.both()) {
                link.tree(
                        "response-link-changed", "operationId", "operationRef", "parameters", "requestBody", "server");
                link.rest();
            } else {
                link.add(link.gone() ? "response-link-removed" : "response-link-added", "");
            }
        });
        pair.rest();
    }

    private void header(Pair header) {
        if (header.gone()) {
            header.add(side.kind("response-header-removed"), "");
        } else if (header.fresh()) {
            header.add(side.kind("response-header-added"), "");
        } else {
            header.flag("required", side.kind("response-header-required"), side.kind("response-header-optional"));
            ParameterDiff.value(header, side.answered(), side);
            header.rest();
        }
    }

    /** Headers by names without case; Content-Type is told by the media types. */
    private static Map<String, DocumentNode> names(DocumentNode headers) {
        Map<String, DocumentNode> names = new LinkedHashMap<>();
        headers.entries().forEach((name, header) -> names.put(name.toLowerCase(Locale.ROOT), header));
        names.remove("content-type");
        return names;
    }
}
