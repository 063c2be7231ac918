package com.dropininc.instantstream.contract.exchange;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Why there is no answer, in one clause that says what to look at. */
final class Cause {
    private static final int SHOWN = 120;

    private Cause() {}

    static String of(Throwable failure, String baseUrl) {
        if (has(failure, UnresolvedAddressException.class)) {
            return "the host of " + baseUrl + " is unknown";
        }
        if (has(failure, BoundedBody.TooLarge.class)) {
            return "the answer at " + baseUrl + " is larger than " + BoundedBody.MAX_BYTES + " bytes";
        }
        Optional<String> tls = tls(failure);
        if (tls.isPresent()) {
            return "no trusted TLS connection at " + baseUrl + ": " + tls.get();
        }
        if (has(failure, ConnectException.class)) {
            return "nothing answers at " + baseUrl + said(first(failure, ConnectException.class));
        }
        Throwable last = chain(failure).reduce((outer, inner) -> inner).orElse(failure);
        if (has(failure, ProtocolException.class)) {
            return "no readable HTTP at " + baseUrl + said(last) + ": is something else listening there?";
        }
        boolean closed = Stream.of(EOFException.class, ClosedChannelException.class, SocketException.class)
                .anyMatch(kind -> has(failure, kind));
        return closed
                ? "the connection at " + baseUrl + " was closed before the answer was complete" + said(last)
                : "the connection broke at " + baseUrl + " (" + last.getClass().getSimpleName()
                        + readable(last.getMessage(), ": ", "") + ")";
    }

    private static Optional<String> tls(Throwable failure) {
        if (!has(failure, SSLException.class)) {
            return Optional.empty();
        }
        if (has(failure, CertificateExpiredException.class)) {
            return Optional.of("its certificate has expired" + said(first(failure, CertificateExpiredException.class)));
        }
        if (has(failure, CertificateNotYetValidException.class)) {
            return Optional.of("its certificate is not valid yet");
        }
        if (has(failure, CertPathBuilderException.class)) {
            return Optional.of(
                    "its certificate is from an authority that is not trusted here; give it as ca in" + " the profile");
        }
        if (has(failure, CertificateException.class)) {
            return Optional.of(
                    "its certificate is not that of this host" + said(first(failure, CertificateException.class)));
        }
        String message = String.valueOf(first(failure, SSLException.class).getMessage());
        return Optional.of(
                message.contains("plaintext")
                        ? "it speaks no TLS; is it http:// and not https://?"
                        : "the handshake failed" + readable(message, " (", ")"));
    }

    private static Stream<Throwable> chain(Throwable failure) {
        return Stream.iterate(failure, java.util.Objects::nonNull, Throwable::getCause);
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> kind) {
        return chain(failure).anyMatch(kind::isInstance);
    }

    private static Throwable first(Throwable failure, Class<? extends Throwable> kind) {
        return chain(failure).filter(kind::isInstance).findFirst().orElse(failure);
    }

    /** What a failure says, in brackets. */
    static String said(Throwable failure) {
        return readable(failure.getMessage(), " (", ")");
    }

    /** A message may hold what the target has sent: no control character of it reaches a terminal. */
    private static String readable(String message, String before, String after) {
        if (message == null || message.isBlank()) {
            return "";
        }
        String plain = message.replaceAll("[^\\x20-\\x7e]+", "?");
        return before + (plain.length() > SHOWN ? plain.substring(0, SHOWN) + "..." : plain) + after;
    }
}
