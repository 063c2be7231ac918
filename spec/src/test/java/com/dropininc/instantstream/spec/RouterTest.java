package com.dropininc.instantstream.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterTest {
    private final Router router = Contract.load().router();

    @ParameterizedTest
    @CsvSource({
        "GET, /instantstream/get/abc, getStream",
        "HEAD, /instantstream/get/abc, getStream",
        "GET, /instantstream/get/pending, getStream",
        "GET, /instantstream/getchat/pending, getChat",
        "GET, /instantstream/acc_1/pending, getPending",
        "POST, /instantstream/request, requestStream",
        "POST, /notifications/authchannel, authorizeChannel",
    })
    void a_path_leads_to_its_operation_and_literal_segments_win(String method, String path, String id) {
        Router.Found found = assertInstanceOf(Router.Found.class, router.match(method, path));
        assertEquals(id, found.operation().id());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /instantstream/start/pending, 'OPTIONS,POST'",
        "DELETE, /instantstream/get/x, 'GET,HEAD,OPTIONS'",
        "GET, /instantstream/request, 'OPTIONS,POST'",
    })
    void a_wrong_method_names_the_right_ones(String method, String path, String allowed) {
        Router.WrongMethod wrong = assertInstanceOf(Router.WrongMethod.class, router.match(method, path));
        assertEquals(List.of(allowed.split(",")), wrong.allowed());
    }

    @ParameterizedTest
    @CsvSource({
        "/instantstream/get/abc/",
        "/instantstream//get/abc",
        "/instantstream/get/",
        "/",
        "//",
        "/instantstream",
        "/INSTANTSTREAM/get/abc",
    })
    void a_path_that_is_not_quite_right_is_unknown(String path) {
        assertInstanceOf(Router.Unknown.class, router.match("GET", path));
    }

    @Test
    void an_unknown_path_names_the_nearest_operations() {
        Router.Unknown unknown = assertInstanceOf(Router.Unknown.class, router.match("POST", "/instantstream/strat/x"));
        assertEquals("startStream", unknown.nearest().get(0).id());
    }
}
