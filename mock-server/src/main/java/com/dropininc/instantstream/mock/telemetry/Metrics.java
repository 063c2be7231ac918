package com.dropininc.instantstream.mock.telemetry;

import java.util.Map;
import java.util.function.Supplier;

/**
 * What the mock does, in Prometheus' text format. Nothing of it is made, and no class of it loaded, before somebody
 * asks: until then, and between two times, all that is done is counting. Safe to share between threads.
 */
public final class Metrics {
    /** The content type of the text. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final Traffic traffic;
    private final Map<String, Supplier<Number>> levels;
    private Exposition exposition;

    /**
     * @param levels what goes up and down, by name
     */
    public Metrics(Traffic traffic, Map<String, Supplier<Number>> levels) {
        this.traffic = traffic;
        this.levels = levels;
    }

    /** All series, as they are now. */
    public synchronized String text() {
        if (exposition == null) {
            exposition = new Exposition(traffic, levels);
        }
        return exposition.text();
    }
}
