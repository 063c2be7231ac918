package com.dropininc.instantstream.contract;

import com.dropininc.instantstream.contract.exchange.Reserved;
import com.dropininc.instantstream.fixtures.Document;
import com.dropininc.instantstream.fixtures.FixtureException;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Nearest;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The environments there are: those that ship with the fixtures, a file of the user's laid over them, and variables over
 * both. Nothing can take the protection from a server that is protected as shipped.
 */
final class Profiles {
    private static final String SHIPPED = "environments.yaml";
    private static final String ENVIRONMENTS = "environments";
    private static final String IDENTITY = "identity";

    private Profiles() {}

    /**
     * @param config a file of the user's
     * @param variables what stands for the environment's variables
     * @throws FixtureException if a profile is not right; the message names file, line and key
     */
    static Map<String, Environment> read(Optional<Path> config, Contract contract, Map<String, String> variables) {
        Document shipped = Document.ofResource(SHIPPED);
        Map<String, Environment> standard = environments(shipped, contract);
        Document file =
                config.map(path -> Document.ofFile(path).over(shipped.node())).orElse(shipped);
        Document own = config.map(Document::ofFile).orElse(shipped);
        known(own);
        Document overridden = file.with(Overrides.applied((ObjectNode) file.node(), variables));
        Map<String, Environment> environments = environments(overridden, contract);
        environments.values().forEach(environment -> keepsProtection(environment, standard));
        return environments;
    }

    private static void known(Document file) {
        file.only(Nearest::hint, List.of(ENVIRONMENTS, IDENTITY));
        if (file.node().has(ENVIRONMENTS)) {
            Document profiles = file.child(ENVIRONMENTS);
            profiles.node().propertyNames().forEach(name -> profiles.child(name).only(Nearest::hint, Profile.KEYS));
        }
    }

    private static Map<String, Environment> environments(Document file, Contract contract) {
        Document profiles = file.child(ENVIRONMENTS);
        Reserved reserved = Reserved.load();
        Map<String, Environment> environments = new LinkedHashMap<>();
        for (String name : profiles.node().propertyNames()) {
            Document profile = profiles.child(name);
            Document identity = profile.node().has(IDENTITY) ? profile.child(IDENTITY) : file.child(IDENTITY);
            environments.put(name, new Profile(profile, contract, reserved).read(name, identity));
        }
        return environments;
    }

    private static void keepsProtection(Environment environment, Map<String, Environment> standard) {
        Optional<Environment> guarded = standard.values().stream()
                .filter(shipped -> shipped.guarded() && shipped.sameServer(environment.baseUrl()))
                .findFirst();
        if (!environment.guarded() && guarded.isPresent()) {
            throw new FixtureException("the environment '" + environment.name() + "' is at "
                    + environment.baseUrl() + ", the server of " + guarded.get().name()
                    + ": it has to be 'protected: true'");
        }
    }

    /** What variables such as {@code INSTANTSTREAM_STAGING_BASE_URL} say about profiles. */
    private static final class Overrides {
        private static final String PREFIX = "INSTANTSTREAM_";

        static JsonNode applied(ObjectNode file, Map<String, String> variables) {
            ObjectNode changed = file.deepCopy();
            for (Map.Entry<String, JsonNode> profile :
                    changed.path(ENVIRONMENTS).properties()) {
                String prefix = PREFIX + upper(profile.getKey()) + "_";
                variables.forEach((name, value) -> {
                    if (name.startsWith(prefix)
                            && profile.getValue() instanceof ObjectNode node
                            && !isKey(file, name)) {
                        apply(node, name, name.substring(prefix.length()), value);
                    }
                });
            }
            return changed;
        }

        private static boolean isKey(JsonNode file, String variable) {
            return file.path(ENVIRONMENTS).properties().stream()
                    .flatMap(profile -> profile.getValue().path("keys").properties().stream())
                    .anyMatch(key -> key.getValue().asString("").equals(variable));
        }

        private static void apply(ObjectNode profile, String variable, String key, String value) {
            Optional<String> path = Profile.BY_VARIABLE.stream()
                    .filter(known -> upper(known).equals(key))
                    .findFirst();
            if (path.isEmpty()) {
                refuse(variable, key);
                return;
            }
            String[] steps = path.get().split("/");
            ObjectNode at = profile;
            for (int i = 0; i < steps.length - 1; i++) {
                at = at.withObject("/" + steps[i]);
            }
            String last = steps[steps.length - 1];
            if (value.matches("\\d{1,9}")) {
                at.put(last, Integer.parseInt(value));
            } else {
                at.put(last, value);
            }
            if (last.equals("baseUrl")) {
                profile.remove("server");
            }
        }

        private static void refuse(String variable, String key) {
            List<String> fixed = Profile.KEYS.stream().map(Overrides::upper).toList();
            if (fixed.contains(key)) {
                throw new UsageException(variable + ": only a file may change that; use --config");
            }
            List<String> known =
                    Profile.BY_VARIABLE.stream().map(Overrides::upper).toList();
            if (Nearest.hint(key, known).startsWith("did you mean")) {
                throw new UsageException(variable + " changes nothing; " + Nearest.hint(key, known));
            }
        }

        /** {@code baseUrl} as {@code BASE_URL}, {@code budget/streams} as {@code BUDGET_STREAMS}. */
        private static String upper(String key) {
            return key.replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                    .replaceAll("[^A-Za-z0-9]", "_")
                    .toUpperCase(java.util.Locale.ROOT);
        }
    }
}
