package com.dropininc.instantstream.sdk;

import static com.dropininc.instantstream.sdk.DemoPage.button;
import static com.dropininc.instantstream.sdk.DemoPage.mustBe;
import static com.dropininc.instantstream.sdk.DemoPage.say;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.fixtures.Fixtures;
import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import com.dropininc.instantstream.mock.realtime.CloseCode;
import com.dropininc.instantstream.spec.Tool;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The demo pages in a real Chromium: the unmodified pusher-js on both sides of a stream. */
class BrowserTest {
    private static final String HOSTILE = "<img src=x onerror=\"document.title='broken'\">";

    private static Chromium chromium;

    private final MockServer mock = MockServer.start(MockConfig.standard());
    private final DemoPage demo = new DemoPage(chromium, mock, 1280, ColorScheme.LIGHT);
    private final FrameLocator viewer = demo.viewer();
    private final FrameLocator dealer = demo.dealer();

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

    @AfterEach
    void stop() {
        demo.close();
        mock.close();
    }

    @Test
    void two_sides_live_through_a_stream_and_hear_each_other_through_the_socket_alone() {
        String token = demo.opened();
        demo.requests().clear();

        button(viewer, "Start").click();
        mustBe("streaming", dealer);
        assertThat(dealer.locator("#viewer-there")).hasText("joined");
        button(dealer, "Start").click();
        assertThat(viewer.locator("#dealer-there")).hasText("joined");
        assertThat(dealer.locator("#incoming [data-token=" + token + "]")).hasCount(0);
        say(viewer, "Could you show me the other side?");
        assertThat(dealer.locator("#chat p")).hasText("Could you show me the other side?");
        say(dealer, HOSTILE);
        assertThat(viewer.locator("#chat p").last()).hasText(HOSTILE);
        button(dealer, "Record").click();
        assertThat(viewer.locator("#recording")).hasText("recording");
        demo.keepPicture("streaming");
        button(viewer, "Stop").click();
        mustBe("stopped", dealer);
        mustBe("stopped", viewer);
        assertThat(dealer.locator("#recording")).hasText(Pattern.compile("recorded"));
        demo.keepPicture("stopped");

        assertEquals(
                List.of(
                        "viewer POST " + path("startStream", token),
                        "dealer POST " + path("startStream", token),
                        "viewer POST " + path("saveChat", token),
                        "dealer POST " + path("saveChat", token),
                        "dealer POST " + path("recordStream", token),
                        "viewer POST " + path("stopStream", token)),
                demo.calls(),
                "each side calls for its own steps and reads nothing");
        assertEquals(List.of(), demo.trouble());
    }

    private String path(String operation, String token) {
        return mock.contract().operation(operation).path().replace("{token}", token);
    }

    @Test
    void hostile_chat_is_shown_as_text_on_both_sides() {
        demo.opened();
        button(viewer, "Start").click();
        mustBe("streaming", viewer);
        say(viewer, HOSTILE);
        for (FrameLocator side : List.of(viewer, dealer)) {
            assertThat(side.locator("#chat p")).hasText(HOSTILE);
            assertThat(side.locator("#chat img")).hasCount(0);
        }
        assertEquals("Instantstream demo: viewer and dealer", demo.page().title());
        assertEquals(List.of(), demo.trouble());
    }

    @Test
    void a_withdrawn_request_leaves_the_dealers_list_by_itself() {
        String token = demo.opened();
        button(viewer, "Cancel").click();
        mustBe("cancelled", dealer);
        assertThat(dealer.locator("#incoming [data-token=" + token + "]")).hasCount(0);
        assertThat(button(dealer, "Start")).isDisabled();
    }

    @Test
    void a_killed_socket_comes_back_and_both_sides_show_what_they_missed() {
        String token = demo.opened();
        mock.realtime().refuseConnections(CloseCode.OVER_CAPACITY);
        mock.realtime().disconnect(CloseCode.RECONNECT);
        assertThat(viewer.locator("#connection")).not().hasText("connected");
        Caller operator = Caller.of(mock, "operator");
        operator.start(token, "dealer");
        operator.say(token, "dealer", "Are you there?");
        mock.realtime().admitAgain();
        for (FrameLocator side : List.of(viewer, dealer)) {
            assertThat(side.locator("#connection")).hasText("connected");
            mustBe("streaming", side);
            assertThat(side.locator("#chat p")).hasText("Are you there?");
        }
        assertThat(dealer.locator("#incoming [data-token=" + token + "]")).hasCount(0);
    }

    @Test
    void a_dealer_opens_a_stream_by_its_token_alone() {
        dealer.getByText("Somebody else").click();
        dealer.getByLabel("Token, as a push notification brings it").fill("demo-streaming");
        dealer.getByLabel("Token, as a push notification brings it").press("Enter");
        mustBe("streaming", dealer);
        assertThat(dealer.locator("#chat p")).hasText(new String[] {
            "Could you show me the other side?", "Of course, one moment.",
        });
    }

    @Test
    void a_refused_channel_is_told_to_the_person() {
        dealer.getByText("Somebody else").click();
        dealer.getByLabel("Token, as a push notification brings it").fill("nowhere");
        dealer.getByLabel("Token, as a push notification brings it").press("Enter");
        assertThat(dealer.getByRole(AriaRole.ALERT)).isVisible();
    }

    @Test
    void the_sdk_asks_for_authorization_in_its_own_way_and_the_pages_call_nobody_else() {
        demo.opened();
        List<Request> all = demo.requests();
        List<Request> asked = all.stream()
                .filter(request -> request.url()
                        .endsWith(mock.contract().operation("authorizeChannel").path()))
                .toList();
        // The account channels of the desk, and the stream's channel for each side.
        assertEquals(Fixtures.load().accounts().size() + 2, asked.size());
        for (Request request : asked) {
            assertEquals("application/x-www-form-urlencoded", request.headers().get("content-type"));
            assertTrue(request.headers().containsKey(mock.contract().keyHeader()));
        }
        assertTrue(all.stream().allMatch(request -> request.url().startsWith(mock.baseUrl() + "/")), all.toString());
    }
}
