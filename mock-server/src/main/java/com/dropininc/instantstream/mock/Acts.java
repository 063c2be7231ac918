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
        return new Act(operation.id(), roles(operation, body), device(body), place(body), message(body), nonce, now);
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
    private static Device device(JsonNode body) {
        Optional<String> token = text(body, StartStreamBody.JSON_PROPERTY_DEVICE_TOKEN);
        Optional<String> type = text(body, StartStreamBody.JSON_PROPERTY_DEVICE_TYPE);
        Optional<String> bundle = text(body, StartStreamBody.JSON_PROPERTY_BUNDLE_ID);
        return token.isEmpty() && type.isEmpty() && bundle.isEmpty()
                ? Device.UNKNOWN
                : new Device(token, type.map(DeviceType::fromValue), bundle);
    }

    private static Optional<Place> place(JsonNode body) {
        return text(body, StartStreamBody.JSON_PROPERTY_LONGITUDE)
                .flatMap(longitude -> text(body, StartStreamBody.JSON_PROPERTY_LATITUDE)
                        .map(latitude -> new Place(longitude, latitude)));
    }

    private static Optional<String> message(JsonNode body) {
        return text(body, SaveChatBody.JSON_PROPERTY_MESSAGE);
    }

    private static Optional<String> text(JsonNode body, String name) {
        JsonNode value = body.get(name);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(value.asString());
    }
}
