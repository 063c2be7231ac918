package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.exchange.Field;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Starting, and who has joined. */
final class StartChecks {
    private static final String START = "startStream";

    @Check(
            id = "start-defaults-to-viewer",
            rules = {"role-default-viewer"})
    void without_role_the_viewer_starts(Bench bench) {
        Live live = bench.request();
        ObjectNode body = body(bench, 0);
        body.remove(Field.ROLE);
        Call call = bench.call(START, live).json(body);
        Answer answer = bench.works(call, "role-default-viewer");
        JsonNode viewer = answer.body().path(bench.roles().get(0));
        JsonNode dealer = answer.body().path(bench.roles().get(1));
        bench.holds(
                "role-default-viewer",
                new Bench.Sent(call, answer),
                !dealer.has(Field.JOINED_AT) || viewer.has(Field.JOINED_AT),
                "the viewer joined",
                dealer);
    }

    @Check(
            id = "start-joins-its-role",
            rules = {"lifecycle-allowed"})
    void only_the_role_that_starts_joins(Bench bench) {
        for (int first = 0; first < 2; first++) {
            Live live = bench.request();
            for (int joined = 1; joined <= 2; joined++) {
                int side = (first + joined + 1) % 2;
                Call call = bench.call(START, live).json(body(bench, side));
                Answer answer = bench.works(call);
                String acts = bench.roles().get(side);
                String other = bench.roles().get(1 - side);
                boolean acting = answer.body().path(acts).has(Field.JOINED_AT);
                boolean waiting = answer.body().path(other).has(Field.JOINED_AT);
                bench.holds(
                        "lifecycle-allowed",
                        new Bench.Sent(call, answer),
                        acting == (acting || waiting) && waiting == (joined == 2 && acting),
                        acts + " joined" + (joined == 2 ? " too" : ", " + other + " not"),
                        acts + " " + answer.body().path(acts) + ", " + other + " "
                                + answer.body().path(other));
            }
        }
    }

    @Check(
            id = "start-keeps-coordinates",
            rules = {"coordinates-kept"})
    void a_stream_carries_the_coordinates_of_the_start_that_began_it(Bench bench) {
        Live live = bench.request();
        ObjectNode body = body(bench, 1);
        bench.works(bench.call(START, live).json(body));
        bench.works(bench.call(START, live).json(body(bench, 0)));
        Call get = bench.call("getStream", live);
        Answer read = bench.works(get);
        for (String field : List.of(Field.LONGITUDE, Field.LATITUDE)) {
            read.textAt(field)
                    .ifPresent(seen -> bench.holds(
                            "coordinates-kept",
                            new Bench.Sent(get, read),
                            seen.equals(body.path(field).asString()),
                            field + " " + body.path(field),
                            seen));
        }
    }

    @Check(
            id = "start-takes-any-decimal",
            rules = {"lifecycle-allowed"})
    void a_coordinate_is_any_decimal_number_in_a_string(Bench bench) {
        for (String degrees : List.of("1231232", "21321321", "-0.5", "+7.", ".5", "0")) {
            Live live = bench.request();
            ObjectNode body = body(bench, 0);
            body.put(Field.LONGITUDE, degrees).put(Field.LATITUDE, degrees);
            // The docs' own example is no degree: whether such a number is taken is a question that they leave open.
            bench.works(bench.call(START, live).json(body), "lifecycle-allowed");
        }
    }

    @Check(
            id = "start-again-changes-nothing",
            rules = {"idempotent-repeat"})
    void a_start_repeated_by_the_same_role_changes_nothing(Bench bench) {
        for (int side = 0; side < 2; side++) {
            Live live = bench.request();
            bench.works(bench.call(START, live).json(body(bench, side)));
            Snapshot before = bench.frame().take(live);
            for (int repeat = 0; repeat < 3; repeat++) {
                Call again = bench.call(START, live).json(body(bench, side));
                Answer answer = bench.works(again, "idempotent-repeat");
                List<String> changes = before.changes(bench.frame().take(live), java.util.Set.of());
                bench.holds("idempotent-repeat", new Bench.Sent(again, answer), changes.isEmpty(), "nothing", changes);
            }
        }
    }

    @Check(
            id = "role-may-be-an-array",
            rules = {"role-array", "message-verbatim"})
    void where_an_array_of_roles_is_taken_all_join_and_the_first_speaks(Bench bench) {
        Live live = bench.request();
        ObjectNode both = body(bench, 0);
        bench.roles().forEach(both.putArray(Field.ROLE)::add);
        Call start = bench.call(START, live).json(both);
        Answer started = bench.anything(start);
        if (!started.success()) {
            // The docs can be read so that there are only words.
            return;
        }
        for (String role : bench.roles()) {
            JsonNode side = started.body().path(role);
            bench.holds(
                    "role-array",
                    new Bench.Sent(start, started),
                    side.isMissingNode() || side.has(Field.JOINED_AT),
                    role + " joined",
                    side);
        }
        speaksFirst(bench, live);
    }

    private static void speaksFirst(Bench bench, Live live) {
        ObjectNode says = bench.session().bodies().full(bench.contract().operation("saveChat"));
        String first = bench.roles().get(1);
        says.putArray(Field.ROLE).add(first).add(bench.roles().get(0));
        Call save = bench.call("saveChat", live).json(says);
        if (!bench.anything(save).success()) {
            return;
        }
        String message = says.path(Field.MESSAGE).asString();
        Call get = bench.call("getChat", live);
        Answer chat = bench.works(get);
        Bench.Sent sent = new Bench.Sent(get, chat);
        List<JsonNode> said = chat.items().stream()
                .filter(item -> ChatChecks.holds(item, message))
                .toList();
        bench.holds("message-verbatim", sent, said.size() == 1, message, said.size() + " times");
        said.stream()
                .flatMap(item -> Answer.text(item, Field.ROLE).stream())
                .forEach(role -> bench.holds("role-array", sent, role.equals(first), first, role));
    }

    /** A full body of a start by one side, each value distinct. */
    static ObjectNode body(Bench bench, int side) {
        ObjectNode body = bench.session().bodies().full(bench.contract().operation(START));
        List<String> devices = bench.contract().schemas().words("DeviceType");
        return body.put(Field.ROLE, bench.roles().get(side)).put(Field.DEVICE_TYPE, devices.get(side % devices.size()));
    }
}
