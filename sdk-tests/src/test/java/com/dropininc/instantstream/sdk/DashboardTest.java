package com.dropininc.instantstream.sdk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The dashboard in a real Chromium. */
class DashboardTest {
    private static final String HOSTILE = "<img src=x onerror=\"document.title='broken'\">";

    private static Chromium chromium;

    private final MockServer mock = MockServer.start(MockConfig.standard());
    private final Caller viewer = Caller.of(mock, "viewer");
    private final List<String> trouble = new ArrayList<>();
    private final Page page = open();

    @BeforeAll
    static void launch() {
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
        page.context().close();
        mock.close();
    }

    private Page open() {
        Page opened = chromium.page(1280, ColorScheme.LIGHT);
        opened.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                trouble.add(message.text());
            }
        });
        opened.onPageError(trouble::add);
        opened.onDialog(dialog -> dialog.accept());
        return opened;
    }

    private void go(String path) {
        page.navigate(mock.baseUrl() + "/__admin" + path);
        assertThat(page.locator("#live")).hasText("live");
    }

    private Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private Locator column(String state) {
        return page.locator(".column").filter(new Locator.FilterOptions().setHas(page.locator(".state-" + state)));
    }

    private Locator lit() {
        return page.locator("#life .lit");
    }

    @Test
    void a_stream_appears_and_moves_on_without_a_reload() {
        go("/");
        String token = viewer.request("+12025550150").path("token").asString();
        assertThat(column("pending").locator("[data-token=" + token + "]")).isVisible();
        viewer.start(token, "viewer");
        assertThat(column("streaming").locator("[data-token=" + token + "]")).isVisible();
        assertThat(column("pending").locator("[data-token=" + token + "]")).hasCount(0);
        assertEquals(List.of(), trouble);
    }

    @Test
    void a_person_answers_as_the_dealer_and_hostile_chat_stays_text() {
        String token = viewer.request("+12025550151").path("token").asString();
        go("/streams/" + token);
        assertThat(lit()).hasText("pending");
        assertThat(page.locator("#speak form")).hasCount(0);
        button("Start stream as dealer").click();
        assertThat(lit()).hasText("streaming");
        assertThat(page.locator("#timeline")).containsText("stream-started");
        assertThat(page.locator("#facts")).containsText("ios");
        page.getByLabel("Message").fill(HOSTILE);
        button("Say as dealer").click();
        assertThat(page.locator("#chat .said span")).hasText(HOSTILE);
        assertThat(page.getByLabel("Message")).hasValue("");
        viewer.say(token, "viewer", "I see you");
        assertThat(page.locator("#chat .said span").last()).hasText("I see you");
        assertThat(page.locator("#chat img")).hasCount(0);
        assertEquals(token + " - Instantstream mock", page.title());
        assertEquals(
                HOSTILE,
                viewer.call("getChat", token, "").path(0).path("message").asString());
        assertEquals(List.of(), trouble);
    }

    @Test
    void exactly_what_the_lifecycle_allows_has_a_button() {
        go("/streams/demo-streaming");
        for (String state : List.of("streaming", "stopped")) {
            assertThat(lit()).hasText(state);
            assertThat(page.locator("#deeds code"))
                    .hasText(mock.contract().lifecycle().allowed(state).toArray(String[]::new));
            if (state.equals("streaming")) {
                button("Stop stream as viewer").click();
            }
        }
    }

    @Test
    void the_clock_is_advanced_until_the_stream_expires() {
        String token = viewer.request("+12025550152").path("token").asString();
        go("/clock");
        button("Freeze").click();
        assertThat(page.locator("#dial .pace")).hasText("frozen");
        button("15 minutes").click();
        page.waitForCondition(
                () -> viewer.stream(token).path("status").asString().equals("expired"));
        go("/streams/" + token);
        assertThat(lit()).hasText("expired");
        assertThat(page.locator("#timeline")).containsText("stream-expired");
        go("/clock");
        button("Resume").click();
        assertThat(page.locator("#dial .pace")).hasText("running");
        assertEquals(List.of(), trouble);
    }

    @Test
    void a_preset_of_faults_is_switched_on_and_off() {
        go("/faults");
        Locator down = page.getByRole(AriaRole.SWITCH, new Page.GetByRoleOptions().setName("backend-down"));
        down.click();
        assertThat(down).hasAttribute("aria-checked", "true");
        assertThat(page.locator("#armed")).containsText("503");
        assertEquals(503, call("/instantstream/get/demo-streaming").statusCode());
        assertThat(page.locator("#armed")).containsText("struck 1 times");
        down.click();
        assertThat(down).hasAttribute("aria-checked", "false");
        assertThat(page.locator("#armed")).containsText("all goes well");
        viewer.stream("demo-streaming");
    }

    @Test
    void one_fault_is_armed_with_its_numbers() {
        go("/faults");
        page.getByLabel("Fault").selectOption("status");
        page.locator("input[name='fault.code:number']:enabled").fill("418");
        page.getByLabel("Operation").selectOption("getStream");
        button("Arm").click();
        assertThat(page.locator("#armed")).containsText("code 418");
        assertEquals(418, call("/instantstream/get/demo-streaming").statusCode());
        button("Disarm").click();
        assertThat(page.locator("#armed")).containsText("all goes well");
    }

    @Test
    void the_error_of_a_refused_request_leads_to_its_explanation() {
        HttpResponse<String> refused = call("/instantstream/get/no-such-token");
        String link = refused.headers().firstValue("X-Mock-Explain").orElseThrow();
        assertTrue(refused.body().contains(link), refused.body());
        page.navigate(mock.baseUrl() + link);
        Locator reason = page.locator(".reason");
        assertThat(reason).containsText("no-such-token");
        assertThat(reason).containsText("unknown-token-404");
        assertThat(reason.locator(".level")).hasText("assumed");
        assertThat(reason.locator(".send"))
                .hasText(mock.contract().refusal("token-unknown").advice());
        assertThat(button("Copy as curl")).isVisible();
        assertThat(page.locator(".shell")).containsText("apikey: $INSTANTSTREAM_APIKEY");
        assertEquals(List.of(), trouble);
    }

    @Test
    void two_sandboxes_do_not_see_each_other() {
        go("/sandboxes");
        page.getByLabel("Name").fill("mine");
        button("Make a sandbox").click();
        Locator mine = page.locator("[data-sandbox]").filter(new Locator.FilterOptions().setHasText("mine"));
        assertThat(mine).isVisible();
        String key = mine.locator("dt:text-is('viewer') + dd code").innerText();
        mine.getByText("Switch to it").click();
        assertThat(page.locator(".switch summary")).containsText("mine");
        assertThat(page.locator(".stream")).hasCount(0);
        viewer.request("+12025550153");
        String own = new Caller(mock, key).request("+12025550154").path("token").asString();
        assertThat(page.locator(".stream")).hasCount(1);
        assertThat(page.locator("[data-token=" + own + "]")).isVisible();
        go("/");
        assertThat(page.locator("[data-token=" + own + "]")).hasCount(0);
        assertThat(page.locator("[data-token=demo-pending]")).isVisible();
        assertEquals(List.of(), trouble);
    }

    @Test
    void the_docs_call_the_mock_with_the_default_key_and_nobody_else() {
        List<String> asked = new ArrayList<>();
        page.onRequest(request -> asked.add(request.url()));
        page.navigate(mock.baseUrl() + "/docs");
        page.locator("#operations-Stream-getStream .opblock-summary-control").click();
        page.locator("#operations-Stream-getStream input[placeholder=token]").fill("demo-streaming");
        page.locator("#operations-Stream-getStream .execute").click();
        assertThat(page.locator("#operations-Stream-getStream .live-responses-table tbody .response-col_status"))
                .containsText("200");
        assertTrue(
                asked.stream().allMatch(url -> url.startsWith(mock.baseUrl() + "/") || url.startsWith("data:")),
                asked.toString());
        assertEquals(List.of(), trouble);
    }

    private HttpResponse<String> call(String path) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(mock.baseUrl() + path))
                                    .header(mock.contract().keyHeader(), viewer.key())
                                    .method("GET", BodyPublishers.noBody())
                                    .build(),
                            BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
