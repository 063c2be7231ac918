package com.dropininc.instantstream.contract.doctor;

import com.dropininc.instantstream.spec.Operation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What passes through a {@link FaultyDoor}. */
final class Passing {
    private Passing() {}

    /**
     * A request.
     *
     * @param operation the operation of the spec that it is for
     * @param target path and query as they came
     * @param headers by name in small letters
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Ask(Optional<Operation> operation, String method, String target, Map<String, String> headers, byte[] body) {
        boolean isFor(Operation other) {
            return operation.filter(other::equals).isPresent();
        }

        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name)).filter(value -> !value.isEmpty());
        }

        Ask header(String name, String value) {
            Map<String, String> changed = new LinkedHashMap<>(headers);
            changed.put(name, value);
            return new Ask(operation, method, target, changed, body);
        }

        /** Another operation on the same stream, its token at the end of both paths. */
        Ask as(Operation other) {
            String token = target.substring(target.lastIndexOf('/') + 1);
            String path = other.path().substring(0, other.path().indexOf('{')) + token;
            return new Ask(Optional.of(other), other.method(), path, headers, new byte[0]);
        }

        Ask body(byte[] other) {
            return new Ask(operation, method, target, headers, other);
        }
    }

    /** An answer. */
    @SuppressWarnings("ArrayRecordComponent")
    record Reply(int status, Map<String, String> headers, byte[] body) {
        boolean ok() {
            return status / 100 == 2;
        }

        Reply body(byte[] other) {
            return new Reply(status, headers, other);
        }
    }
}
