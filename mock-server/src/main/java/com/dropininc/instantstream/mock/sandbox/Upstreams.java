package com.dropininc.instantstream.mock.sandbox;

import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Nearest;
import com.dropininc.instantstream.spec.Server;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * To which real environments a mock may pass calls on: to the servers of the spec, and to those that whoever started it
 * has named. No request can name another. Immutable.
 *
 * @param allowed base URLs beside the spec's
 * @param withKey whether the mock has a key for them
 */
public record Upstreams(Contract contract, List<String> allowed, boolean withKey) {
    /** Stands for every operation. */
    public static final String ALL = "all";

    /**
     * Passes operations on to a server.
     *
     * @param server its base URL, or the name that the spec gives its environment
     * @param operations operationIds, or {@link #ALL}
     * @throws InvalidSetting if that server may not be called, or if there is no such operation
     */
    public PassOn passing(String server, Collection<String> operations) {
        String wanted = contract.servers().stream()
                .filter(known -> known.environment().equals(server))
                .map(Server::url)
                .findFirst()
                .orElse(server);
        Set<String> known = new LinkedHashSet<>();
        contract.servers().forEach(one -> known.add(bare(one.url())));
        allowed.forEach(url -> known.add(bare(url)));
        if (!known.contains(bare(wanted))) {
            throw new InvalidSetting(
                    "/upstream/url",
                    "calls may be passed on to " + String.join(", ", known)
                            + " only; start the mock with --upstream-allow URL for another");
        }
        if (!withKey) {
            throw new InvalidSetting(
                    "/upstream",
                    "the mock has no key for a real environment: start it with INSTANTSTREAM_UPSTREAM_APIKEY set");
        }
        Set<String> ids = contract.operations().keySet();
        Set<String> chosen = new LinkedHashSet<>();
        for (String operation : operations) {
            if (!operation.equals(ALL) && !ids.contains(operation)) {
                throw new InvalidSetting(
                        "/upstream/operations",
                        "there is no operation '" + operation + "'; " + Nearest.hint(operation, ids));
            }
            chosen.addAll(operation.equals(ALL) ? ids : Set.of(operation));
        }
        if (chosen.isEmpty()) {
            throw new InvalidSetting(
                    "/upstream/operations", "say which operations are passed on: their ids, or " + ALL);
        }
        return new PassOn(bare(wanted), chosen);
    }

    private static String bare(String url) {
        return url.endsWith("/") ? bare(url.substring(0, url.length() - 1)) : url;
    }
}
