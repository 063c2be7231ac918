package com.dropininc.instantstream.contract.report;

import com.dropininc.instantstream.contract.verdict.CheckResult;
import com.dropininc.instantstream.contract.verdict.Finding;
import com.dropininc.instantstream.contract.verdict.Outcome;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The run as JUnit XML. Our own writer, since JUnit's puts every system property into the file. */
final class JunitReport {
    private final XMLStreamWriter xml;
    private final boolean strict;

    private JunitReport(XMLStreamWriter xml, boolean strict) {
        this.xml = xml;
        this.strict = strict;
    }

    static String of(Run run) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            new JunitReport(xml, run.settings().strict()).suites(run);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a string takes every XML document", e);
        }
        return text.toString();
    }

    private void suites(Run run) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        line();
        xml.writeStartElement("testsuites");
        xml.writeAttribute("name", "contract of " + run.target().baseUrl());
        Map<String, List<CheckResult>> groups = run.verdict().results().stream()
                .collect(Collectors.groupingBy(result -> result.check().group(), TreeMap::new, Collectors.toList()));
        for (Map.Entry<String, List<CheckResult>> group : groups.entrySet()) {
            suite(group.getKey(), group.getValue());
        }
        line();
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void suite(String name, List<CheckResult> results) throws XMLStreamException {
        line();
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", name);
        xml.writeAttribute("tests", String.valueOf(results.size()));
        long failures = results.stream().filter(this::fails).count();
        xml.writeAttribute("failures", String.valueOf(failures));
        xml.writeAttribute("errors", "0");
        long passed = results.stream()
                .filter(result -> result.outcome() == Outcome.PASSED)
                .count();
        xml.writeAttribute("skipped", String.valueOf(results.size() - failures - passed));
        xml.writeAttribute(
                "time",
                seconds(results.stream()
                        .mapToLong(result -> result.took().toMillis())
                        .sum()));
        for (CheckResult result : results) {
            testcase(name, result);
        }
        line();
        xml.writeEndElement();
    }

    private void testcase(String group, CheckResult result) throws XMLStreamException {
        line();
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", group);
        xml.writeAttribute("name", result.check().id() + ": " + result.check().sentence());
        xml.writeAttribute("time", seconds(result.took().toMillis()));
        if (fails(result)) {
            xml.writeStartElement("failure");
            xml.writeAttribute("message", clean(result.findings().get(0).line()));
            xml.writeCharacters(
                    clean(result.findings().stream().map(Finding::line).collect(Collectors.joining("\n"))));
            xml.writeEndElement();
        } else if (result.outcome() != Outcome.PASSED) {
            xml.writeEmptyElement("skipped");
            xml.writeAttribute(
                    "message",
                    clean(result.outcome().word() + ": "
                            + (result.findings().isEmpty()
                                    ? result.reason()
                                    : result.findings().get(0).line())));
        }
        xml.writeEndElement();
    }

    private boolean fails(CheckResult result) {
        return result.outcome() == Outcome.FAILED || (strict && result.outcome() == Outcome.DEVIATION);
    }

    private void line() throws XMLStreamException {
        xml.writeCharacters("\n");
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.3f", millis / 1000.0);
    }

    /** XML 1.0 has no way to write most control characters. */
    private static String clean(String text) {
        return text.replaceAll("[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "?");
    }
}
