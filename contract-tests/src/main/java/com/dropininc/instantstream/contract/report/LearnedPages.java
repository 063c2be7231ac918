package com.dropininc.instantstream.contract.report;

import com.dropininc.instantstream.contract.verdict.Guarantee;
import com.dropininc.instantstream.contract.verdict.Reading;
import com.dropininc.instantstream.spec.Ambiguity;
import java.util.TreeSet;

/** The sections of the page that tell what was learned beside the findings. */
final class LearnedPages {
    private final Run run;
    private final Page page;

    LearnedPages(Run run, Page page) {
        this.run = run;
        this.page = page;
    }

    void write() {
        observations();
        readings();
        guarantees();
    }

    private void observations() {
        if (run.learned().observations().isEmpty()) {
            return;
        }
        page.leaf("h2", "What this server decides for itself, the same way everywhere");
        page.begin("div", "class", "scroll").begin("table");
        run.learned()
                .observations()
                .forEach(one -> page.begin("tr")
                        .leaf("td", one.text())
                        .leaf("td", "not judged: " + String.join(", ", new TreeSet<>(one.rules())), "class", "soft")
                        .end());
        page.end().end();
    }

    private void readings() {
        if (run.learned().readings().isEmpty()) {
            return;
        }
        page.leaf("h2", "How the docs' open questions are read here");
        page.begin("div", "class", "scroll").begin("table").begin("tr");
        page.leaf("th", "question")
                .leaf("th", "this target")
                .leaf("th", "the contract")
                .leaf("th", "seen")
                .end();
        for (Reading reading : run.learned().readings()) {
            Ambiguity ambiguity = run.contract().ambiguity(reading.ambiguity());
            page.begin("tr").leaf("td", ambiguity.question());
            page.leaf("td", said(ambiguity, reading.taken())).leaf("td", said(ambiguity, ambiguity.chosen()));
            page.leaf("td", reading.seen(), "class", "soft").end();
        }
        page.end().end();
    }

    private static String said(Ambiguity ambiguity, String reading) {
        return ambiguity.readings().getOrDefault(reading, reading);
    }

    private void guarantees() {
        if (run.learned().guarantees().isEmpty()) {
            return;
        }
        page.leaf("h2", "What a run without findings proves");
        for (Guarantee guarantee : run.learned().guarantees()) {
            page.begin("article", "class", "card").leaf("h3", guarantee.statement());
            page.begin("dl");
            guarantee
                    .assumptions()
                    .forEach(assumed -> page.leaf("dt", "provided").leaf("dd", assumed));
            guarantee.numbers().forEach((name, number) -> page.leaf("dt", name).leaf("dd", String.valueOf(number)));
            page.end().end();
        }
    }
}
