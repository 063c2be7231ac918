package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.exchange.Field;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Device fields: with whom they are kept. */
final class DeviceChecks {
    private static final List<String> FIELDS = List.of(Field.DEVICE_TOKEN, Field.DEVICE_TYPE, Field.BUNDLE_ID);

    @Check(
            id = "device-of-request-is-the-viewers",
            rules = {"device-of-role", "fields-kept"})
    void the_device_of_a_request_is_the_viewers(Bench bench) {
        ObjectNode body = bench.session().bodies().full(bench.contract().operation("requestStream"));
        Live live = bench.request(body);
        kept(bench, live, 0, body);
    }

    @Check(
            id = "device-of-start-is-its-roles",
            rules = {"device-of-role", "fields-kept"})
    void the_device_of_a_start_is_the_one_of_its_role(Bench bench) {
        ObjectNode request = bench.session().bodies().full(bench.contract().operation("requestStream"));
        FIELDS.forEach(request::remove);
        for (int side = 0; side < 2; side++) {
            ObjectNode fresh = request.deepCopy();
            fresh.put(Field.EMAIL, bench.identities().email());
            Live live = bench.request(fresh);
            ObjectNode start = StartChecks.body(bench, side);
            bench.works(bench.call("startStream", live).json(start));
            kept(bench, live, side, start);
        }
    }

    @Check(
            id = "device-update-is-merged-into-the-dealers",
            rules = {"device-of-role", "fields-kept", "optional-body"})
    void an_update_is_merged_into_what_was_known_of_the_dealer(Bench bench) {
        for (String type : bench.contract().schemas().words("DeviceType")) {
            ObjectNode request = bench.session().bodies().full(bench.contract().operation("requestStream"));
            Live live = bench.request(request);
            ObjectNode known = bench.session().bodies().full(bench.contract().operation("updateDealerDevice"));
            known.put(Field.DEVICE_TYPE, type);
            bench.works(bench.call("updateDealerDevice", live).json(known));
            kept(bench, live, 1, known);
            String bundle = bench.identities().word("bundle");
            ObjectNode part = known.objectNode().put(Field.BUNDLE_ID, bundle);
            bench.works(bench.call("updateDealerDevice", live).json(part));
            kept(bench, live, 1, known.put(Field.BUNDLE_ID, bundle));
            bench.works(bench.call("updateDealerDevice", live).withoutBody(), "optional-body");
            kept(bench, live, 1, known);
            kept(bench, live, 0, request);
        }
    }

    /** A value on the wrong side contradicts the docs; a value that does not show says nothing about them. */
    private static void kept(Bench bench, Live live, int side, ObjectNode sent) {
        Call get = bench.call("getStream", live);
        Answer read = bench.works(get);
        Bench.Sent shown = new Bench.Sent(get, read);
        JsonNode own = read.body().path(bench.roles().get(side));
        JsonNode other = read.body().path(bench.roles().get(1 - side));
        String unique = sent.path(Field.DEVICE_TOKEN).asString();
        boolean swapped =
                Answer.text(other, Field.DEVICE_TOKEN).filter(unique::equals).isPresent();
        bench.holds("device-of-role", shown, !swapped, "not with the other side", other);
        for (String field : FIELDS) {
            String wanted = sent.path(field).asString();
            Optional<String> seen = Answer.text(own, field);
            bench.holds("fields-kept", shown, seen.isPresent() || own.isMissingNode(), field + " " + wanted, own);
            seen.ifPresent(
                    value -> bench.holds("fields-kept", shown, value.equals(wanted), field + " " + wanted, value));
        }
    }
}
