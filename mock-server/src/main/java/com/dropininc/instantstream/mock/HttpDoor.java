package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.mock.control.AdminDoor;
import com.dropininc.instantstream.mock.demo.DemoDoor;
import com.dropininc.instantstream.mock.network.FrontDoor;
import com.dropininc.instantstream.mock.realtime.HttpApi;
import com.dropininc.instantstream.mock.realtime.RealtimeDoor;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;

/** The server with all its doors: {@link ApiDoor} for calls of the API, the others for what stands beside it. */
final class HttpDoor {
    /** Request line and headers; a token of some 10,000 characters is unknown, not unreadable. */
    static final int HEADER_BYTES = 64 << 10;

    private final Supplier<Core> core;
    private final Sending sending;
    private final MockConfig config;
    private final FrontDoor front;

    /**
     * @param core asked for each request, since the files that it is made from may have changed
     */
    HttpDoor(Supplier<Core> core, Sending sending, MockConfig config, FrontDoor front) {
        this.core = core;
        this.sending = sending;
        this.config = config;
        this.front = front;
    }

    /**
     * @param connector makes the port
     */
    Javalin open(
            BiFunction<Server, HttpConfiguration, Connector> connector,
            RealtimeDoor sockets,
            HttpApi serverApi,
            DemoDoor demo) {
        return Javalin.create(javalin -> {
            quietly(javalin);
            javalin.jetty.addConnector(connector);
            javalin.jetty.modifyHttpConfiguration(HttpDoor::takeEveryPath);
            javalin.jetty.modifyServletContextHandler(
                    servlets -> servlets.getServletHandler().setDecodeAmbiguousURIs(true));
            javalin.jetty.modifyServer(server -> server.setErrorHandler(new UnreadableRequests(core)));
            Duration patience = config.serving().bounds().patience();
            javalin.jetty.modifyServer(server -> server.insertHandler(new OtherDoors(patience)));
            javalin.jetty.modifyServer(server -> server.insertHandler(new ApiDoor(
                    core,
                    sending,
                    patience,
                    (method, path) ->
                            AdminDoor.owns(path) || demo.owns(method, path) || path.startsWith(HttpApi.PREFIX),
                    config.callsWait())));
            // Upgrades are asked for before calls: whatever comes last is asked first.
            sockets.register(javalin);
            javalin.jetty.modifyServer(AdminDoor::guardUpgrades);
            javalin.jetty.modifyServer(server -> server.insertHandler(front));
            serverApi.register(javalin.routes);
            demo.register(javalin.routes);
            // A filter sees methods that Javalin has no name for.
            javalin.routes.before(ctx -> {
                if (AdminDoor.owns(ctx.req().getRequestURI())) {
                    core.get().admin().answer(ctx);
                    ctx.skipRemainingHandlers();
                }
            });
        });
    }

    /** Loads the classes of the web server by starting one that listens nowhere. */
    static void load() {
        Javalin.create(javalin -> {
                    quietly(javalin);
                    javalin.jetty.addConnector((server, http) -> new LocalConnector(server));
                })
                .start()
                .stop();
    }

    /** What is told at the start is told by the first screen. */
    private static void quietly(JavalinConfig javalin) {
        javalin.startup.showJavalinBanner = false;
        javalin.startup.showOldJavalinVersionWarning = false;
    }

    /** Odd paths are answered by the flow as what they are: unknown. */
    private static void takeEveryPath(HttpConfiguration http) {
        http.setUriCompliance(UriCompliance.UNSAFE);
        http.setRequestHeaderSize(HEADER_BYTES);
        http.setSendServerVersion(false);
    }
}
