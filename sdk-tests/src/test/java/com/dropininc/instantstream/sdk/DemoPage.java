package com.dropininc.instantstream.sdk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.dropininc.instantstream.mock.MockServer;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The demo page of a mock in a browser, both of its sides connected. */
final class DemoPage implements AutoCloseable {
    private final MockServer mock;
    private final Page page;
    private final List<Request> requests = new ArrayList<>();
    private final List<String> trouble = new ArrayList<>();

    DemoPage(Chromium chromium, MockServer mock, int width, ColorScheme scheme) {
        this.mock = mock;
        page = chromium.page(width, scheme);
        page.onRequest(requests::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                trouble.add(message.text());
            }
        });
        page.onPageError(trouble::add);
        page.navigate(mock.baseUrl() + "/demo");
        assertThat(viewer().locator("#connection")).hasText("connected");
        assertThat(dealer().locator("#connection")).hasText("connected");
        assertThat(dealer().locator("#incoming [data-token=demo-pending]")).isVisible();
    }

    Page page() {
        return page;
    }

    FrameLocator viewer() {
        return page.frameLocator("iframe[name=viewer]");
    }

    FrameLocator dealer() {
        return page.frameLocator("iframe[name=dealer]");
    }

    /** All that any of the frames has asked of anybody. */
    List<Request> requests() {
        return requests;
    }

    /** The same as words: who asked, how, for what path. */
    List<String> calls() {
        return requests.stream()
                .map(request -> request.frame().name() + " " + request.method() + " "
                        + request.url().replace(mock.baseUrl(), ""))
                .toList();
    }

    /** What the browser has complained of. */
    List<String> trouble() {
        return trouble;
    }

    static Locator button(FrameLocator side, String name) {
        return side.getByRole(
                AriaRole.BUTTON,
                new FrameLocator.GetByRoleOptions().setName(name).setExact(true));
    }

    static void mustBe(String state, FrameLocator side) {
        assertThat(side.locator("#states [aria-current=step]")).hasText(state);
    }

    static void say(FrameLocator side, String text) {
        side.getByLabel("Message").fill(text);
        side.getByLabel("Message").press("Enter");
    }

    /** A stream that the viewer has asked for and the dealer has opened; answers its token. */
    String opened() {
        button(viewer(), "Request").click();
        Locator asked = dealer().locator("#incoming li:not([data-token=demo-pending])");
        assertThat(asked).hasCount(1);
        String token = asked.getAttribute("data-token");
        assertThat(viewer().locator("#token")).hasText(token);
        mustBe("pending", viewer());
        asked.getByRole(AriaRole.BUTTON).click();
        mustBe("pending", dealer());
        assertThat(dealer().locator("#dealer-there")).hasText("looking");
        assertThat(viewer().locator("#dealer-there")).hasText("looking");
        // The last that either side reads: from here on it only listens.
        String lastRead = mock.contract().operation("getChat").path().replace("{token}", token);
        page.waitForCondition(
                () -> calls().stream().filter(call -> call.endsWith(lastRead)).count() == 2);
        return token;
    }

    /** Kept beside the test reports, for a person to look at. */
    void keepPicture(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setAnimations(ScreenshotAnimations.DISABLED)
                .setPath(Path.of("target", "demo", name + ".png")));
    }

    @Override
    public void close() {
        page.context().close();
    }
}
