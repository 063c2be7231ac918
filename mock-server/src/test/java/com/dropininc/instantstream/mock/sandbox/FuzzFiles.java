package com.dropininc.instantstream.mock.sandbox;

import com.dropininc.instantstream.fixtures.Document;
import com.dropininc.instantstream.fixtures.FixtureException;
import com.dropininc.instantstream.mock.fuzz.Watch;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.ContractException;
import com.dropininc.instantstream.spec.Overlay;
import java.nio.charset.StandardCharsets;

/** What a fuzzer calls with files that a user may have from somebody else. */
public final class FuzzFiles {
    private static final Contract CONTRACT = Contract.load();

    private FuzzFiles() {}

    public static void scenario(byte[] data) {
        Watch.inTime(() -> {
            try {
                return Scenario.read("fuzz", Document.parse(data, "fuzz.yaml"), CONTRACT);
            } catch (FixtureException refused) {
                return refused;
            }
        });
    }

    public static void overlay(byte[] data) {
        Watch.inTime(() -> {
            try {
                return CONTRACT.with(Overlay.parse(new String(data, StandardCharsets.UTF_8), "fuzz.yaml"));
            } catch (ContractException refused) {
                return refused;
            }
        });
    }
}
