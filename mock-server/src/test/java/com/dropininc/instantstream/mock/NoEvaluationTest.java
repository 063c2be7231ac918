package com.dropininc.instantstream.mock;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import gg.jte.TemplateEngine;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What callers send is text wherever it goes: it is never a template, an expression or a lookup. */
class NoEvaluationTest {
    private static final String PRODUCT = "9801547";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${1337*7331}",
                "#{1337*7331}",
                "{{1337*7331}}",
                "<%= 1337*7331 %>",
                "@{1337*7331}",
                "%{1337*7331}",
                "!{1337*7331}",
                "*{1337*7331}",
                "$unsafe{1337*7331}",
                "${jndi:ldap://127.0.0.1:1/x}",
                "${env:PATH}",
                "${sys:user.home}",
                "@import java.lang.Runtime"
            })
    void an_expression_comes_back_as_it_went_in_and_is_worked_out_nowhere(String expression) {
        try (MockServer mock = MockServer.start(MockConfig.standard())) {
            Api api = Api.of(mock);
            String quoted = JsonMapper.shared().writeValueAsString(expression);
            Api.Answer made = api.call(
                    "requestStream",
                    "",
                    "{\"phone\":" + quoted + ",\"email\":\"a@example.com\",\"deviceToken\":" + quoted + "}");
            String token = made.json().path("token").asString();
            assertEquals(expression, made.json().path("phone").asString());
            api.call("startStream", token, Api.bodyFor("startStream"));
            api.call("saveChat", token, "{\"role\":\"viewer\",\"message\":" + quoted + "}");
            assertEquals(
                    expression,
                    api.call("getChat", token, "").json().at("/0/message").asString());
            for (String path : List.of("/streams/" + token, "/requests", "/coverage", "/streams", "/")) {
                String page = page(mock, path);
                assertFalse(page.contains(PRODUCT) || page.contains(System.getProperty("user.home")), path);
            }
            assertTrue(page(mock, "/streams/" + token).length() > 500, "the page of the stream is there");
        }
    }

    private static String page(MockServer mock, String path) {
        return Api.send(HttpRequest.newBuilder(URI.create(mock.baseUrl() + "/__admin" + path))
                        .header("Accept", "text/html")
                        .header("User-Agent", "${1337*7331}")
                        .build())
                .text();
    }

    @Test
    void nothing_in_the_mock_can_evaluate_what_it_is_sent() {
        var classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("com.dropininc.instantstream");
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "javax.script..", "javax.naming..", "java.beans..", "groovy..", "ognl..", "javax.tools..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.ObjectInputStream")
                // Templates that are compiled while the mock runs could be anybody's.
                .orShould()
                .callMethodWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                                com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner(
                                        com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo(
                                                TemplateEngine.class)))
                        .and(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                                com.tngtech.archunit.core.domain.properties.HasName.Predicates.name("create"))))
                .check(classes);
    }
}
