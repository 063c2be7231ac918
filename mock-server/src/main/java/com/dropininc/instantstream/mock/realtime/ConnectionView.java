package com.dropininc.instantstream.mock.realtime;

import java.util.List;

/**
 * A connection as it stood when asked.
 *
 * @param socketId its socket id
 * @param protocol 5, 6 or 7
 * @param client what the client said it is, such as {@code js/8.6.0}
 * @param userId the signed-in user, or null
 * @param channels names of the channels it subscribed to, sorted
 */
public record ConnectionView(String socketId, int protocol, String client, String userId, List<String> channels) {}
