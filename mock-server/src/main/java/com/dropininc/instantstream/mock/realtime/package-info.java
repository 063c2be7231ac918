/**
 * A Pusher Channels server: the WebSocket protocol (versions 5 to 7), the HTTP API that server SDKs call, and webhooks.
 *
 * <p>Source of all rules: the published Pusher Channels protocol, HTTP API reference and webhooks pages. The classes
 * know nothing of the mocked API; the mock publishes through {@link
 * com.dropininc.instantstream.mock.realtime.Realtime} and signs through {@link
 * com.dropininc.instantstream.mock.realtime.Signatures}.
 *
 * <p>Locks are taken in one order only: connection, then channel, then whatever a frame needs to leave.
 */
package com.dropininc.instantstream.mock.realtime;
