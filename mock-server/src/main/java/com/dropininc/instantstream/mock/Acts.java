package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.mock.stream.Act;
import com.dropininc.instantstream.mock.stream.Device;
import com.dropininc.instantstream.mock.stream.StreamState.Place;
import com.dropininc.instantstream.spec.Operation;
import com.dropininc.instantstream.spec.api.model.Role;
import com.dropininc.instantstream.spec.api.model.SaveChatBody;
import com.dropininc.instantstream.spec.api.model.StartStreamBody;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads out of a valid body what its sender does. */
final class Acts {
    private final Answers answers;

    Acts(Answers answers) {
        this.answers = answers;
    }

    /** The act behind an operation's body; what the body does not say is empty or the spec's default. */
    Act of(Operation operation, JsonNode body, String nonce, Instant now) {
        StartStreamBody said = answers.read(body, StartStreamBody.class);
        return new Act(operation.id(), roles(operation, body), device(said), place(said), message(body), nonce, now);
    }

    /** Whether the roles were written as an array. */
    static boolean rolesAsArray(JsonNode body) {
        return body.path(StartStreamBody.JSON_PROPERTY_ROLE).isArray();
    }

    private static List<Role> roles(Operation operation, JsonNode body) {
        JsonNode sent = body.get(StartStreamBody.JSON_PROPERTY_ROLE);
        JsonNode role = sent != null
                ? sent
                : operation
                        .body()
                        .map(declared -> declared.defaults().get(StartStreamBody.JSON_PROPERTY_ROLE))
                        .orElse(null);
        List<Role> roles = new ArrayList<>();
        if (role != null && role.isArray()) {
            role.forEach(word -> roles.add(Role.fromValue(word.asString())));
        } else if (role != null) {
            roles.add(Role.fromValue(role.asString()));
        }
        return List.copyOf(roles);
    }

    /** The device fields have the same names in every body that has them. */
    private static Device device(StartStreamBody said) {
        return new Device(
                Optional.ofNullable(said.getDeviceToken()),
                Optional.ofNullable(said.getDeviceType()),
                Optional.ofNullable(said.getBundleId()));
    }

    private static Optional<Place> place(StartStreamBody said) {
        return said.getLongitude() == null || said.getLatitude() == null
                ? Optional.empty()
                : Optional.of(new Place(said.getLongitude(), said.getLatitude()));
    }

    private Optional<String> message(JsonNode body) {
        return Optional.ofNullable(answers.read(body, SaveChatBody.class).getMessage());
    }
}
