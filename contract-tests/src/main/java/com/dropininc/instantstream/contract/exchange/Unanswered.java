package com.dropininc.instantstream.contract.exchange;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.TimeoutException;

/** The target gave no answer; the message says why in one clause. */
public final class Unanswered extends Exception {
    private static final long serialVersionUID = 1L;

    Unanswered(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether the answer was still not whole when patience ended. */
    boolean late() {
        return getCause() instanceof TimeoutException;
    }

    /** Whether the connection was hung up: the call may have been taken or not. */
    boolean hungUp() {
        if (late() || neverSent()) {
            return false;
        }
        for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof EOFException
                    || cause instanceof ClosedChannelException
                    || cause instanceof SocketException) {
                return true;
            }
        }
        return false;
    }

    /** Whether the call cannot have reached the target, since there never was a connection. */
    boolean neverSent() {
        for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof UnresolvedAddressException
                    || cause instanceof NoRouteToHostException
                    || cause instanceof HttpConnectTimeoutException) {
                return true;
            }
        }
        return false;
    }
}
