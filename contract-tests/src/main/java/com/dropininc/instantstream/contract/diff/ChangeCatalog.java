package com.dropininc.instantstream.contract.diff;

import com.dropininc.instantstream.spec.Nearest;
import com.dropininc.instantstream.spec.YamlDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Every kind of change there is, as {@code change-kinds.yaml} lists them. Immutable. */
final class ChangeCatalog {
    private static final String FILE = "change-kinds.yaml";

    static final ChangeCatalog SHIPPED = new ChangeCatalog();

    private final Map<String, ChangeKind> kinds = new LinkedHashMap<>();

    private ChangeCatalog() {
        try (InputStream in = ChangeCatalog.class.getResourceAsStream(FILE)) {
            JsonNode root = YamlDocument.parse(in.readAllBytes(), FILE).root();
            root.path("parts").forEach(row -> add(row.path("id").asString(), "impact", row, ""));
            root.path("operations").forEach(row -> {
                add(row.path("id").asString(), "impact", row, "");
                add("callback-" + row.path("id").asString(), "mirrored", row, "In a call that the API makes: ");
            });
            for (Direction direction : Direction.values()) {
                root.path("values").forEach(row -> value(direction, row));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String id, String impact, JsonNode row, String before) {
        put(
                id,
                row.path(impact).asString(),
                row.path("breaks").asString("sender"),
                before + row.path("says").asString(),
                row.path("do").asString(""));
    }

    private void value(Direction direction, JsonNode row) {
        boolean request = direction == Direction.REQUEST;
        String id = direction.prefix() + "-" + row.path("id").asString();
        String what = row.path("says").asString();
        String says = "In " + direction.what() + ": " + what.substring(0, 1).toLowerCase(Locale.ROOT)
                + what.substring(1) + ".";
        put(
                id,
                row.path(request ? "sent" : "read").asString(),
                request ? "sender" : "reader",
                says,
                row.path(request ? "do-send" : "do-read").asString(""));
    }

    private void put(String id, String impact, String breaks, String says, String advice) {
        Impact weight = Impact.valueOf(impact.toUpperCase(Locale.ROOT).replace('-', '_'));
        boolean safe = weight == Impact.SAFE;
        ChangeKind kind = new ChangeKind(
                id, weight, safe ? "nobody" : breaks, says, advice.isEmpty() && safe ? "Nothing to do." : advice);
        if (kinds.put(id, kind) != null) {
            throw new IllegalStateException("the kind of change " + id + " is declared twice");
        }
    }

    ChangeKind of(String id) {
        ChangeKind kind = kinds.get(id);
        if (kind == null) {
            throw new IllegalStateException("no kind of change '" + id + "'; " + Nearest.hint(id, kinds.keySet()));
        }
        return kind;
    }

    List<ChangeKind> list() {
        return List.copyOf(kinds.values());
    }
}
