package com.dropininc.instantstream.mock.sandbox;

import java.util.Optional;

/**
 * What can be switched in a sandbox.
 *
 * @param readings how it reads what the docs leave open
 * @param faultHeader whether a request may ask for a fault by header
 * @param onRequest name of the scenario that is played for each new stream
 * @param upstream which operations a real environment answers in the mock's place
 */
public record Settings(Readings readings, boolean faultHeader, Optional<String> onRequest, Optional<PassOn> upstream) {
    /** The settings of a sandbox that begins. */
    static Settings standard(Ground ground) {
        return new Settings(Readings.chosen(ground.contract()), true, Optional.empty(), ground.upstream());
    }

    /** The same, but for the readings. */
    public Settings at(Readings other) {
        return new Settings(other, faultHeader, onRequest, upstream);
    }
}
