package com.dropininc.instantstream.mock.control;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps pages of other origins away from the admin API: a page that a developer happens to visit can send requests to
 * the developer's own machine. A browser tells by Host, Origin and Sec-Fetch-Site where a request comes from; other
 * clients send what they like, and are kept away by the address that is bound, or by the token.
 */
final class Guard {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern HOST = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:]*)(?::\\d{1,5})?");
    private static final String TOKEN_COOKIE = "instantstream-mock-token=";

    private static final String ATTRIBUTES = "; Path=" + AdminDoor.ROOT + "; HttpOnly; SameSite=Strict";

    private final String boundHost;
    private final Optional<String> token;

    /**
     * @param boundHost the address that the mock listens on
     * @param token what every request has to carry; none when the mock listens on the loopback address only
     */
    Guard(String boundHost, Optional<String> token) {
        this.boundHost = boundHost.toLowerCase(Locale.ROOT);
        this.token = token;
    }

    /**
     * Why a request may not come in; empty when it may. Headers that are not there are empty texts.
     *
     * @param open whether it may come without the token
     */
    Optional<Problem> objection(String method, boolean open, Function<String, String> header) {
        String host = header.apply("Host").toLowerCase(Locale.ROOT);
        if (!knownHost(host)) {
            return Optional.of(
                    forbidden("host", "Host", "'" + host + "' is not this mock's name: call it by " + LOOPBACK));
        }
        String origin = header.apply("Origin").toLowerCase(Locale.ROOT);
        if (!origin.isEmpty() && !origin.equals("http://" + host) && !origin.equals("https://" + host)) {
            return Optional.of(forbidden(
                    "origin", "Origin", "pages of '" + origin + "' may not use the admin API, only its own pages may"));
        }
        String site = header.apply("Sec-Fetch-Site");
        if (!Set.of("", "same-origin", "none").contains(site) && !followedLink(method, header)) {
            return Optional.of(forbidden("site", "Sec-Fetch-Site", "pages of other origins may not use the admin API"));
        }
        return token.filter(wanted -> !open && !carries(wanted, header))
                .map(missing -> Problem.of(
                        401, "token", "header Authorization", "send Authorization: Bearer and the --admin-token"));
    }

    /** A link to a page is harmless: whoever set it does not see the page. */
    private static boolean followedLink(String method, Function<String, String> header) {
        return method.equals("GET")
                && header.apply("Sec-Fetch-Mode").equals("navigate")
                && header.apply("Sec-Fetch-Dest").equals("document");
    }

    private boolean knownHost(String host) {
        Matcher parts = HOST.matcher(host);
        if (!parts.matches()) {
            return false;
        }
        String name = parts.group(1);
        boolean everywhere = boundHost.equals("0.0.0.0") || boundHost.equals("::");
        return LOOPBACK.contains(name)
                || name.equals(boundHost)
                || name.equals("[" + boundHost + "]")
                // Then the token is what keeps strangers out; by which names the machine is known is not known here.
                || (everywhere && token.isPresent() && !name.isEmpty());
    }

    private static boolean carries(String wanted, Function<String, String> header) {
        String authorization = header.apply("Authorization");
        if (authorization.startsWith("Bearer ") && same(wanted, authorization.substring("Bearer ".length()))) {
            return true;
        }
        for (String cookie : header.apply("Cookie").split(";\\s*", -1)) {
            if (cookie.startsWith(TOKEN_COOKIE) && same(pass(wanted), cookie.substring(TOKEN_COOKIE.length()))) {
                return true;
            }
        }
        return false;
    }

    /**
     * The cookie of a browser whose user has shown the token. It goes to no other site and no script sees it; it holds
     * a digest, so that whoever steals it has not stolen the token.
     *
     * @throws Problem if it is another token
     */
    String admitted(String shown) {
        String wanted = token.orElseThrow(() ->
                Problem.of(409, "no-token", "/token", "this mock was started without an admin token: none is needed"));
        if (!same(wanted, shown)) {
            throw Problem.of(401, "token", "/token", "this is not the --admin-token that the mock was started with");
        }
        return TOKEN_COOKIE + pass(wanted) + ATTRIBUTES;
    }

    /** Takes the cookie away. */
    static String dismissed() {
        return TOKEN_COOKIE + ATTRIBUTES + "; Max-Age=0";
    }

    private static String pass(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(("instantstream-mock browser:" + token).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Compares in a time that does not tell how much of the token was right. */
    private static boolean same(String wanted, String sent) {
        return MessageDigest.isEqual(
                wanted.getBytes(StandardCharsets.UTF_8), sent.strip().getBytes(StandardCharsets.UTF_8));
    }

    private static Problem forbidden(String type, String header, String detail) {
        return Problem.of(403, "foreign-" + type, "header " + header, detail);
    }
}
