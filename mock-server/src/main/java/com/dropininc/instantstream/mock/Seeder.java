package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.fixtures.FixtureException;
import com.dropininc.instantstream.fixtures.SeedStream;
import com.dropininc.instantstream.mock.sandbox.Sandbox;
import com.dropininc.instantstream.mock.stream.Act;
import com.dropininc.instantstream.mock.stream.Decision;
import com.dropininc.instantstream.mock.stream.StreamState;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Operation;
import com.dropininc.instantstream.spec.api.model.RequestStreamBody;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes the streams that exist from the start, by the operations that a client would call. */
final class Seeder {
    private final Contract contract;

    Seeder(Contract contract) {
        this.contract = contract;
    }

    /**
     * @throws FixtureException if a step is one that the lifecycle refuses
     */
    void seed(Sandbox sandbox, List<SeedStream> streams) {
        Instant start = sandbox.clock().instant();
        for (SeedStream stream : streams) {
            for (SeedStream.Step step : stream.steps()) {
                take(sandbox, stream, step, start);
            }
        }
        sandbox.settle();
    }

    private void take(Sandbox sandbox, SeedStream stream, SeedStream.Step step, Instant start) {
        Operation operation = contract.operation(step.on());
        Act act = Acts.of(operation, step.body(), sandbox.nonces().next(), start.minus(step.ago()));
        if (contract.lifecycle().creation(step.on()).isPresent()) {
            sandbox.streams().request(stream.token(), request(sandbox, stream, step), act);
            return;
        }
        Optional<Decision> decision = sandbox.streams().act(stream.token(), act);
        if (decision.isEmpty() || decision.get() instanceof Decision.Refused) {
            throw new FixtureException("worlds/demo.yaml: stream " + stream.token() + " cannot " + step.on()
                    + " there: " + decision.map(Object::toString).orElse("it was never requested"));
        }
    }

    private StreamState.Request request(Sandbox sandbox, SeedStream stream, SeedStream.Step step) {
        String phone = text(stream, step, RequestStreamBody.JSON_PROPERTY_PHONE);
        return new StreamState.Request(
                sandbox.accounts().of(phone),
                phone,
                text(stream, step, RequestStreamBody.JSON_PROPERTY_EMAIL),
                Boolean.parseBoolean(step.query().get(Handlers.NOTIFY)));
    }

    private String text(SeedStream stream, SeedStream.Step step, String field) {
        return Acts.text(contract.operation(step.on()), step.body(), field)
                .orElseThrow(() -> new FixtureException("worlds/demo.yaml: stream " + stream.token()
                        + " is requested without " + field + ": add it to the body of that step"));
    }
}
