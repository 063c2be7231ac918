package com.dropininc.instantstream.mock.store;

import io.lettuce.core.RedisURI;

/** Where a Redis is, without its password. */
record RedisAddress(RedisURI uri) {
    /**
     * @throws StoreException if the URL is none of a Redis
     */
    static RedisAddress of(String url) {
        try {
            RedisURI uri = RedisURI.create(url);
            if (uri.getHost() == null) {
                throw new IllegalArgumentException("no host");
            }
            return new RedisAddress(uri);
        } catch (IllegalArgumentException e) {
            // The text of the failure may hold the URL, and that a password.
            throw new StoreException(
                    "--store has to be the URL of one Redis, such as redis://127.0.0.1:6379/0; this one cannot be read",
                    null);
        }
    }

    @Override
    public String toString() {
        return uri.getHost() + ":" + uri.getPort() + "/" + uri.getDatabase();
    }
}
