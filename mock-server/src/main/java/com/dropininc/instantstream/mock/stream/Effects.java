package com.dropininc.instantstream.mock.stream;

import com.dropininc.instantstream.spec.ContractException;
import com.dropininc.instantstream.spec.Lifecycle;
import com.dropininc.instantstream.spec.Nearest;
import com.dropininc.instantstream.spec.api.model.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pure functions behind the effect words of the spec's lifecycle. */
final class Effects {
    /** What an effect does to a stream; the message is set by the one effect that says something. */
    private interface Effect {
        StreamState apply(StreamState stream, Act act);
    }

    private static final String APPEND_MESSAGE = "appendMessage";

    private final Map<String, Effect> effects = Map.of(
            "join",
            Effects::join,
            "openMedia",
            Effects::openMedia,
            "closeMedia",
            (stream, act) -> stream.withoutMedia(),
            "end",
            (stream, act) -> stream.with(stream.times().ended(act.now())),
            "startRecording",
            Effects::startRecording,
            "stopRecording",
            Effects::stopRecording,
            "mergeDealerDevice",
            (stream, act) -> stream.with(Role.DEALER, stream.dealer().on(act.device())),
            APPEND_MESSAGE,
            (stream, act) -> stream,
            "touchPing",
            (stream, act) -> stream.with(stream.times().pinged(act.now())));

    Effects(Lifecycle lifecycle) {
        for (String name : lifecycle.effects().keySet()) {
            if (!effects.containsKey(name)) {
                throw new ContractException("x-lifecycle/effects/" + name + ": the mock has no code for this effect; "
                        + Nearest.hint(name, effects.keySet()));
            }
        }
    }

    /** Applies the effects of a row in order; the events are those of effects that changed anything. */
    Decision.Change apply(Lifecycle lifecycle, Lifecycle.Transition row, StreamState before, Act act) {
        StreamState stream = before;
        Optional<Message> said = Optional.empty();
        List<String> events = new ArrayList<>();
        for (String effect : row.effects()) {
            String name = effect;
            StreamState after = effects.get(name).apply(stream, act);
            Optional<String> repeated = lifecycle.effects().get(name).repeated();
            if (after == stream && repeated.isPresent()) {
                name = repeated.get();
                after = effects.get(name).apply(stream, act);
            }
            if (after != stream) {
                lifecycle.effects().get(name).event().ifPresent(events::add);
            }
            if (name.equals(APPEND_MESSAGE)) {
                said = Optional.of(message(stream, act));
            }
            stream = after;
        }
        return new Decision.Change(stream, said, events);
    }

    private static Message message(StreamState stream, Act act) {
        return new Message(
                "msg_" + act.nonce(),
                stream.token(),
                act.roles().get(0),
                act.message().orElseThrow(),
                act.now());
    }

    private static StreamState join(StreamState stream, Act act) {
        StreamState joined = stream;
        for (Role role : act.roles()) {
            joined = joined.with(role, joined.side(role).joined(act.device(), act.now()));
        }
        return joined;
    }

    private static StreamState openMedia(StreamState stream, Act act) {
        return stream.on(Media.invented(act.nonce()), act.place())
                .with(stream.times().started(act.now()));
    }

    private static StreamState startRecording(StreamState stream, Act act) {
        return stream.recording().isPresent() ? stream : stream.with(Tape.started(act.nonce(), act.now()));
    }

    private static StreamState stopRecording(StreamState stream, Act act) {
        return stream.recording()
                .map(tape -> stream.with(tape.stopped(act.now())))
                .orElse(stream);
    }
}
