package com.dropininc.instantstream.mock.demo;

import com.dropininc.instantstream.fixtures.Fixtures;
import com.dropininc.instantstream.spec.Contract;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/**
 * The demo pages: a viewer and a dealer who use the unmodified pusher-js as an app would. Only the paths below are
 * taken; every other one belongs to the API.
 */
public final class DemoDoor {
    /** Where a person begins. */
    public static final String HOME = "/demo";

    /** The build puts it here, if there is an npm. */
    private static final String SDK = "pusher-js/dist/web/pusher.min.js";

    private static final String NO_SDK =
            "This page needs pusher-js, which the build takes from npm, and the build found"
                    + " no npm or could not reach its registry: install Node.js 20 with npm, build again and restart the mock.";

    /** Nothing is loaded from anywhere else, and no text of a page can become a program. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " frame-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    private record Page(String type, Supplier<byte[]> content) {}

    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private final String pusherKey;
    private final boolean complete;

    /**
     * @param fixtures keys and accounts that the pages use
     * @param pusherKey key of the mock's Pusher app
     */
    public DemoDoor(Contract contract, Fixtures fixtures, String pusherKey) {
        this(contract, fixtures, pusherKey, resource(SDK));
    }

    DemoDoor(Contract contract, Fixtures fixtures, String pusherKey, Optional<byte[]> sdk) {
        complete = sdk.isPresent();
        add("", "text/html", "index.html");
        add("/", "text/html", "index.html");
        add("/viewer", "text/html", "viewer.html");
        add("/dealer", "text/html", "dealer.html");
        add("/demo.css", "text/css", "demo.css");
        add("/icon.svg", "image/svg+xml", "icon.svg");
        for (String script : new String[] {"index", "viewer", "dealer", "session", "instantstream"}) {
            add("/" + script + ".js", "text/javascript", script + ".js");
        }
        this.pusherKey = pusherKey;
        use(contract, fixtures);
        sdk.ifPresent(script -> pages.put(HOME + "/pusher.js", new Page("text/javascript", () -> script)));
    }

    /** Has the pages know another contract and other fixtures from now on. */
    public void use(Contract contract, Fixtures fixtures) {
        DemoSettings settings = DemoSettings.of(contract, fixtures, pusherKey);
        pages.put(
                HOME + "/config.json",
                new Page("application/json", () -> JsonMapper.shared().writeValueAsBytes(settings)));
    }

    private void add(String path, String type, String name) {
        byte[] content =
                resource(name).orElseThrow(() -> new IllegalStateException(name + " is missing: build the mock again"));
        pages.put(HOME + path, new Page(type + "; charset=utf-8", () -> content));
    }

    private static Optional<byte[]> resource(String name) {
        try (InputStream in = DemoDoor.class.getResourceAsStream(name)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a request is for one of its pages. */
    public boolean owns(String method, String path) {
        return pages.containsKey(path) && (method.equals("GET") || method.equals("HEAD"));
    }

    /** Adds the pages; do so before any catch-all. */
    public void register(RoutesConfig routes) {
        routes.before(ctx -> {
            if (owns(ctx.req().getMethod(), ctx.path())) {
                answer(ctx, pages.get(ctx.path()));
                ctx.skipRemainingHandlers();
            }
        });
    }

    private void answer(Context ctx, Page page) {
        ctx.header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", "no-cache");
        if (!complete && page.type().startsWith("text/html")) {
            ctx.status(503).contentType("text/plain; charset=utf-8").result(NO_SDK + "\n");
        } else {
            ctx.contentType(page.type()).result(page.content().get());
        }
    }
}
