package com.dropininc.instantstream.spec;

/**
 * A server of the API.
 *
 * @param environment {@code dev}, {@code staging} or {@code prod}
 * @param url base URL without a trailing slash, so that it joins with a path
 */
public record Server(String environment, String url, Provenance provenance) {}
