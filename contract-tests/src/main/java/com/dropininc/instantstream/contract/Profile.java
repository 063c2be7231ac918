package com.dropininc.instantstream.contract;

import com.dropininc.instantstream.contract.exchange.Network;
import com.dropininc.instantstream.contract.exchange.Reserved;
import com.dropininc.instantstream.contract.exchange.Rules;
import com.dropininc.instantstream.contract.exchange.Target;
import com.dropininc.instantstream.contract.exchange.Trust;
import com.dropininc.instantstream.fixtures.Document;
import com.dropininc.instantstream.fixtures.FixtureException;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Nearest;
import com.dropininc.instantstream.spec.Server;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Reads one profile of a file of environments. For one thread. */
final class Profile {
    private static final String PUSHER_KEY = "pusherKey";
    private static final String PUSHER_SECRET = "pusherSecret";

    /** What a profile may say. */
    static final List<String> KEYS = List.of(
            "baseUrl",
            "server",
            "keys",
            "keyFile",
            "defaults",
            "identity",
            "protected",
            "notify",
            "writes",
            "requestsPerSecond",
            "concurrency",
            "burst",
            "budget",
            "retries",
            "connectMillis",
            "answerMillis",
            "proxy",
            "ca",
            "socket",
            "streams",
            "ledger");

    /** What a variable may say too. */
    static final List<String> BY_VARIABLE = List.of(
            "baseUrl",
            "keyFile",
            "requestsPerSecond",
            "concurrency",
            "burst",
            "budget/requests",
            "budget/streams",
            "budget/minutes",
            "retries",
            "connectMillis",
            "answerMillis",
            "proxy",
            "ca",
            "socket");

    /** A long word without an underscore is more likely a key than the name of a variable. */
    private static final Pattern VARIABLE = Pattern.compile("[A-Z][A-Z0-9]{0,14}|[A-Z][A-Z0-9]*(_[A-Z0-9]+)+");

    private final Document profile;
    private final Contract contract;
    private final Reserved reserved;

    Profile(Document profile, Contract contract, Reserved reserved) {
        this.profile = profile.only(Nearest::hint, KEYS);
        this.contract = contract;
        this.reserved = reserved;
    }

    /** @param identity whom the suite pretends to be there */
    Environment read(String name, Document identity) {
        boolean guarded = flag("protected", false);
        Duration answerTime = Duration.ofMillis(number("answerMillis", OptionalInt.empty()));
        return new Environment(
                name,
                url(),
                keySource(),
                number("concurrency", OptionalInt.of(1)),
                answerTime,
                profile.node().has("streams") ? texts(profile.child("streams")) : Map.of(),
                profile.optionalText("socket"),
                rules(guarded),
                network(answerTime),
                persona(identity),
                guarded || flag("ledger", false));
    }

    private String url() {
        Optional<String> own = profile.optionalText("baseUrl");
        if (own.isPresent()) {
            return plainUrl("baseUrl", own.get()).toString();
        }
        String server = profile.text("server");
        List<String> known =
                contract.servers().stream().map(Server::environment).toList();
        return contract.servers().stream()
                .filter(candidate -> candidate.environment().equals(server))
                .map(Server::url)
                .findFirst()
                .orElseThrow(() -> profile.child("server")
                        .error("names no server of the spec: '" + server + "'; " + Nearest.hint(server, known)));
    }

    private URI plainUrl(String key, String text) {
        try {
            URI uri = new URI(text);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (http && uri.getHost() != null && uri.getUserInfo() == null && uri.getQuery() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw new FixtureException(profile.child(key).error("is no URL").getMessage(), e);
        }
        throw profile.child(key).error("has to be a URL such as https://host:port, without a user or a query");
    }

    private Environment.KeySource keySource() {
        Document keys = profile.child("keys");
        List<String> kinds = new ArrayList<>(contract.keyKinds());
        kinds.addAll(List.of(PUSHER_KEY, PUSHER_SECRET));
        keys.only(Nearest::hint, kinds);
        Map<String, String> variables = texts(keys);
        variables.forEach((kind, variable) -> {
            if (!VARIABLE.matcher(variable).matches()) {
                // What stands there may be a key: it is not shown.
                throw keys.child(kind)
                        .error("has to name an environment variable such as INSTANTSTREAM_APIKEY;"
                                + " a key itself never stands in a profile");
            }
        });
        Optional<String> pusherKey = Optional.ofNullable(variables.remove(PUSHER_KEY));
        Optional<String> pusherSecret = Optional.ofNullable(variables.remove(PUSHER_SECRET));
        if (variables.isEmpty()) {
            throw keys.error("names no variable of an API key; known kinds: " + String.join(", ", kinds));
        }
        Optional<String> defaults = profile.optionalText("defaults");
        if (defaults.isPresent() && !defaults.get().equals("demo")) {
            throw profile.child("defaults").error("can only be 'demo'");
        }
        return new Environment.KeySource(
                variables,
                pusherKey,
                pusherSecret,
                profile.optionalText("keyFile").map(Path::of),
                defaults.isPresent());
    }

    private Rules rules(boolean guarded) {
        boolean notify = flag("notify", false);
        if (guarded && notify) {
            throw profile.child("notify").error("cannot be true on a protected environment: nobody is notified there");
        }
        Document budget = profile.node().has("budget")
                ? profile.child("budget").only(Nearest::hint, List.of("requests", "streams", "minutes"))
                : null;
        Rules.Budget none = Rules.Budget.NONE;
        int burst = number("burst", OptionalInt.of(1));
        return new Rules(
                guarded,
                notify,
                writes(),
                new Rules.Rate(rate(guarded), burst),
                budget == null
                        ? none
                        : new Rules.Budget(
                                number(budget, "requests", OptionalInt.of(none.requests())),
                                number(budget, "streams", OptionalInt.of(none.streams())),
                                Duration.ofMinutes(number(budget, "minutes", OptionalInt.of((int)
                                        none.time().toMinutes())))),
                reserved);
    }

    private OptionalInt rate(boolean guarded) {
        if (guarded || profile.node().has("requestsPerSecond")) {
            return OptionalInt.of(number("requestsPerSecond", OptionalInt.empty()));
        }
        return OptionalInt.empty();
    }

    private Optional<Set<String>> writes() {
        if (!profile.node().has("writes")) {
            return Optional.empty();
        }
        Set<String> writes = new LinkedHashSet<>();
        profile.list("writes", (item, i) -> {
            String id = item.node().asString("");
            if (!contract.operations().containsKey(id)) {
                throw item.error("is no operation: '" + id + "'; "
                        + Nearest.hint(id, contract.operations().keySet()));
            }
            return writes.add(id);
        });
        return Optional.of(writes);
    }

    private Network network(Duration answerTime) {
        Optional<URI> proxy = profile.optionalText("proxy").map(text -> plainUrl("proxy", text));
        if (proxy.filter(uri -> uri.getPort() < 0 || !"http".equals(uri.getScheme()))
                .isPresent()) {
            throw profile.child("proxy").error("has to be http://host:port");
        }
        JsonNode retries = profile.node().path("retries");
        if (!retries.isMissingNode() && (!retries.isIntegralNumber() || retries.asInt() < 0)) {
            throw profile.child("retries").error("has to be a number from 0 on");
        }
        return new Network(
                Duration.ofMillis(number("connectMillis", OptionalInt.of((int) answerTime.toMillis()))),
                retries.asInt(2),
                proxy,
                profile.optionalText("ca").map(Path::of).map(Trust::with));
    }

    private Target.Persona persona(Document identity) {
        identity.only(Nearest::hint, List.of("phone", "emailDomain"));
        Target.Persona persona = new Target.Persona(identity.text("phone"), identity.text("emailDomain"));
        boolean fiction = List.of("200", "300", "999").stream()
                .flatMap(area -> List.of("00", "99").stream()
                        .map(line -> persona.phone().replace("{area}", area).replace("{line}", line)))
                .allMatch(reserved::phone);
        if (!fiction || !persona.phone().contains("{line}")) {
            throw identity.child("phone")
                    .error("could be somebody's number; use one that is reserved for fiction, such as"
                            + " '+1{area}55501{line}'");
        }
        if (!reserved.email("somebody@" + persona.emailDomain())) {
            throw identity.child("emailDomain").error("could be somebody's mail; use example.com");
        }
        return persona;
    }

    private boolean flag(String key, boolean otherwise) {
        JsonNode flag = profile.node().path(key);
        if (!flag.isMissingNode() && !flag.isBoolean()) {
            throw profile.child(key).error("has to be true or false");
        }
        return flag.asBoolean(otherwise);
    }

    private int number(String key, OptionalInt otherwise) {
        return number(profile, key, otherwise);
    }

    private static int number(Document map, String key, OptionalInt otherwise) {
        if (!map.node().has(key) && otherwise.isPresent()) {
            return otherwise.getAsInt();
        }
        Document number = map.child(key);
        if (!number.node().isInt() || number.node().asInt() < 1) {
            throw number.error("has to be a number from 1 on");
        }
        return number.node().asInt();
    }

    private static Map<String, String> texts(Document map) {
        Map<String, String> texts = new LinkedHashMap<>();
        map.node().propertyNames().forEach(key -> texts.put(key, map.text(key)));
        return texts;
    }
}
