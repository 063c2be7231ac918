package com.dropininc.instantstream.sdk;

import com.dropininc.instantstream.spec.Tool;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Chromium: the machine's own, else the one inside an npm package. It calls no server by itself. */
final class Chromium implements AutoCloseable {
    private static final List<String> QUIET = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private static final Path NPM = Path.of("src/test/chromium").toAbsolutePath();

    /** A busy machine is no failure. */
    private static final int PATIENCE_MILLIS = 30_000;

    private final Playwright playwright;
    private final Browser browser;

    Chromium() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright.chromium().launch(options());
    }

    private static LaunchOptions options() {
        if (Tool.find("chromium").isPresent() || !packaged()) {
            var program = Tool.need("chromium", "install Chromium (Debian: apt-get install chromium)");
            return new LaunchOptions().setExecutablePath(program).setArgs(QUIET);
        }
        JsonNode inside = unpacked();
        Map<String, String> environment = new HashMap<>(System.getenv());
        inside.path("env")
                .properties()
                .forEach(it -> environment.put(it.getKey(), it.getValue().asString()));
        return new LaunchOptions()
                .setExecutablePath(Path.of(inside.path("executablePath").asString()))
                .setEnv(environment)
                .setArgs(QUIET);
    }

    /** Whether the npm package holds a binary for this machine. */
    private static boolean packaged() {
        return System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
    }

    // Test classes that run at the same time unpack once: a file that is being written cannot be started.
    private static synchronized JsonNode unpacked() {
        try {
            Tool.Outcome outcome = Tool.npm(NPM, "run", "--silent", "unpack");
            outcome.mustBeClean();
            String last =
                    outcome.output().lines().reduce((before, after) -> after).orElseThrow();
            return JsonMapper.shared().readTree(last);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A fresh page of that width. */
    Page page(int width, ColorScheme scheme) {
        BrowserContext context = browser.newContext(
                new Browser.NewContextOptions().setViewportSize(width, 900).setColorScheme(scheme));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        return context.newPage();
    }

    @Override
    public void close() {
        playwright.close();
    }
}
