package com.dropininc.instantstream.contract.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares the parameters of an operation, and headers of responses. */
final class ParameterDiff {
    private final Side side;

    ParameterDiff(Side side) {
        this.side = side;
    }

    void compare(Pair operation, Map<String, DocumentNode> before, Map<String, DocumentNode> after) {
        List<Pair> gone = new ArrayList<>();
        List<Pair> fresh = new ArrayList<>();
        operation.entries(before, after).values().forEach(pair -> {
            DocumentNode known = pair.old.exists() ? pair.old : pair.now;
            Pair named = pair.as(pair.subject, known.text("in") + " " + known.text("name"));
            if (named.both()) {
                parameter(named);
            } else {
                (named.gone() ? gone : fresh).add(named);
            }
        });
        for (Pair lost : gone) {
            Pair found = fresh.stream()
                    .filter(other -> moved(lost, other))
                    .findFirst()
                    .or(() -> fresh.stream()
                            .filter(other -> gone.size() == 1 && fresh.size() == 1 && renamed(lost, other))
                            .findFirst())
                    .orElse(lost);
            if (found == lost) {
                lost.add(side.kind("parameter-removed"), "");
            } else {
                fresh.remove(found);
                Pair both = lost.with(lost.old, found.now, lost.at);
                both.add(
                        side.kind(moved(lost, found) ? "parameter-moved" : "parameter-renamed"),
                        Pair.became(lost.at, found.at));
                parameter(both);
            }
        }
        for (Pair added : fresh) {
            added.add(side.kind(added.now.flag("required") ? "parameter-added-required" : "parameter-added"), "");
        }
    }

    private static boolean moved(Pair gone, Pair fresh) {
        return gone.old.text("name").equals(fresh.now.text("name"));
    }

    private static boolean renamed(Pair gone, Pair fresh) {
        return gone.old.text("in").equals(fresh.now.text("in"))
                && PlainTree.same(gone.old.raw("schema"), fresh.now.raw("schema"));
    }

    private void parameter(Pair pair) {
        pair.flag("required", side.kind("parameter-required"), side.kind("parameter-optional"));
        pair.tree("parameter-default-changed", "x-default");
        pair.provenance("default ", pair.old.raw("x-default-provenance"), pair.now.raw("x-default-provenance"));
        pair.skip("name", "in", "x-default-provenance");
        value(pair, side.sent(), side);
        pair.rest();
    }

    /** How a value is written, and what it may be. */
    static void value(Pair pair, Direction direction, Side side) {
        pair.flag("deprecated", "parameter-deprecated", "parameter-undeprecated");
        for (String key : List.of("allowReserved", "allowEmptyValue")) {
            pair.flag(key, side.kind("parameter-form-widened"), side.kind("parameter-form-narrowed"));
        }
        pair.skip("style", "explode");
        boolean composite = pair.composite(direction);
        pair.differs(
                side.kind("parameter-serialization-changed"),
                written(pair.old, composite),
                written(pair.now, composite));
        if (direction == Direction.REQUEST && !composite && pair.becameText(direction)) {
            pair.skip("schema").add("parameter-takes-any-text", "");
        } else {
            pair.schema("schema", direction);
        }
        new BodyDiff(direction).media(pair);
    }

    /** Style and explode only matter where a value has parts, and in a path. */
    private static String written(DocumentNode parameter, boolean composite) {
        String in = parameter.text("in");
        boolean form = in.equals("query") || in.equals("cookie");
        String style = parameter.raw("style").node().asString(form ? "form" : "simple");
        boolean explode = parameter.raw("explode").node().asBoolean(style.equals("form"));
        return composite ? style + (explode ? ", exploded" : "") : in.equals("path") ? style : "";
    }
}
