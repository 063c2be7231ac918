package com.dropininc.instantstream.contract.exchange;

import com.dropininc.instantstream.contract.verdict.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Where the answers of a server are of another shape than is assumed, and how often the place was there at all: of
 * another shape each time, it is the server's own. For one thread at a time.
 */
final class AnswerShapes {
    private final Map<String, Integer> owners = new HashMap<>();
    private final Map<String, Integer> broken = new HashMap<>();
    private final Map<String, Finding> shapes = new LinkedHashMap<>();

    void see(String operation, JsonNode body, List<Finding> open) {
        owners(operation, body);
        Set<String> places = new LinkedHashSet<>();
        open.stream().filter(finding -> finding.kind() == Finding.Kind.SHAPE).forEach(finding -> {
            if (places.add(finding.subject())) {
                broken.merge(operation + " " + finding.subject(), 1, Integer::sum);
            }
            shapes.putIfAbsent(operation + " " + finding.subject(), finding);
        });
    }

    /** Whether the answers of an operation were ever seen with a property of that name. */
    boolean shows(String operation, String name) {
        return owners.containsKey(operation + " /" + name);
    }

    /** Places that are now of this shape, now of another. */
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        shapes.forEach((place, finding) -> {
            if (!consistent(place)) {
                findings.add(finding.after(", in " + broken.get(place) + " of " + owner(place) + " answers"));
            }
        });
        return findings;
    }

    /** Places that are always of another shape, each with the operations that show it. */
    Map<Finding, Set<String>> told() {
        Map<String, Finding> firsts = new LinkedHashMap<>();
        Map<Finding, Set<String>> told = new LinkedHashMap<>();
        shapes.forEach((place, finding) -> {
            if (consistent(place)) {
                Finding first = firsts.computeIfAbsent(finding.subject(), subject -> finding);
                told.computeIfAbsent(first, key -> new TreeSet<>()).add(place.split(" ", 2)[0]);
            }
        });
        return told;
    }

    /** Counts each answer once for each place of an object or value in it. */
    private void owners(String operation, JsonNode body) {
        Set<String> places = new LinkedHashSet<>();
        places("", body, places);
        places.forEach(place -> owners.merge(operation + " " + place, 1, Integer::sum));
    }

    private static void places(String at, JsonNode node, Set<String> places) {
        places.add(at.isEmpty() ? "/" : at);
        node.properties().forEach(property -> places(at + "/" + property.getKey(), property.getValue(), places));
        if (node.isArray()) {
            node.forEach(item -> {
                places.add(at + "[]");
                item.properties()
                        .forEach(property -> places(at + "/" + property.getKey(), property.getValue(), places));
            });
        }
    }

    /** Whether a place was of another shape whenever it, or its owner where it is missing, was there. */
    private boolean consistent(String place) {
        // What fits none of several forms may fit one of them when there is less in it.
        return place.endsWith(" oneOf") || place.endsWith(" anyOf") || broken.get(place) >= owner(place);
    }

    private int owner(String place) {
        String[] words = place.split(" ");
        if (words.length < 4 || !words[1].equals("body")) {
            return Integer.MAX_VALUE;
        }
        String pointer = words[2];
        boolean missing = words[3].equals("required");
        String at = missing ? pointer.substring(0, Math.max(0, pointer.lastIndexOf('/'))) : pointer;
        int whole = owners.getOrDefault(words[0] + " " + (at.isEmpty() ? "/" : at), 0);
        int items = owners.getOrDefault(words[0] + " " + at + "[]", 0);
        return items > 0 ? items : whole;
    }
}
