package com.dropininc.instantstream.mock.control;

import com.dropininc.instantstream.mock.sandbox.InvalidSetting;
import com.dropininc.instantstream.mock.sandbox.Sandboxes;
import com.dropininc.instantstream.mock.store.StoreException;
import com.dropininc.instantstream.spec.Json;
import com.dropininc.instantstream.spec.Judge;
import com.dropininc.instantstream.spec.MalformedJson;
import com.dropininc.instantstream.spec.Nearest;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.JsonNodeFactory;

/** Where requests to the admin API come in: guard, route, body, action, answer. Safe to share between threads. */
public final class AdminDoor {
    /** What every path of the admin API begins with. */
    public static final String ROOT = "/__admin";

    /** Where people look for the docs of an API; those are the dashboard's. */
    private static final String DOCS = "/docs";

    private static final Logger LOG = LoggerFactory.getLogger(AdminDoor.class);

    /** A snapshot may be large; nothing else is. */
    private static final int BODY_BYTES = 32 << 20;

    private static final int MOST_LISTENERS = 64;

    private final Sandboxes sandboxes;
    private final Guard guard;
    private final List<Route> routes;
    private final Function<Problem, Result.Bytes> readable;
    private final Semaphore listeners = new Semaphore(MOST_LISTENERS);

    /**
     * @param readable the page that shows a problem to a person
     */
    AdminDoor(Sandboxes sandboxes, Guard guard, List<Route> routes, Function<Problem, Result.Bytes> readable) {
        this.readable = readable;
        this.sandboxes = sandboxes;
        this.guard = guard;
        this.routes = routes.stream()
                .sorted(Comparator.comparingInt(Route::looseness))
                .toList();
    }

    /** Whether a path belongs to the admin API. */
    public static boolean owns(String path) {
        return path.equals(DOCS) || path.equals(ROOT) || path.startsWith(ROOT + "/");
    }

    /** All routes, those with fewer parameters first. */
    public List<Route> routes() {
        return routes;
    }

    /** Lets WebSocket upgrades pass to the rest of the server, but for those of the admin API: it has none. */
    public static void guardUpgrades(Server server) {
        server.insertHandler(new Handler.Wrapper() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                boolean upgrade = request.getHeaders().contains(HttpHeader.SEC_WEBSOCKET_VERSION)
                        || "websocket".equalsIgnoreCase(request.getHeaders().get(HttpHeader.UPGRADE));
                if (upgrade && owns(Request.getPathInContext(request))) {
                    Response.writeError(request, response, callback, 403, "There is no WebSocket here");
                    return true;
                }
                return super.handle(request, response, callback);
            }
        });
    }

    /** Answers a request. */
    public void answer(Context ctx) throws IOException {
        if (ctx.req().getRequestURI().equals(DOCS)) {
            ctx.redirect(ROOT + DOCS);
            return;
        }
        ctx.header("Cache-Control", "no-store");
        ctx.header("X-Content-Type-Options", "nosniff");
        ctx.header("X-Frame-Options", "DENY");
        ctx.header("Referrer-Policy", "no-referrer");
        ctx.header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        ctx.header("Cross-Origin-Resource-Policy", "same-origin");
        ctx.header("Vary", "Accept");
        try {
            Optional<Problem> objection = guard.objection(ctx.req().getMethod(), open(ctx), name -> header(ctx, name));
            if (objection.isPresent()) {
                throw objection.get();
            }
            // Health is told even where nothing else can be.
            if (!path(ctx).equals("/health")) {
                sandboxes.refresh();
            }
            send(ctx, run(ctx));
        } catch (StoreException e) {
            ctx.header("Retry-After", "1");
            refuse(ctx, Problem.of(503, "store", "", e.getMessage()));
        } catch (Problem problem) {
            refuse(ctx, problem);
        } catch (InvalidSetting e) {
            refuse(ctx, Problem.invalid(e.pointer(), e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("bug in the mock: {} {}", ctx.req().getMethod(), ctx.req().getRequestURI(), e);
            refuse(
                    ctx,
                    Problem.of(
                            500,
                            "bug",
                            "",
                            "the mock failed with " + e.getClass().getSimpleName() + "; please report it"));
        }
    }

    private static String value(String header) {
        return header == null ? "" : header;
    }

    /** HTTP/2 has no Host; what it has instead is the server's name and port. */
    private static String header(Context ctx, String name) {
        String sent = value(ctx.header(name));
        return sent.isEmpty() && name.equals("Host") && ctx.req().getProtocol().equals("HTTP/2.0")
                ? ctx.req().getServerName() + ":" + ctx.req().getServerPort()
                : sent;
    }

    private Result run(Context ctx) throws IOException {
        Route route = asked(ctx).orElseThrow(() -> unrouted(ctx));
        Map<String, String> parameters = new LinkedHashMap<>();
        route.parameters(path(ctx)).orElseThrow().forEach((name, value) -> parameters.put(name, decoded(value)));
        return route.action()
                .run(new AdminCall(sandboxes, parameters, query(ctx, route), sender(ctx), body(ctx, route)));
    }

    private static AdminCall.Sender sender(Context ctx) {
        String query = ctx.queryString() == null ? "" : "?" + ctx.queryString();
        return new AdminCall.Sender(
                header(ctx, "Host"), ctx.req().getRequestURI() + query, value(ctx.header("Accept")));
    }

    /** The path under the root. */
    private static String path(Context ctx) {
        String path = ctx.req().getRequestURI().substring(ROOT.length());
        return path.isEmpty() ? "/" : path;
    }

    private static String method(Context ctx) {
        return ctx.req().getMethod().equals("HEAD") ? "GET" : ctx.req().getMethod();
    }

    private List<Route> fitting(String path) {
        return routes.stream()
                .filter(route -> route.parameters(path).isPresent())
                .toList();
    }

    private Optional<Route> asked(Context ctx) {
        return fitting(path(ctx)).stream()
                .filter(one -> one.method().equals(method(ctx)))
                .findFirst();
    }

    private boolean open(Context ctx) {
        return asked(ctx).filter(Route::open).isPresent();
    }

    private Problem unrouted(Context ctx) {
        String method = method(ctx);
        String path = path(ctx);
        List<Route> fitting = fitting(path);
        if (!fitting.isEmpty()) {
            String allowed = fitting.stream().map(Route::method).distinct().collect(Collectors.joining(", "));
            ctx.header("Allow", allowed);
            return Problem.of(405, "method", "method", method + " is not taken here, only " + allowed);
        }
        String nearest = routes.stream()
                .min(Comparator.comparingInt(route -> Nearest.distance(cut(path), route.path())))
                .map(route -> route.method() + " " + ROOT + route.path())
                .orElse("");
        return Problem.unknown("route", "there is no " + cut(path) + " here; nearest: " + nearest);
    }

    private static String cut(String path) {
        return path.length() > 100 ? path.substring(0, 100) : path;
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("path", "the path has a broken % escape");
        }
    }

    private static Map<String, String> query(Context ctx, Route route) {
        Map<String, String> query = new LinkedHashMap<>();
        ctx.queryParamMap().forEach((name, values) -> {
            if (!route.query().containsKey(name)) {
                throw Problem.invalid(
                        "query " + cut(name),
                        "there is no parameter '" + cut(name) + "' here; "
                                + Nearest.hint(cut(name), route.query().keySet()));
            }
            query.put(name, values.get(0));
        });
        return query;
    }

    private static Wish body(Context ctx, Route route) throws IOException {
        boolean writes = !route.method().equals("GET");
        String type = Judge.mediaType(value(ctx.header("Content-Type")));
        byte[] bytes = ctx.req().getInputStream().readNBytes(BODY_BYTES + 1);
        if (bytes.length > BODY_BYTES) {
            throw Problem.of(413, "too-large", "body", "a body has at most " + BODY_BYTES + " bytes");
        }
        // Forms and plain texts are what a page of another origin can send without being asked for leave.
        if (writes && !type.equals("application/json") && (bytes.length > 0 || !type.isEmpty())) {
            throw Problem.of(415, "content-type", "header Content-Type", "send application/json");
        }
        if (bytes.length == 0) {
            return new Wish(JsonNodeFactory.instance.objectNode(), "");
        }
        try {
            Wish wish = new Wish(Json.parse(bytes), "");
            return wish.only(route.body().stream().map(Route.Field::name).toList());
        } catch (MalformedJson e) {
            throw Problem.invalid("body", "the body is malformed, " + e.getMessage());
        }
    }

    private void refuse(Context ctx, Problem problem) throws IOException {
        if (sender(ctx).wantsPage() && method(ctx).equals("GET")) {
            send(ctx, readable.apply(problem));
            return;
        }
        ctx.status(problem.status()).contentType("application/problem+json").result(AdminJson.bytes(problem.details()));
    }

    private void send(Context ctx, Result result) throws IOException {
        if (result instanceof Result.Json json) {
            ctx.status(json.status()).contentType("application/json").result(AdminJson.bytes(json.value()));
        } else if (result instanceof Result.Text text) {
            ctx.contentType(text.contentType()).result(text.text().getBytes(StandardCharsets.UTF_8));
        } else if (result instanceof Result.Bytes bytes) {
            bytes.headers().forEach(ctx::header);
            ctx.status(bytes.status()).contentType(bytes.contentType()).result(bytes.content());
        } else if (result instanceof Result.Later later) {
            ctx.future(() -> later.value()
                    .thenAccept(value -> ctx.contentType("application/json").result(AdminJson.bytes(value))));
        } else if (result instanceof Result.Flowing flowing) {
            flow(ctx, flowing);
        } else {
            ctx.status(204);
        }
    }

    private void flow(Context ctx, Result.Flowing flowing) throws IOException {
        if (ctx.req().getMethod().equals("HEAD")) {
            ctx.contentType(flowing.contentType());
            return;
        }
        if (!listeners.tryAcquire()) {
            throw Problem.of(429, "listeners", "", MOST_LISTENERS + " listen already: close some first");
        }
        try {
            ctx.res().setContentType(flowing.contentType());
            ctx.res().flushBuffer();
            flowing.writer().write(ctx.res().getOutputStream());
        } catch (IOException e) {
            LOG.debug("a listener has gone", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            listeners.release();
        }
    }
}
