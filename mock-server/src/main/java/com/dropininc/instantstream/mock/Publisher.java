package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.mock.sandbox.Sandbox;
import com.dropininc.instantstream.mock.stream.Happening;
import com.dropininc.instantstream.mock.stream.StreamState;
import com.dropininc.instantstream.mock.stream.Views;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.ContractException;
import com.dropininc.instantstream.spec.RealtimeEvent;
import com.dropininc.instantstream.spec.Violation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what happens to streams on their realtime channels, after holding each event against the contract. */
final class Publisher {
    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

    private final Contract contract;
    private final Views views;
    private final Answers answers;

    Publisher(Contract contract, Views views, Answers answers) {
        this.contract = contract;
        this.views = views;
        this.answers = answers;
    }

    void publish(Sandbox sandbox, Happening happening) {
        if (sandbox.openRealtime().isEmpty()) {
            return;
        }
        StreamState stream = happening.stream();
        RealtimeEvent event = contract.event(happening.event());
        String data = answers.json(payload(event, happening));
        List<Violation> violations = contract.judge().event(event, answers.read(data));
        if (!violations.isEmpty()) {
            LOG.error("bug in the mock: {} is not sent, the contract forbids it: {}", event.name(), violations);
            return;
        }
        sandbox.broadcast(stream.token(), contract.channel("stream").name(stream.token()), event.name(), data);
        if (happening.pendingChanged() && event.channels().contains("account")) {
            sandbox.broadcast(
                    stream.token(),
                    contract.channel("account").name(stream.request().account()),
                    event.name(),
                    data);
        }
    }

    /** The fields that the contract wants for the event, and no others. */
    private Map<String, Object> payload(RealtimeEvent event, Happening happening) {
        StreamState stream = happening.stream();
        Map<String, Object> payload = new LinkedHashMap<>();
        for (String field : event.fields()) {
            payload.put(
                    field,
                    switch (field) {
                        case "event" -> event.name();
                        case "token" -> stream.token();
                        case "at" -> Views.text(happening.at());
                        case "message" -> views.message(happening.message().orElseThrow());
                        case "recording" -> views.recording(stream.recording().orElseThrow(), stream);
                        // Whoever may listen need not be able to join the media.
                        case "stream" -> views.stream(stream).stream(null);
                        default ->
                            throw new ContractException(
                                    event.name() + " wants the field " + field + ", which the mock does not know");
                    });
        }
        return payload;
    }
}
