package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.exchange.Secret;
import com.dropininc.instantstream.spec.Operation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What is nearly right is wrong: keys, tokens and paths are compared to the letter. */
final class LetterChecks {
    private static final String READ = "getStream";

    @Check(
            id = "keys-are-taken-to-the-letter",
            rules = {"key-unknown-refused"})
    void a_key_is_compared_to_its_last_letter(Bench bench) {
        Live live = bench.request();
        for (Secret key : bench.keys().byKind().values()) {
            List<Secret> nearly = List.of(
                    key.changed(text -> text.substring(0, text.length() - 1)),
                    key.changed(text -> text.substring(0, text.length() - 1) + (text.endsWith("z") ? "y" : "z")),
                    key.changed(text -> text + " x"),
                    key.changed(text -> text + "\tx"));
            for (Secret other : nearly) {
                bench.refused(bench.call(READ, live).key(other), "key-unknown", "key-unknown-refused");
            }
        }
    }

    @Check(
            id = "head-needs-a-key-too",
            rules = {"key-required", "key-unknown-refused"})
    void head_needs_a_key_as_get_does(Bench bench) {
        Live live = bench.request();
        for (String id : List.of(READ, "getChat", "getPending")) {
            Call head = bench.call(id, live).method("HEAD");
            if (!bench.anything(head).success()) {
                continue;
            }
            Secret unknown = new Secret("UNKNOWN_KEY", bench.identities().word("unknown-key"));
            if (bench.refused(head.withoutKey(), "key-missing", "key-required").success()
                    || bench.refused(head.key(unknown), "key-unknown", "key-unknown-refused")
                            .success()) {
                return;
            }
        }
    }

    @Check(
            id = "tokens-are-taken-to-the-letter",
            rules = {"unknown-token-404"})
    void a_token_is_compared_to_its_last_letter(Bench bench) {
        Live live = bench.request();
        String token = live.token();
        Set<String> nearly = new LinkedHashSet<>(List.of(
                token.toUpperCase(Locale.ROOT),
                token.toLowerCase(Locale.ROOT),
                token.substring(0, token.length() - 1),
                token + "x",
                token + " "));
        nearly.remove(token);
        for (String other : nearly) {
            if (!bench.session().safety().made().contains(other) && !other.isEmpty()) {
                Call call = bench.call(bench.contract().operation(READ))
                        .token(bench.session().safety().invented(other));
                bench.refused(call, "token-unknown");
            }
        }
    }

    @Check(
            id = "paths-are-taken-to-the-letter",
            rules = {"unknown-route-404"})
    void a_path_is_compared_to_the_letter(Bench bench) {
        Live live = bench.request();
        for (String id : List.of(READ, "getChat")) {
            Operation operation = bench.contract().operation(id);
            int end = operation.path().indexOf('{');
            String path = operation.path().substring(0, end).toUpperCase(Locale.ROOT) + Call.encode(live.token());
            Call call = new Call(
                    Optional.empty(),
                    operation.method(),
                    path,
                    Optional.empty(),
                    java.util.Map.of(),
                    java.util.Map.of(),
                    Optional.of(bench.keys().main()),
                    Optional.empty());
            bench.refused(call, "route-unknown");
        }
    }
}
