package com.dropininc.instantstream.mock.realtime;

/**
 * Why the server ends a connection (protocol page, "Error Codes"). The range tells clients what to do: 4000 to 4099 do
 * not reconnect, 4100 to 4199 reconnect after a second, 4200 to 4299 reconnect at once.
 *
 * @param code 4000 to 4999
 * @param reason at most 123 bytes of UTF-8
 */
public record CloseCode(int code, String reason) {
    /** 4000. */
    public static final CloseCode SSL_ONLY =
            new CloseCode(4000, "Application only accepts SSL connections, reconnect using wss://");
    /** 4003. */
    public static final CloseCode APP_DISABLED = new CloseCode(4003, "Application disabled");
    /** 4004. */
    public static final CloseCode OVER_QUOTA = new CloseCode(4004, "Application is over connection quota");
    /** 4005. */
    public static final CloseCode PATH_NOT_FOUND = new CloseCode(4005, "Path not found: expected /app/{key}");
    /** 4006. */
    public static final CloseCode BAD_VERSION = new CloseCode(4006, "Invalid version string format");
    /** 4007. */
    public static final CloseCode UNSUPPORTED_PROTOCOL =
            new CloseCode(4007, "Unsupported protocol version: 5, 6 and 7 are supported");
    /** 4009. */
    public static final CloseCode UNAUTHORIZED = new CloseCode(4009, "You got disconnected by the app.");
    /** 4100. */
    public static final CloseCode OVER_CAPACITY = new CloseCode(4100, "Over capacity");
    /** 4200. */
    public static final CloseCode RECONNECT = new CloseCode(4200, "Server is going away, please reconnect");
    /** 4201. */
    public static final CloseCode NO_PONG = new CloseCode(4201, "Pong reply not received");

    /** Refuses codes outside the range kept for applications, and reasons that do not fit a close frame. */
    public CloseCode {
        if (code < 4000 || code > 4999) {
            throw new IllegalArgumentException("Close code " + code + " is outside 4000 to 4999.");
        }
        if (Text.utf8Length(reason) > 123) {
            throw new IllegalArgumentException("A close reason has at most 123 bytes; this one is longer.");
        }
    }

    static CloseCode unknownApp(String key) {
        String shown = key.replaceAll("[^A-Za-z0-9_.~-]", "?");
        String bounded = shown.length() <= 40 ? shown : shown.substring(0, 40);
        return new CloseCode(
                4001, "App key " + bounded + " not in this cluster. Did you forget to specify the cluster?");
    }
}
