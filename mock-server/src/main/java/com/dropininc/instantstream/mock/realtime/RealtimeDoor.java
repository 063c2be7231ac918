package com.dropininc.instantstream.mock.realtime;

import io.javalin.config.JavalinConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.websocket.core.Configuration.ConfigurationCustomizer;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.core.server.WebSocketMappings;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;

/**
 * Where WebSockets enter a Javalin server: {@code /app/{key}}, with any prefix before it (the SDKs' {@code wsPath}).
 *
 * <p>It takes every WebSocket upgrade before Javalin sees it, so that a refused client is accepted and then closed with
 * a published code, as the protocol wants; no other WebSocket can live on the server. Plain HTTP passes through.
 */
public final class RealtimeDoor {
    private static final Pattern PATH = Pattern.compile("(?:/.*)?/app/([^/]+)/?");
    private static final int DEFAULT_PROTOCOL = 7;

    private final Function<String, Optional<Realtime>> byKey;
    private final BiPredicate<String, String> admission;

    /**
     * A door to several apps.
     *
     * @param byKey finds the app of a key; called once per connection
     * @param admission whether an upgrade may proceed, given its Host and Origin headers ("" if absent); a refused one
     *     gets HTTP 403
     */
    public RealtimeDoor(Function<String, Optional<Realtime>> byKey, BiPredicate<String, String> admission) {
        this.byKey = byKey;
        this.admission = admission;
    }

    /** Adds the door to a server that is being configured. */
    public void register(JavalinConfig config) {
        config.jetty.modifyServer(this::addTo);
    }

    private void addTo(Server server) {
        server.insertHandler(new Upgrades());
    }

    private final class Upgrades extends Handler.Wrapper {
        private final WebSocketComponents components = new WebSocketComponents();
        private final WebSocketMappings mappings = new WebSocketMappings(components);
        private final ConfigurationCustomizer limits = new ConfigurationCustomizer();

        Upgrades() {
            addBean(components);
            limits.setIdleTimeout(Duration.ZERO);
            limits.setInputBufferSize(4_096);
            limits.setMaxFrameSize(65_536);
            limits.setAutoFragment(true);
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            if (!request.getHeaders().contains(HttpHeader.SEC_WEBSOCKET_VERSION)) {
                return super.handle(request, response, callback);
            }
            if (!admission.test(header(request, HttpHeader.HOST), header(request, HttpHeader.ORIGIN))) {
                Response.writeError(
                        request, response, callback, HttpStatus.FORBIDDEN_403, "Host or Origin not allowed");
                return true;
            }
            if (mappings.upgrade(
                    (WebSocketNegotiator) RealtimeDoor.this::negotiate, request, response, callback, limits)) {
                return true;
            }
            return super.handle(request, response, callback);
        }
    }

    private static String header(Request request, HttpHeader name) {
        String value = request.getHeaders().get(name);
        return value == null ? "" : value;
    }

    private FrameHandler negotiate(ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
        // Compression would cost each connection its own window, far above what an idle one may weigh.
        response.setExtensions(List.of());
        Matcher path = PATH.matcher(Request.getPathInContext(request));
        if (!path.matches()) {
            return new Refusal(CloseCode.PATH_NOT_FOUND);
        }
        Optional<Realtime> app = byKey.apply(path.group(1));
        if (app.isEmpty()) {
            return new Refusal(CloseCode.unknownApp(path.group(1)));
        }
        Fields query = Request.extractQueryParameters(request);
        int protocol = protocol(query.getValue("protocol"));
        if (protocol < 5 || protocol > 7) {
            return new Refusal(CloseCode.UNSUPPORTED_PROTOCOL);
        }
        String client = query.getValue("client") + "/" + query.getValue("version");
        return new Connection(app.get(), protocol, client).socket();
    }

    private static int protocol(String text) {
        if (text == null || text.isEmpty()) {
            return DEFAULT_PROTOCOL;
        }
        return text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
    }
}
