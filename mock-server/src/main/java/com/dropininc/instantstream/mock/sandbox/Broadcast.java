package com.dropininc.instantstream.mock.sandbox;

import com.dropininc.instantstream.mock.realtime.Realtime;
import com.dropininc.instantstream.mock.sandbox.FaultRule.Situation;
import java.time.Duration;
import java.time.Instant;

/**
 * An event on its way to whoever listens.
 *
 * @param token of the stream it is about
 */
record Broadcast(String token, String channel, String event, String data) {
    /** Sends it, as far as the faults let it; what they hold back is sent by the agenda. */
    void send(Realtime open, Faults faults, Agenda agenda, Instant now) {
        Duration late = Duration.ZERO;
        int copies = 1;
        for (Faults.Strike strike : faults.onEvent(Situation.ofEvent(event, token))) {
            switch (strike.fault().kind()) {
                case REALTIME_DROP -> copies = 0;
                case REALTIME_DELAY -> late = late.plusMillis(strike.millis());
                case REALTIME_DUPLICATE ->
                    copies += copies * strike.fault().number("copies").orElse(1);
                default -> throw new IllegalStateException(strike + " is no fault of events");
            }
        }
        for (int i = 0; i < copies; i++) {
            if (late.isZero()) {
                open.deliver(channel, event, data, null);
            } else {
                agenda.put(now.plus(late), () -> open.deliver(channel, event, data, null));
            }
        }
    }
}
