package com.dropininc.instantstream.mock.realtime;

import java.util.regex.Pattern;

/**
 * A legal channel name and what its prefix means (protocol page, "Channel naming conventions").
 *
 * @param value the full name with its prefix
 * @param kind who may subscribe
 * @param cache whether new subscribers get the last event first
 */
public record ChannelName(String value, Kind kind, boolean cache) {
    /** The longest name of a channel, in characters. */
    public static final int MAX_LENGTH = 164;

    /** The channel on which one signed-in user is addressed. */
    static final String SERVER_TO_USER = "#server-to-user-";

    private static final Pattern LEGAL = Pattern.compile("[-a-zA-Z0-9_=@,.;]+");

    /** Who may subscribe to a channel. */
    public enum Kind {
        /** Anyone. */
        PUBLIC,
        /** Whoever brings a signature. */
        PRIVATE,
        /** As private; the payload is opaque to the server. */
        ENCRYPTED,
        /** Whoever brings a signature that says who they are. */
        PRESENCE,
        /** The one user it names, once signed in. */
        SERVER_TO_USER;

        /** Whether a subscription needs a signature. */
        public boolean needsAuthorization() {
            return this == PRIVATE || this == ENCRYPTED || this == PRESENCE;
        }
    }

    /**
     * Reads a name.
     *
     * @throws IllegalArgumentException saying which rule the name breaks
     */
    public static ChannelName parse(String name) {
        if (name == null || name.isEmpty()) {
            throw new IllegalArgumentException("Invalid channel name: it is empty.");
        }
        if (name.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("Invalid channel name '" + Text.shown(name) + "': " + name.length()
                    + " characters, at most " + MAX_LENGTH + " are allowed.");
        }
        if (name.startsWith(SERVER_TO_USER) && name.length() > SERVER_TO_USER.length()) {
            return new ChannelName(name, Kind.SERVER_TO_USER, false);
        }
        if (!LEGAL.matcher(name).matches()) {
            throw new IllegalArgumentException("Invalid channel name '" + Text.shown(name)
                    + "': only letters, digits, and any of _ - = @ , . ; are allowed.");
        }
        return classify(name);
    }

    private static ChannelName classify(String name) {
        if (name.startsWith("private-encrypted-")) {
            return new ChannelName(name, Kind.ENCRYPTED, name.startsWith("private-encrypted-cache-"));
        }
        if (name.startsWith("private-")) {
            return new ChannelName(name, Kind.PRIVATE, name.startsWith("private-cache-"));
        }
        if (name.startsWith("presence-")) {
            return new ChannelName(name, Kind.PRESENCE, name.startsWith("presence-cache-"));
        }
        return new ChannelName(name, Kind.PUBLIC, name.startsWith("cache-"));
    }

    /** The user that a {@code #server-to-user-} channel addresses. */
    String userId() {
        return value.substring(SERVER_TO_USER.length());
    }

    @Override
    public String toString() {
        return value;
    }
}
