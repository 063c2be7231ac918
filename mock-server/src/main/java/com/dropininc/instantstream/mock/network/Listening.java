package com.dropininc.instantstream.mock.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Makes the one port of the mock: HTTP/1.1 in plain, or HTTP/2 and HTTP/1.1 over TLS. */
public final class Listening {
    private static final String HTTP_1 = "http/1.1";

    /** As many calls as a browser makes at once on one connection, and more. */
    private static final int STREAMS = 128;

    private Listening() {}

    /**
     * @param certificate that of a port that speaks TLS
     * @param connections what clients may take of it
     */
    public static ServerConnector connector(
            Server server, HttpConfiguration http, Optional<Certificate> certificate, Connections connections) {
        List<ConnectionFactory> protocols =
                certificate.map(held -> secure(http, held)).orElseGet(() -> List.of(new HttpConnectionFactory(http)));
        ServerConnector connector = new Readers(server, protocols);
        // The sweep of connections comes first, and tells why; this is for what it does not see.
        connector.setIdleTimeout(2 * connections.bounds().patience().toMillis());
        connector.addBean(connections);
        return connector;
    }

    private static List<ConnectionFactory> secure(HttpConfiguration plain, Certificate certificate) {
        HttpConfiguration http = new HttpConfiguration(plain);
        // The mock is called by whatever name its machine has; which names may do what is the doors' own affair.
        http.addCustomizer(new SecureRequestCustomizer(false));
        HTTP2ServerConnectionFactory http2 = new HTTP2ServerConnectionFactory(http);
        http2.setMaxConcurrentStreams(STREAMS);
        ALPNServerConnectionFactory negotiation = new ALPNServerConnectionFactory("h2", HTTP_1);
        negotiation.setDefaultProtocol(HTTP_1);
        String password = UUID.randomUUID().toString();
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStore(certificate.keyStore(password.toCharArray()));
        tls.setKeyStorePassword(password);
        return new ArrayList<>(List.of(
                new SslConnectionFactory(tls, negotiation.getProtocol()),
                negotiation,
                http2,
                new HttpConnectionFactory(http)));
    }
}
