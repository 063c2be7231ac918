package com.dropininc.instantstream.contract.compare;

import com.dropininc.instantstream.contract.report.Page;
import com.dropininc.instantstream.contract.report.ReportException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes a comparison as Markdown, JSON and a page. */
public final class ComparisonFiles {
    private ComparisonFiles() {}

    /** Writes all of them into a directory; no key is in them. */
    public static void write(Comparison comparison, Path directory, UnaryOperator<String> redact) {
        Map<String, String> files = Map.of(
                "compare.md", markdown(comparison),
                "compare.json", json(comparison),
                "compare.html", html(comparison));
        try {
            Files.createDirectories(directory);
            for (Map.Entry<String, String> file : files.entrySet()) {
                Files.writeString(directory.resolve(file.getKey()), redact.apply(file.getValue()));
            }
        } catch (IOException e) {
            throw new ReportException("cannot write into " + directory + ": choose another --out", e);
        }
    }

    private static Map<String, List<Difference>> byOperation(Comparison comparison) {
        return comparison.differences().stream()
                .collect(Collectors.groupingBy(
                        Difference::operation, java.util.LinkedHashMap::new, Collectors.toList()));
    }

    /** The differences as a person reads them in a terminal. */
    public static String text(Comparison comparison) {
        StringBuilder text = new StringBuilder(comparison.sentence() + "\n");
        byOperation(comparison).forEach((operation, differences) -> {
            text.append("\n").append(operation).append("\n");
            for (Difference one : differences) {
                text.append(String.format(java.util.Locale.ROOT, "  %-13s%s%n", one.kind(), place(one)));
                text.append("    A  ")
                        .append(one.a())
                        .append("\n    B  ")
                        .append(one.b())
                        .append("\n    in ");
                text.append(String.join("; ", one.steps())).append("\n");
            }
        });
        return text.toString();
    }

    private static String markdown(Comparison comparison) {
        StringBuilder text = new StringBuilder("# " + comparison.nameA() + " and " + comparison.nameB() + "\n\n");
        text.append(comparison.sentence()).append(".\n");
        byOperation(comparison).forEach((operation, differences) -> {
            text.append("\n## ").append(operation).append("\n\n| | field | A | B | in |\n|---|---|---|---|---|\n");
            differences.forEach(one -> text.append("| ")
                    .append(one.kind())
                    .append(" | ")
                    .append(one.field().length() > 1 ? code(one.field()) : place(one))
                    .append(" | ")
                    .append(code(one.a()))
                    .append(" | ")
                    .append(code(one.b()))
                    .append(" | ")
                    .append(String.join("; ", one.steps()))
                    .append(" |\n"));
        });
        return text.toString();
    }

    private static String place(Difference one) {
        return one.field().length() > 1 ? one.field() : "the answer";
    }

    private static String code(String text) {
        return text.isEmpty() ? "" : "`" + text.replace("|", "\\|").replaceAll("[`\\p{Cntrl}]", " ") + "`";
    }

    private static String json(Comparison comparison) {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        root.put("a", comparison.nameA()).put("b", comparison.nameB());
        root.put("equal", comparison.equal()).put("steps", comparison.steps());
        root.set("differences", JsonMapper.shared().valueToTree(comparison.differences()));
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private static String html(Comparison comparison) {
        Page page = new Page().begin("html", "lang", "en").begin("head").single("meta", "charset", "utf-8");
        page.single("meta", "name", "viewport", "content", "width=device-width");
        page.leaf("title", comparison.sentence());
        page.style(Page.resource(Page.class, "report.css") + Page.resource(ComparisonFiles.class, "compare.css"))
                .end()
                .begin("body")
                .begin("main");
        page.begin("div", "class", "verdict " + (comparison.equal() ? "passed" : "deviation"));
        page.leaf("h1", comparison.equal() ? "ALIKE" : "DIFFERENT");
        page.leaf("p", comparison.sentence() + ".");
        page.leaf("p", kinds(comparison), "class", "soft").end();
        List<String> heads = List.of("what", "where", comparison.nameA(), comparison.nameB(), "in the steps");
        byOperation(comparison).forEach((operation, differences) -> {
            page.leaf("h2", operation)
                    .begin("div", "class", "scroll")
                    .begin("table", "class", "compare")
                    .begin("tr");
            heads.forEach(head -> page.leaf("th", head));
            page.end();
            differences.forEach(one -> row(page, one, heads));
            page.end().end();
        });
        return page.end().end().end().html();
    }

    /** How many differences there are of each kind. */
    private static String kinds(Comparison comparison) {
        Map<String, Long> kinds = comparison.differences().stream()
                .collect(Collectors.groupingBy(one -> one.kind(), java.util.LinkedHashMap::new, Collectors.counting()));
        return kinds.entrySet().stream()
                .map(kind -> kind.getValue() + " of " + kind.getKey())
                .collect(Collectors.joining(", "));
    }

    private static void row(Page page, Difference one, List<String> heads) {
        page.begin("tr").leaf("td", one.kind(), "data-head", heads.get(0));
        List<String> cells = List.of(place(one), one.a(), one.b());
        for (int i = 0; i < cells.size(); i++) {
            page.begin("td", "data-head", heads.get(i + 1))
                    .leaf("code", cells.get(i))
                    .end();
        }
        page.leaf("td", String.join("; ", one.steps()), "class", "soft", "data-head", heads.get(4))
                .end();
    }
}
