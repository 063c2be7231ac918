package com.dropininc.instantstream.contract.exchange;

/** Names of the properties and fields that checks read or write; a test holds them against the spec. */
public final class Field {
    public static final String ACCOUNT = "account";
    public static final String AUTH = "auth";
    public static final String BUNDLE_ID = "bundleId";
    public static final String CHANNEL = "channel";
    public static final String CHANNEL_DATA = "channel_data";
    public static final String CHANNEL_NAME = "channel_name";
    public static final String CODE = "code";
    public static final String CREATED_AT = "createdAt";
    public static final String DEVICE_TOKEN = "deviceToken";
    public static final String DEVICE_TYPE = "deviceType";
    public static final String EMAIL = "email";
    public static final String ENDED_AT = "endedAt";
    public static final String ID = "id";
    public static final String EXPIRES_ON = "expiresOn";
    public static final String JOINED_AT = "joinedAt";
    public static final String LAST_PING_AT = "lastPingAt";
    public static final String LATITUDE = "latitude";
    public static final String LONGITUDE = "longitude";
    public static final String MESSAGE = "message";
    public static final String NOTIFIED = "notified";
    public static final String NOTIFY = "notify";
    public static final String PHONE = "phone";
    public static final String RECORDING = "recording";
    public static final String ROLE = "role";
    public static final String SHARED_SECRET = "shared_secret";
    public static final String SOCKET_ID = "socket_id";
    public static final String STARTED_AT = "startedAt";
    public static final String STATUS = "status";
    public static final String STREAM = "stream";
    public static final String TOKEN = "token";
    public static final String UPDATED_AT = "updatedAt";

    private Field() {}
}
