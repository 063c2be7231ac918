package com.dropininc.instantstream.mock.junit;

import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import com.dropininc.instantstream.mock.client.AdminClient;
import com.dropininc.instantstream.mock.client.MockSandbox;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Starts or reuses a mock and opens a sandbox for each test that wants one. */
public final class SandboxPerTest implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(SandboxPerTest.class);
    private static final String URL = "INSTANTSTREAM_MOCK_URL";
    private static final int LONGEST_NAME = 100;
    private static final String TOKEN = "INSTANTSTREAM_ADMIN_TOKEN";

    /** The mock of a test run; closed when the last test has run. */
    private record Shared(AutoCloseable server, AdminClient admin) implements AutoCloseable {
        static Shared start() {
            String url = System.getenv(URL);
            if (url != null && !url.isBlank()) {
                AdminClient admin = AdminClient.at(url);
                String token = System.getenv(TOKEN);
                return new Shared(() -> {}, token == null ? admin : admin.withToken(token));
            }
            MockServer server = MockServer.start(MockConfig.standard());
            return new Shared(server, AdminClient.at(server.baseUrl()));
        }

        @Override
        public void close() throws Exception {
            server.close();
        }
    }

    /** A sandbox that ends with its test. */
    private record Held(MockSandbox sandbox) implements AutoCloseable {
        @Override
        public void close() {
            sandbox.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(MockSandbox.class);
    }

    @Override
    public MockSandbox resolveParameter(ParameterContext parameter, ExtensionContext context) {
        AdminClient admin = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Shared.class, missing -> Shared.start(), Shared.class)
                .admin();
        boolean seeded = AnnotationSupport.findAnnotation(context.getRequiredTestClass(), InstantstreamMock.class)
                .map(InstantstreamMock::seeded)
                .orElse(false);
        return context.getStore(NAMESPACE)
                .computeIfAbsent(
                        Held.class,
                        missing -> new Held(
                                seeded ? admin.openSeededSandbox(name(context)) : admin.openSandbox(name(context))),
                        Held.class)
                .sandbox();
    }

    /** The name of the test, as much of it as a sandbox takes. */
    private static String name(ExtensionContext context) {
        String name = context.getDisplayName();
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }
}
