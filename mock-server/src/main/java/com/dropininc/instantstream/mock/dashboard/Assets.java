package com.dropininc.instantstream.mock.dashboard;

import com.dropininc.instantstream.mock.control.AdminCall;
import com.dropininc.instantstream.mock.control.Problem;
import com.dropininc.instantstream.mock.control.Result;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The files that pages load; only those named here, each from its known place on the class path. */
final class Assets {
    private static final String HTMX = "org.webjars.npm/htmx.org";
    private static final String SWAGGER = "org.webjars/swagger-ui";

    /**
     * A file.
     *
     * @param jar group and artifact of the WebJar that has it; empty for one of the dashboard's own
     */
    private record Source(String jar, String path) {}

    private static final Map<String, Source> FILES = Map.of(
            "dashboard.css", new Source("", "dashboard.css"),
            "dashboard.js", new Source("", "dashboard.js"),
            "docs.css", new Source("", "docs.css"),
            "docs.js", new Source("", "docs.js"),
            "icon.svg", new Source("", "icon.svg"),
            "htmx.js", new Source(HTMX, "dist/htmx.min.js"),
            "swagger-ui.css", new Source(SWAGGER, "swagger-ui.css"),
            "swagger-ui.js", new Source(SWAGGER, "swagger-ui-bundle.js"));

    private static final Map<String, String> TYPES =
            Map.of("css", "text/css; charset=utf-8", "js", "text/javascript; charset=utf-8", "svg", "image/svg+xml");

    /** The file that a call names. */
    Result file(AdminCall call) {
        String name = call.parameter("name");
        Source source = FILES.get(name);
        if (source == null) {
            throw Problem.unknown("file", name, new TreeMap<>(FILES).keySet());
        }
        return new Result.Bytes(200, TYPES.get(name.substring(name.lastIndexOf('.') + 1)), bytes(source), Map.of());
    }

    private static byte[] bytes(Source source) {
        return source.jar().isEmpty()
                ? read(source.path())
                : read("/META-INF/resources/webjars/" + source.jar().replaceFirst(".*/", "") + "/" + version(source)
                        + "/" + source.path());
    }

    private static String version(Source source) {
        Properties properties = new Properties();
        try (InputStream in = open("/META-INF/maven/" + source.jar() + "/pom.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }

    private static byte[] read(String resource) {
        try (InputStream in = open(resource)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String resource) {
        InputStream in = Assets.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalStateException(resource + " is not on the class path: build the mock again");
        }
        return in;
    }
}
