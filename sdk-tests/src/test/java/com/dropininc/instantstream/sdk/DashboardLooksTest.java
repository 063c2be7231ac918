package com.dropininc.instantstream.sdk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import com.dropininc.instantstream.mock.client.AdminClient;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every page of the dashboard on a desk and on a phone, by day and by night; the pictures are kept. */
class DashboardLooksTest {
    private static Chromium chromium;
    private static MockServer mock;

    @BeforeAll
    static void live() {
        chromium = new Chromium();
        mock = MockServer.start(MockConfig.standard());
        Caller viewer = Caller.of(mock, "viewer");
        Caller operator = Caller.of(mock, "operator");
        operator.call("pingStream", "demo-streaming", "");
        viewer.call("recordStream", "demo-streaming", "");
        viewer.request("+12025550160");
        AdminClient admin = AdminClient.at(mock.baseUrl());
        admin.send("POST", "/act", act("startStream", "demo-stopped"));
        admin.send("POST", "/act", act("saveChat", "demo-streaming"));
        admin.send("POST", "/sandboxes", Map.of("name", "Checkout team"));
        admin.send("POST", "/scenarios/dealer-accepts-after-5s", Map.of());
        admin.send("PUT", "/faults/presets/flaky-mobile", Map.of());
    }

    private static Map<String, Object> act(String operation, String token) {
        return Map.of("as", "viewer", "operation", operation, "parameters", Map.of("token", token));
    }

    @AfterAll
    static void quit() {
        if (chromium != null) {
            chromium.close();
        }
        if (mock != null) {
            mock.close();
        }
    }

    private static Map<String, String> pages() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("streams", "/");
        pages.put("stream", "/streams/demo-streaming");
        pages.put("requests", "/requests");
        String refused = mock.sandboxes().standard().journal().all().stream()
                .filter(entry -> !entry.refusals().isEmpty())
                .reduce((older, newer) -> newer)
                .orElseThrow()
                .id();
        pages.put("request", "/requests/" + refused);
        for (String page :
                new String[] {"clock", "faults", "scenarios", "readings", "coverage", "sandboxes", "connect"}) {
            pages.put(page, "/" + page);
        }
        pages.put("unknown", "/streams/no-such-stream");
        return pages;
    }

    @ParameterizedTest
    @CsvSource({"1280, LIGHT", "1280, DARK", "390, LIGHT", "390, DARK"})
    void every_page_fits_its_window(int width, ColorScheme scheme) {
        Page page = chromium.page(width, scheme);
        pages().forEach((name, path) -> {
            page.navigate(mock.baseUrl() + "/__admin" + path);
            if (!name.equals("unknown")) {
                assertThat(page.locator("#live")).hasText("live");
            }
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setAnimations(ScreenshotAnimations.DISABLED)
                    .setPath(Path.of(
                            "target",
                            "dashboard",
                            name + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png")));
            assertEquals(width, page.evaluate("document.documentElement.scrollWidth"), name);
        });
        page.context().close();
    }
}
