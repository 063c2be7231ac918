package com.dropininc.instantstream.mock.sandbox;

import java.util.Set;

/**
 * Operations that a real environment answers in the mock's place.
 *
 * @param url its base URL without a trailing slash
 * @param operations operationIds
 */
public record PassOn(String url, Set<String> operations) {
    public PassOn {
        operations = Set.copyOf(operations);
    }
}
