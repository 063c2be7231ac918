package com.dropininc.instantstream.contract.history;

import com.dropininc.instantstream.contract.gate.GateException;
import com.dropininc.instantstream.contract.gate.ReportReader;
import com.dropininc.instantstream.contract.gate.StoredReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The reports in a directory. Immutable.
 *
 * @param runs by environment, the oldest first
 * @param refused what is there and cannot be trusted, and why
 */
public record History(Map<String, List<StoredReport>> runs, List<String> refused) {
    private static final int DIGITS = 8;

    /**
     * Reads all reports under a directory; the same report kept twice counts once.
     *
     * @param order environments in the order in which they are shown; others follow by name
     */
    public static History read(Path directory, List<String> order) {
        Map<String, StoredReport> byDigest = new LinkedHashMap<>();
        List<String> refused = new ArrayList<>();
        for (Path file : ReportReader.find(List.of(directory))) {
            try {
                StoredReport report = ReportReader.read(file);
                byDigest.putIfAbsent(report.digest(), report);
            } catch (GateException e) {
                refused.add(e.getMessage());
            }
        }
        Map<String, List<StoredReport>> runs = new TreeMap<>(
                Comparator.<String>comparingInt(name -> order.contains(name) ? order.indexOf(name) : order.size())
                        .thenComparing(Comparator.naturalOrder()));
        byDigest.values().stream()
                .sorted(Comparator.comparing(StoredReport::end))
                .forEach(report -> runs.computeIfAbsent(report.environment(), name -> new ArrayList<>())
                        .add(report));
        return new History(runs, List.copyOf(refused));
    }

    /**
     * Keeps a report: {@code DIRECTORY/ENVIRONMENT/END-DIGEST.report.json}.
     *
     * @throws GateException if it cannot be kept
     */
    public static void keep(Path file, Path directory) {
        StoredReport report = ReportReader.read(file);
        String name = report.end().toString().replaceAll("[^0-9TZ]", "") + "-"
                + report.digest().substring(report.digest().length() - DIGITS) + ".report.json";
        try {
            Path folder = Files.createDirectories(
                    directory.resolve(report.environment().replaceAll("[^A-Za-z0-9._-]", "_")));
            Files.copy(file, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new GateException("the report cannot be kept in " + directory + ": choose another --history", e);
        }
    }

    /** What a report came to, in one word. */
    static String outcome(StoredReport report) {
        if (!report.verdict().equals("passed")) {
            return report.verdict();
        }
        return report.findings().isEmpty() ? "passed" : "deviation";
    }

    /** How many findings of a report contradict the docs. */
    static long broken(StoredReport report) {
        return report.findings().stream()
                .filter(finding -> finding.level().equals("documented"))
                .count();
    }

    /** How many do not. */
    static long deviations(StoredReport report) {
        return report.findings().size() - broken(report);
    }

    /** The class of a colour for an outcome. */
    static String colour(String outcome) {
        return switch (outcome) {
            case "passed" -> "go";
            case "failed" -> "no";
            case "deviation" -> "warn";
            default -> "open";
        };
    }
}
