package com.dropininc.instantstream.contract.diff;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Compares bodies: their media types, and the schemas of those. */
final class BodyDiff {
    private final Direction direction;

    BodyDiff(Direction direction) {
        this.direction = direction;
    }

    void body(Pair body, Side side) {
        if (body.both()) {
            body.flag("required", side.kind("request-body-required"), side.kind("request-body-optional"));
            media(body);
            body.rest();
        } else if (body.gone()) {
            body.add(side.kind("request-body-removed"), "");
        } else if (body.fresh()) {
            body.add(side.kind(body.now.flag("required") ? "request-body-added-required" : "request-body-added"), "");
        }
    }

    /** Compares what is under {@code content}. */
    void media(Pair holder) {
        Map<String, DocumentNode> before = types(holder.get("content").old);
        Map<String, DocumentNode> after = types(holder.get("content").now);
        String kind = direction.prefix() + "-media-type";
        before.forEach((type, old) -> {
            Optional<String> now = covering(type, after);
            now.ifPresent(other -> type(holder.with(old, after.get(other), holder.at), type));
            boolean narrower =
                    direction != Direction.REQUEST && after.keySet().stream().anyMatch(other -> covers(type, other));
            if (now.isEmpty() && !narrower) {
                holder.with(old, holder.now, holder.at).add(kind + "-removed", type);
            }
        });
        after.forEach((type, now) -> {
            Optional<String> old = covering(type, before);
            if (old.isEmpty()) {
                holder.with(holder.old, now, holder.at).add(kind + "-added", type);
            } else if (!before.containsKey(type) && covering(old.get(), after).isEmpty()) {
                type(holder.with(before.get(old.get()), now, holder.at), type);
            }
        });
    }

    private void type(Pair pair, String type) {
        pair.schema("schema", direction);
        pair.skip("encoding");
        if (type.startsWith("multipart/") || type.contains("form-urlencoded")) {
            pair.tree(direction.prefix() + "-encoding-changed", "encoding");
        }
        pair.rest();
    }

    /** The media types in one form; JSON has no parameter charset (RFC 8259 section 11). */
    private static Map<String, DocumentNode> types(DocumentNode content) {
        Map<String, DocumentNode> types = new LinkedHashMap<>();
        content.entries().forEach((name, media) -> {
            String plain = plain(name);
            types.put(types.containsKey(plain) ? name : plain, media);
        });
        return types;
    }

    private static String plain(String name) {
        String[] parts = name.toLowerCase(Locale.ROOT).split(";");
        String type = parts[0].strip();
        boolean json = type.endsWith("/json") || type.endsWith("+json");
        return type
                + Arrays.stream(parts)
                        .skip(1)
                        .map(part -> part.replaceAll("[\\s\"]", ""))
                        .filter(part -> !part.isEmpty() && !(json && part.startsWith("charset=")))
                        .sorted()
                        .map(part -> ";" + part)
                        .collect(Collectors.joining());
    }

    /** The media type itself, or the narrowest range that it is in. */
    private static Optional<String> covering(String type, Map<String, DocumentNode> types) {
        return types.keySet().stream()
                .filter(range -> range.equals(type) || covers(range, type))
                .min((one, other) -> covers(one, other) ? 1 : covers(other, one) ? -1 : 0);
    }

    private static boolean covers(String range, String type) {
        return !range.equals(type)
                && (range.equals("*/*")
                        || (range.endsWith("/*") && type.startsWith(range.substring(0, range.length() - 1))));
    }
}
