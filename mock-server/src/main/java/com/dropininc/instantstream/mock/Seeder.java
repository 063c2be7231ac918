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
    private final Answers answers = new Answers();

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
            sandbox.streams().request(stream.token(), request(sandbox, step), act);
            return;
        }
        Optional<Decision> decision = sandbox.streams().act(stream.token(), act);
        if (decision.isEmpty() || decision.get() instanceof Decision.Refused) {
            throw new FixtureException("worlds/demo.yaml: stream " + stream.token() + " cannot " + step.on()
                    + " there: " + decision.map(Object::toString).orElse("it was never requested"));
        }
    }

    private StreamState.Request request(Sandbox sandbox, SeedStream.Step step) {
        RequestStreamBody body = answers.read(step.body(), RequestStreamBody.class);
        return new StreamState.Request(
                sandbox.accounts().of(body.getPhone()),
                body.getPhone(),
                body.getEmail(),
                Boolean.parseBoolean(step.query().get("notify")));
    }
}
