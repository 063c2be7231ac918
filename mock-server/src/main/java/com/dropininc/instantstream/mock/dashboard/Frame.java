package com.dropininc.instantstream.mock.dashboard;

import com.dropininc.instantstream.mock.control.AdminCall;
import com.dropininc.instantstream.mock.control.AdminDoor;
import com.dropininc.instantstream.mock.control.Route;
import com.dropininc.instantstream.mock.sandbox.Sandboxes;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is around every page.
 *
 * @param section path of the page's entry in the menu
 * @param here path and query of the page itself, from which its parts are fetched anew
 * @param base what to put before a path of the API, by the name that the browser uses
 * @param box the sandbox that the page is about
 * @param boxes the sandboxes that can be switched to
 */
record Frame(String title, String section, String here, String base, Box box, List<Box> boxes) {
    /** The menu: paths and what stands there. */
    private static final Map<String, String> MENU = ordered(
            "/", "Streams",
            "/requests", "Requests",
            "/clock", "Clock",
            "/faults", "Faults",
            "/scenarios", "Scenarios",
            "/readings", "Readings",
            "/coverage", "Coverage",
            "/sandboxes", "Sandboxes",
            "/connect", "Connect",
            "/docs", "API docs");

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** What is around the page that answers a call. */
    static Frame of(Api api, AdminCall call, String title, String section) {
        return of(api, call, title, section, call.asked(Route.SANDBOX).orElse(Sandboxes.DEFAULT));
    }

    /** The same for a page whose path says which sandbox it is about. */
    static Frame of(Api api, AdminCall call, String title, String section, String sandbox) {
        Box box = api.told(call, "/sandboxes/{id}", Map.of("id", sandbox), Map.of(), Box.class);
        List<Box> boxes = api.told(call, "/sandboxes", Map.of(), Map.of("limit", "30"), Box.Listed.class)
                .sandboxes();
        return new Frame(
                title, section, call.sender().uri(), "http://" + call.sender().host(), box, boxes);
    }

    Map<String, String> menu() {
        return MENU;
    }

    /** A path of the admin API, for the page's sandbox. */
    String link(String path) {
        return link(path, box.id());
    }

    /** A path of the admin API, for a sandbox. */
    static String link(String path, String sandbox) {
        String root = AdminDoor.ROOT + path;
        return sandbox.equals(Sandboxes.DEFAULT)
                ? root
                : root + (path.contains("?") ? "&" : "?") + Route.SANDBOX + "=" + encoded(sandbox);
    }

    /** A text as a segment of a path. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Time of day, in UTC as all instants of the API are. */
    static String clock(Instant at) {
        return CLOCK.format(at);
    }

    static String clock(String at) {
        return clock(Instant.parse(at));
    }

    static String day(Instant at) {
        return DAY.format(at);
    }

    /** A span of time in the two largest units that it has. */
    static String span(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
        }
        return seconds / 3600 + " h" + (seconds / 60 % 60 == 0 ? "" : " " + seconds / 60 % 60 + " min");
    }

    /** From the sandbox's now until an instant. */
    String until(String at) {
        return span(Duration.between(box.now(), Instant.parse(at)));
    }

    private static Map<String, String> ordered(String... pathsAndNames) {
        Map<String, String> ordered = new java.util.LinkedHashMap<>();
        for (int i = 0; i < pathsAndNames.length; i += 2) {
            ordered.put(pathsAndNames[i], pathsAndNames[i + 1]);
        }
        return java.util.Collections.unmodifiableMap(ordered);
    }
}
