package com.dropininc.instantstream.mock.realtime;

import com.dropininc.instantstream.mock.realtime.ChannelName.Kind;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The HTTP API that server SDKs call, {@code /apps/{id}/...} (HTTP API reference). Every request must be signed;
 * errors are plain text with 400, 401, 403, 404 or 413. Thread-safe.
 */
public final class HttpApi {
    /** What every path of the API begins with. */
    public static final String PREFIX = "/apps/";

    private final Function<String, Optional<Realtime>> byId;

    /** The API of several apps, found by app id; asked once per request. */
    public HttpApi(Function<String, Optional<Realtime>> byId) {
        this.byId = byId;
    }

    /** Adds the routes; do so before any catch-all route. */
    public void register(RoutesConfig routes) {
        String app = PREFIX + "{app}";
        routes.post(app + "/events", handler(HttpApi::events));
        routes.post(app + "/batch_events", handler(HttpApi::batch));
        routes.get(app + "/channels", handler(HttpApi::channels));
        routes.get(app + "/channels/{channel}", handler(HttpApi::channel));
        routes.get(app + "/channels/{channel}/users", handler(HttpApi::users));
        routes.post(app + "/users/{user}/terminate_connections", handler(HttpApi::terminate));
    }

    /** One call of the API, after its signature was found good. */
    private interface Call {
        ObjectNode answer(Realtime realtime, Context request) throws ApiProblem;
    }

    private Handler handler(Call call) {
        return request -> {
            try {
                ObjectNode answer = call.answer(genuine(request), request);
                request.status(200).contentType("application/json").result(answer.toString());
            } catch (ApiProblem problem) {
                request.status(problem.status()).contentType("text/plain").result(problem.getMessage() + "\n");
            }
        };
    }

    private Realtime genuine(Context request) throws ApiProblem {
        String id = request.pathParam("app");
        Realtime realtime = byId.apply(id)
                .orElseThrow(() -> new ApiProblem(404, "There is no app with the id '" + Text.shown(id) + "'."));
        SignedRequest.verify(realtime, request);
        if (!realtime.app().features().enabled()) {
            throw new ApiProblem(403, "This app is disabled.");
        }
        if (realtime.isOverMessageQuota()) {
            throw new ApiProblem(403, "This app is over its message quota.");
        }
        return realtime;
    }

    private static ObjectNode events(Realtime realtime, Context request) throws ApiProblem {
        JsonNode json = request.bodyAsBytes().length == 0 ? query(request) : body(request);
        EventRequest event = EventRequest.read(json);
        event.publish(realtime);
        ObjectNode answer = Frames.object();
        if (!event.info().isEmpty()) {
            ObjectNode channels = answer.putObject("channels");
            for (ChannelName name : event.channels()) {
                event.info().write(channels.putObject(name.value()), name, realtime.channel(name.value()));
            }
        }
        return answer;
    }

    private static ObjectNode batch(Realtime realtime, Context request) throws ApiProblem {
        JsonNode batch = body(request).path("batch");
        if (!batch.isArray() || batch.isEmpty() || batch.size() > Limits.BATCH) {
            throw ApiProblem.badRequest("Invalid batch: expected a list 'batch' of 1 to " + Limits.BATCH + " events.");
        }
        List<EventRequest> events = new ArrayList<>();
        for (JsonNode event : batch) {
            if (!event.isObject() || !event.path("channel").isString()) {
                throw ApiProblem.badRequest("Invalid batch: each event is an object with one 'channel'.");
            }
            events.add(EventRequest.read(event));
        }
        events.forEach(event -> event.publish(realtime));
        ObjectNode answer = Frames.object();
        if (events.stream().anyMatch(event -> !event.info().isEmpty())) {
            ArrayNode infos = answer.putArray("batch");
            for (EventRequest event : events) {
                ChannelName name = event.channels().get(0);
                event.info().write(infos.addObject(), name, realtime.channel(name.value()));
            }
        }
        return answer;
    }

    private static ObjectNode channels(Realtime realtime, Context request) throws ApiProblem {
        String prefix =
                Optional.ofNullable(request.queryParam("filter_by_prefix")).orElse("");
        Attributes info = Attributes.read(request.queryParam("info"));
        if (info.wantsUserCount() && !prefix.startsWith("presence-")) {
            throw ApiProblem.badRequest(
                    "Cannot retrieve the user count unless the request is limited to presence channels:"
                            + " add filter_by_prefix=presence-");
        }
        ObjectNode answer = Frames.object();
        ObjectNode channels = answer.putObject("channels");
        for (ChannelView view : realtime.channels()) {
            if (view.occupied() && view.name().startsWith(prefix)) {
                ChannelName name = ChannelName.parse(view.name());
                info.write(channels.putObject(view.name()), name, Optional.of(view));
            }
        }
        return answer;
    }

    private static ObjectNode channel(Realtime realtime, Context request) throws ApiProblem {
        ChannelName name = EventRequest.channel(request.pathParam("channel"));
        Attributes info = Attributes.read(request.queryParam("info"));
        info.requireFor(name);
        Optional<ChannelView> view = realtime.channel(name.value());
        ObjectNode answer = Frames.object();
        answer.put("occupied", view.map(ChannelView::occupied).orElse(false));
        info.write(answer, name, view);
        return answer;
    }

    private static ObjectNode users(Realtime realtime, Context request) throws ApiProblem {
        ChannelName name = EventRequest.channel(request.pathParam("channel"));
        if (name.kind() != Kind.PRESENCE) {
            throw ApiProblem.badRequest("Users can only be retrieved for presence channels");
        }
        ObjectNode answer = Frames.object();
        ArrayNode users = answer.putArray("users");
        List<String> members =
                realtime.channel(name.value()).map(ChannelView::members).orElse(List.of());
        members.forEach(id -> users.addObject().put("id", id));
        return answer;
    }

    private static ObjectNode terminate(Realtime realtime, Context request) {
        realtime.terminateUser(request.pathParam("user"));
        return Frames.object();
    }

    /** An event without a body: discouraged, but the reference allows it. */
    private static JsonNode query(Context request) {
        ObjectNode event = Frames.object();
        for (String name : List.of("name", "data", "channel", "socket_id", "info")) {
            String value = request.queryParam(name);
            if (value != null) {
                event.put(name, value);
            }
        }
        List<String> channels = request.queryParams("channels[]");
        if (!channels.isEmpty()) {
            channels.forEach(event.putArray("channels")::add);
        }
        return event;
    }

    private static JsonNode body(Context request) throws ApiProblem {
        JsonNode body = Frames.readObject(request.body());
        if (body == null) {
            throw ApiProblem.badRequest("Invalid body: expected a JSON object.");
        }
        return body;
    }
}
