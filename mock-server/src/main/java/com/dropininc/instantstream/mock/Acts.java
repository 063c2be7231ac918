package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.mock.stream.Act;
import com.dropininc.instantstream.mock.stream.Device;
import com.dropininc.instantstream.mock.stream.StreamState.Place;
import com.dropininc.instantstream.spec.Operation;
import com.dropininc.instantstream.spec.api.model.DeviceType;
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
    private Acts() {}

    /** The act behind an operation's body; what the body does not say is empty or the spec's default. */
    static Act of(Operation operation, JsonNode body, String nonce, Instant now) {
        return new Act(
                operation.id(),
                roles(operation, body),
                device(operation, body),
                place(operation, body),
                message(operation, body),
                nonce,
                now);
    }

    private static List<Role> roles(Operation operation, JsonNode body) {
        String name = StartStreamBody.JSON_PROPERTY_ROLE;
        JsonNode role = operation
                .field(body, name)
                .or(() -> operation.body().map(declared -> declared.defaults().get(name)))
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
    private static Device device(Operation operation, JsonNode body) {
        Optional<String> token = text(operation, body, StartStreamBody.JSON_PROPERTY_DEVICE_TOKEN);
        Optional<String> type = text(operation, body, StartStreamBody.JSON_PROPERTY_DEVICE_TYPE);
        Optional<String> bundle = text(operation, body, StartStreamBody.JSON_PROPERTY_BUNDLE_ID);
        return token.isEmpty() && type.isEmpty() && bundle.isEmpty()
                ? Device.UNKNOWN
                : new Device(token, type.map(DeviceType::fromValue), bundle);
    }

    private static Optional<Place> place(Operation operation, JsonNode body) {
        return text(operation, body, StartStreamBody.JSON_PROPERTY_LONGITUDE)
                .flatMap(longitude -> text(operation, body, StartStreamBody.JSON_PROPERTY_LATITUDE)
                        .map(latitude -> new Place(longitude, latitude)));
    }

    private static Optional<String> message(Operation operation, JsonNode body) {
        return text(operation, body, SaveChatBody.JSON_PROPERTY_MESSAGE);
    }

    /** What a field says; empty where it is absent or null, or means nothing to the operation. */
    static Optional<String> text(Operation operation, JsonNode body, String name) {
        return operation.field(body, name).filter(value -> !value.isNull()).map(JsonNode::asString);
    }
}
