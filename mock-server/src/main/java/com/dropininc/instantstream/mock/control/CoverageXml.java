package com.dropininc.instantstream.mock.control;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** What apps have exercised as JUnit XML, so that a build can depend on it. */
final class CoverageXml {
    /**
     * What is demanded.
     *
     * @param operations that have to be called; what others were called is held against the rest all the same
     * @param ignored statuses that need not be met
     */
    record Demand(Set<String> operations, Set<Integer> ignored) {}

    /** One line of the outcome; {@code verdict} is passed, failure, skipped or error. */
    private record Case(String name, String verdict, String message) {}

    private final XMLStreamWriter xml;

    private CoverageXml(XMLStreamWriter xml) {
        this.xml = xml;
    }

    static String of(List<CoverageReport.App> apps, Demand demand) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuites");
            xml.writeAttribute("name", "client coverage");
            CoverageXml writer = new CoverageXml(xml);
            for (CoverageReport.App app : apps) {
                writer.suite(clean(app.key() + " " + app.userAgent()).strip(), cases(app, demand));
            }
            if (apps.isEmpty()) {
                // Nothing exercised is not green.
                writer.suite("no app", List.of(new Case("an app calls the mock", "error", "no app has called it")));
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a string takes every XML document", e);
        }
        return text.toString();
    }

    private static List<Case> cases(CoverageReport.App app, Demand demand) {
        List<Case> cases = new ArrayList<>();
        for (CoverageReport.Exercised one : app.operations()) {
            String name = one.operation();
            cases.add(new Case(name + " is called", "passed", ""));
            one.outcomes().keySet().forEach(status -> cases.add(new Case(name + " meets " + status, "passed", "")));
            one.outcomesNever()
                    .forEach(status -> cases.add(new Case(
                            name + " meets " + status,
                            demand.ignored().contains(status) ? "skipped" : "failure",
                            "the app has never met it: ask for it with the header Prefer: code=" + status)));
            one.states().keySet().forEach(state -> cases.add(new Case(name + " while " + state, "passed", "")));
            one.statesNever()
                    .forEach(state -> cases.add(new Case(
                            name + " while " + state, "failure", "the app has never called it in this state")));
            cases.add(new Case(
                    name + " sends nothing undocumented",
                    one.undocumented().isEmpty() ? "passed" : "failure",
                    "the spec does not know " + String.join(", ", one.undocumented())));
        }
        app.operationsNever()
                .forEach(name -> cases.add(new Case(
                        name + " is called",
                        demand.operations().contains(name) ? "failure" : "skipped",
                        "the app has never called it")));
        cases.add(new Case(
                "every call leads to an operation",
                app.unmatched() == 0 ? "passed" : "failure",
                app.unmatched() + " calls led to none: see /__admin/unmatched"));
        return cases;
    }

    private void suite(String name, List<Case> cases) throws XMLStreamException {
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", name);
        xml.writeAttribute("tests", String.valueOf(cases.size()));
        xml.writeAttribute("failures", count(cases, "failure"));
        xml.writeAttribute("errors", count(cases, "error"));
        xml.writeAttribute("skipped", count(cases, "skipped"));
        xml.writeAttribute("time", "0");
        for (Case one : cases) {
            xml.writeCharacters("\n    ");
            xml.writeStartElement("testcase");
            xml.writeAttribute("classname", "coverage." + name.replace('.', '_'));
            xml.writeAttribute("name", one.name());
            xml.writeAttribute("time", "0");
            if (!one.verdict().equals("passed")) {
                xml.writeEmptyElement(one.verdict());
                xml.writeAttribute("message", clean(one.message()));
            }
            xml.writeEndElement();
        }
        xml.writeCharacters("\n  ");
        xml.writeEndElement();
        xml.writeCharacters("\n");
    }

    private static String count(List<Case> cases, String verdict) {
        return String.valueOf(
                cases.stream().filter(one -> one.verdict().equals(verdict)).count());
    }

    /** XML has no place for most control characters, however they are written. */
    private static String clean(String text) {
        return text.replaceAll("[^\\x20-\\uD7FF\\uE000-\\uFFFD]", "?");
    }
}
