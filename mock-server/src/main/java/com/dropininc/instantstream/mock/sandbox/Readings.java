package com.dropininc.instantstream.mock.sandbox;

import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a sandbox reads what the owner's docs leave open. Immutable.
 *
 * @param byAmbiguity the reading taken of each ambiguity of the spec
 */
public record Readings(Map<String, String> byAmbiguity) {
    /** Takes both forms of a role and warns of one: no reading of the spec is that patient. */
    public static final String LENIENT = "lenient";

    private static final String ROLE_FORM = "role-form";

    /** The readings that the spec chose. */
    public static Readings chosen(Contract contract) {
        Map<String, String> chosen = new LinkedHashMap<>();
        contract.ambiguities().forEach((id, ambiguity) -> chosen.put(id, ambiguity.chosen()));
        if (takesBothForms(contract)) {
            chosen.replace(ROLE_FORM, LENIENT);
        }
        return new Readings(chosen);
    }

    /** The readings of an ambiguity that a mock can take. */
    public static List<String> possible(Contract contract, String ambiguity) {
        List<String> possible = new ArrayList<>(contract.ambiguity(ambiguity).possible());
        if (ambiguity.equals(ROLE_FORM) && takesBothForms(contract)) {
            possible.add(LENIENT);
        }
        return possible;
    }

    /** These readings, but those of others where the contract still knows them. */
    Readings keeping(Readings others, Contract contract) {
        Map<String, String> kept = new LinkedHashMap<>(others.byAmbiguity());
        kept.entrySet()
                .removeIf(reading -> !byAmbiguity.containsKey(reading.getKey())
                        || !possible(contract, reading.getKey()).contains(reading.getValue()));
        return with(kept, contract);
    }

    /**
     * These readings, with some of them changed.
     *
     * @throws InvalidSetting if there is no such ambiguity or reading
     */
    public Readings with(Map<String, String> changes, Contract contract) {
        Map<String, String> changed = new LinkedHashMap<>(byAmbiguity);
        changes.forEach((id, reading) -> {
            if (!byAmbiguity.containsKey(id)) {
                throw new InvalidSetting(
                        "/readings/" + id,
                        "the spec has no ambiguity '" + id + "'; " + Nearest.hint(id, byAmbiguity.keySet()));
            }
            List<String> possible = possible(contract, id);
            if (!possible.contains(reading)) {
                throw new InvalidSetting(
                        "/readings/" + id,
                        "the mock cannot read " + id + " as '" + reading + "'; " + Nearest.hint(reading, possible));
            }
            changed.put(id, reading);
        });
        return new Readings(changed);
    }

    private static boolean takesBothForms(Contract contract) {
        return contract.schemas().component("RoleOrRoles").path("oneOf").size() > 1;
    }

    /** The contract as it is when it is read so. */
    Contract of(Contract contract) {
        Map<String, String> others = new LinkedHashMap<>();
        Map<String, String> asItIs = chosen(contract).byAmbiguity;
        byAmbiguity.forEach((id, reading) -> {
            if (!reading.equals(asItIs.get(id))) {
                others.put(id, reading);
            }
        });
        return contract.reading(others);
    }
}
