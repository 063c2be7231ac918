package com.dropininc.instantstream.contract.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Compares how a client proves who it is: by what has to be sent, not by how the document calls it. */
final class SecurityDiff {
    private final Pair root;

    SecurityDiff(Pair root) {
        this.root = root;
    }

    /** What is said of the schemes beside what operations need of them. */
    void schemes() {
        root.get("components").get("securitySchemes").entries().forEach((name, scheme) -> {
            if (scheme.both()) {
                Pair named = scheme.as("security", name);
                named.skip("type", "in", "name", "scheme", "bearerFormat");
                named.tree("security-scheme-changed", "flows", "openIdConnectUrl");
                named.rest();
            }
        });
    }

    void compare(Pair operation) {
        operation.skip("security");
        DocumentNode was = effective(operation.old, root.old);
        DocumentNode is = effective(operation.now, root.now);
        List<Map<String, Set<String>>> before = alternatives(was, root.old);
        List<Map<String, Set<String>>> after = alternatives(is, root.now);
        List<Map<String, Set<String>>> gone = unmet(before, after);
        List<Map<String, Set<String>>> fresh = unmet(after, before);
        Pair pair = operation.with(was, is, "");
        if (!gone.isEmpty()) {
            boolean open = gone.contains(Map.<String, Set<String>>of());
            pair.add(open ? "security-needed" : "security-changed", Pair.became(shown(gone), shown(after)));
        } else if (!fresh.isEmpty()) {
            boolean open = fresh.contains(Map.<String, Set<String>>of());
            pair.add(open ? "security-dropped" : "security-added", shown(fresh));
        }
    }

    private static DocumentNode effective(DocumentNode operation, DocumentNode root) {
        return operation.raw("security").exists() ? operation.raw("security") : root.raw("security");
    }

    /** Those that are met by no other list: whoever sends what one asks for sends too little, or something else. */
    private static List<Map<String, Set<String>>> unmet(
            List<Map<String, Set<String>>> some, List<Map<String, Set<String>>> others) {
        return some.stream()
                .filter(one -> others.stream()
                        .noneMatch(other -> other.entrySet().stream()
                                .allMatch(need -> one.containsKey(need.getKey())
                                        && one.get(need.getKey()).containsAll(need.getValue()))))
                .toList();
    }

    private static List<Map<String, Set<String>>> alternatives(DocumentNode security, DocumentNode root) {
        List<Map<String, Set<String>>> alternatives = new ArrayList<>();
        for (DocumentNode one : security.rawItems()) {
            Map<String, Set<String>> needs = new TreeMap<>();
            one.keys()
                    .forEach(name -> needs.put(
                            meaning(
                                    root.get("components")
                                            .get("securitySchemes")
                                            .get(name),
                                    name),
                            one.texts(name)));
            alternatives.add(needs);
        }
        return alternatives.isEmpty() ? List.of(Map.of()) : alternatives;
    }

    private static String meaning(DocumentNode scheme, String name) {
        String in = scheme.text("in");
        return switch (scheme.text("type")) {
            case "apiKey" ->
                "apiKey in " + in + " "
                        + (in.equals("header") ? scheme.text("name").toLowerCase(Locale.ROOT) : scheme.text("name"));
            case "http" -> "http " + scheme.text("scheme").toLowerCase(Locale.ROOT);
            case "oauth2" -> "oauth2 " + flows(scheme.get("flows"));
            case "openIdConnect" -> "openIdConnect " + scheme.text("openIdConnectUrl");
            case "mutualTLS" -> "mutualTLS";
            default -> scheme.text("type") + " " + name;
        };
    }

    private static String flows(DocumentNode flows) {
        Map<String, String> urls = new TreeMap<>();
        flows.entries()
                .forEach((name, flow) -> urls.put(
                        name,
                        flow.text("authorizationUrl") + " " + flow.text("tokenUrl") + " " + flow.text("refreshUrl")));
        return urls.toString();
    }

    private static String shown(List<Map<String, Set<String>>> alternatives) {
        return String.join(
                " or ",
                alternatives.stream()
                        .map(one -> one.isEmpty() ? "nothing" : String.join(" and ", shown(one)))
                        .toList());
    }

    private static List<String> shown(Map<String, Set<String>> needs) {
        return needs.entrySet().stream()
                .map(need -> need.getValue().isEmpty() ? need.getKey() : need.getKey() + " " + need.getValue())
                .toList();
    }
}
