package com.dropininc.instantstream.sdk;

import static com.dropininc.instantstream.sdk.DemoPage.button;
import static com.dropininc.instantstream.sdk.DemoPage.say;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import com.dropininc.instantstream.spec.Tool;
import com.microsoft.playwright.options.ColorScheme;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demo page on a desk and on a phone, by day and by night. */
class LooksTest {
    private static Chromium chromium;

    @BeforeAll
    static void launch() {
        Tool.need("npm", "the build takes pusher-js from it; install Node.js 20.19 or later with npm, build again");
        chromium = new Chromium();
    }

    @AfterAll
    static void quit() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"1280, LIGHT", "1280, DARK", "390, LIGHT", "390, DARK"})
    void the_page_fits_its_window_and_so_does_each_side(int width, ColorScheme scheme) {
        try (MockServer mock = MockServer.start(MockConfig.standard());
                DemoPage demo = new DemoPage(chromium, mock, width, scheme)) {
            demo.opened();
            button(demo.viewer(), "Start").click();
            button(demo.dealer(), "Start").click();
            assertThat(demo.viewer().locator("#dealer-there")).hasText("joined");
            say(demo.viewer(), "Could you show me the other side?");
            say(demo.dealer(), "Of course, one moment.");
            assertThat(demo.viewer().locator("#chat p")).hasCount(2);
            assertThat(demo.dealer().locator("#chat p")).hasCount(2);
            demo.keepPicture(width + "-" + scheme.name().toLowerCase(Locale.ROOT));
            assertEquals(width, demo.page().evaluate("document.documentElement.scrollWidth"));
            for (String side : new String[] {"viewer", "dealer"}) {
                var frame = demo.page().frame(side);
                assertEquals(true, frame.evaluate("document.documentElement.scrollWidth <= innerWidth"), side);
                assertEquals(true, frame.evaluate("document.documentElement.scrollHeight <= innerHeight + 1"), side);
            }
        }
    }
}
