package com.dropininc.instantstream.mock.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A scenario that runs, or has run, for a stream. Safe to share between threads. */
public final class Run {
    private final String id;
    private final String scenario;
    private final String token;
    private final Instant began;
    private final int steps;
    private final List<Taken> taken = new ArrayList<>();
    private String state = "running";

    /**
     * A step that was taken.
     *
     * @param status what its call was answered; 0 for one without a call
     * @param request id of the call's journal entry
     */
    public record Taken(Instant at, String step, int status, String request) {}

    Run(String id, String scenario, String token, Instant began, int steps) {
        this.id = id;
        this.scenario = scenario;
        this.token = token;
        this.began = began;
        this.steps = steps;
    }

    public String id() {
        return id;
    }

    public String scenario() {
        return scenario;
    }

    public String token() {
        return token;
    }

    public Instant began() {
        return began;
    }

    /** How many steps it has. */
    public int steps() {
        return steps;
    }

    /** The steps that were taken, in order. */
    public synchronized List<Taken> taken() {
        return List.copyOf(taken);
    }

    /** {@code running}, {@code done}, {@code stopped}, or why it ended early. */
    public synchronized String state() {
        return state;
    }

    public synchronized boolean ended() {
        return !state.equals("running");
    }

    /** Ends it, unless it has ended. */
    public synchronized void end(String how) {
        if (state.equals("running")) {
            state = how;
        }
    }

    synchronized void took(Taken step) {
        taken.add(step);
    }
}
