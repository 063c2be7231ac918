package com.dropininc.instantstream.mock.demo;

import com.dropininc.instantstream.fixtures.Account;
import com.dropininc.instantstream.fixtures.Fixtures;
import com.dropininc.instantstream.spec.ChannelForm;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Operation;
import com.dropininc.instantstream.spec.RealtimeEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the pages have to know of the mock and the contract; they repeat none of it.
 *
 * @param pusherKey key of the mock's Pusher app
 * @param keyHeader name of the header that carries an API key
 * @param keys an API key by its kind
 * @param accounts viewer accounts that exist from the start
 * @param operations method and path template by operationId
 * @param channels the realtime channels by id
 * @param states the states of a stream, in the order of the spec
 */
record DemoSettings(
        String pusherKey,
        String keyHeader,
        Map<String, String> keys,
        List<Account> accounts,
        Map<String, Call> operations,
        Map<String, Channel> channels,
        List<State> states) {

    record Call(String method, String path) {}

    /**
     * A form of channel.
     *
     * @param name with its variable part in braces
     * @param events names of the events that it carries
     */
    record Channel(String name, List<String> events) {}

    /**
     * A state of a stream.
     *
     * @param allowed the operations that it allows
     */
    record State(String name, boolean terminal, List<String> allowed) {}

    static DemoSettings of(Contract contract, Fixtures fixtures, String pusherKey) {
        Map<String, String> keys = new LinkedHashMap<>();
        contract.keyKinds().stream()
                .sorted()
                .forEach(kind -> keys.put(kind, fixtures.keyOfKind(kind).key()));
        Map<String, Call> operations = new LinkedHashMap<>();
        for (Operation operation : contract.operations().values()) {
            operations.put(operation.id(), new Call(operation.method(), operation.path()));
        }
        Map<String, Channel> channels = new LinkedHashMap<>();
        for (ChannelForm form : contract.channels()) {
            channels.put(form.id(), new Channel(form.name("{" + form.parameter() + "}"), events(contract, form)));
        }
        return new DemoSettings(
                pusherKey,
                contract.keyHeader(),
                keys,
                fixtures.accounts(),
                operations,
                channels,
                contract.lifecycle().states().values().stream()
                        .map(state -> new State(
                                state.name(),
                                state.terminal(),
                                List.copyOf(contract.lifecycle().allowed(state.name()))))
                        .toList());
    }

    private static List<String> events(Contract contract, ChannelForm form) {
        return contract.events().values().stream()
                .filter(event -> event.channels().contains(form.id()))
                .map(RealtimeEvent::name)
                .toList();
    }
}
