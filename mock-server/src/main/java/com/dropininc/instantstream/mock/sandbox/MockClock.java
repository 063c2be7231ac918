package com.dropininc.instantstream.mock.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The clock of a sandbox: real time, until it is frozen or advanced. Instants have whole milliseconds and never run
 * backwards by a call of this class. Safe to share between threads.
 */
public final class MockClock implements InstantSource {
    private final InstantSource real;
    private final Cell<Hands> hands;

    /**
     * How a clock goes.
     *
     * @param ahead how far it is ahead of real time
     * @param frozenAt where it stands; empty while it runs
     */
    record Hands(Duration ahead, Optional<Instant> frozenAt) {
        /** As real time goes. */
        static final Hands REAL = new Hands(Duration.ZERO, Optional.empty());
    }

    public MockClock(InstantSource real) {
        this(real, (after, basedOn, apply) -> {
            apply.run();
            return true;
        });
    }

    MockClock(InstantSource real, Cell.Keeper<Hands> keeper) {
        this.real = real;
        this.hands = new Cell<>(Hands.REAL, keeper);
    }

    @Override
    public Instant instant() {
        return shown(hands.value());
    }

    private Instant shown(Hands now) {
        Instant instant = now.frozenAt().isPresent()
                ? now.frozenAt().get()
                : now.ahead().isZero() ? real.instant() : real.instant().plus(now.ahead());
        return instant.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Stops time where it is. */
    public void freeze() {
        hands.change(now -> new Hands(now.ahead(), Optional.of(shown(now))));
    }

    /** Moves time forward; a frozen clock stays frozen. */
    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("time only moves forward");
        }
        hands.change(now -> advanced(now, by));
    }

    private static Hands advanced(Hands now, Duration by) {
        return now.frozenAt().isEmpty()
                ? new Hands(now.ahead().plus(by), now.frozenAt())
                : new Hands(now.ahead(), Optional.of(now.frozenAt().get().plus(by)));
    }

    /** Moves time forward to an instant; does nothing when it has passed. */
    void moveTo(Instant target) {
        hands.change(now -> {
            Duration left = Duration.between(shown(now), target);
            return left.isNegative() || left.isZero() ? now : advanced(now, left);
        });
    }

    /** Sets time to an instant, back as well as forward, as a restored snapshot wants it. */
    public void set(Instant now, boolean stopped) {
        hands.change(before -> at(now, stopped));
    }

    /** The hands of a clock that shows an instant. */
    Hands at(Instant now, boolean stopped) {
        return new Hands(
                Duration.between(real.instant().truncatedTo(ChronoUnit.MILLIS), now),
                stopped ? Optional.of(now) : Optional.empty());
    }

    /** Back to real time. */
    void reset() {
        hands.change(before -> Hands.REAL);
    }

    /** Lets time run on from where it is. */
    public void resume() {
        hands.change(now -> now.frozenAt().isEmpty()
                ? now
                : new Hands(Duration.between(real.instant(), now.frozenAt().get()), Optional.empty()));
    }

    public boolean frozen() {
        return hands.value().frozenAt().isPresent();
    }

    /** How it goes. */
    Hands hands() {
        return hands.value();
    }

    /** Goes as it does elsewhere. */
    void arrived(Hands elsewhere, long version) {
        hands.arrived(elsewhere, version);
    }
}
