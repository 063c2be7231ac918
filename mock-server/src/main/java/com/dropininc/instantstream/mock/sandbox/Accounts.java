package com.dropininc.instantstream.mock.sandbox;

import com.dropininc.instantstream.fixtures.Account;
import com.dropininc.instantstream.mock.stream.StreamState;
import com.dropininc.instantstream.mock.stream.Streams;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * The viewer accounts of a sandbox: one for each phone number. An account is there while it has a stream; those that
 * were named to it, by the fixtures or by what was kept, always are. Safe to share between threads.
 */
public final class Accounts {
    private final Map<String, String> idByPhone = new ConcurrentHashMap<>();
    private final Set<String> named = ConcurrentHashMap.newKeySet();
    private final UnaryOperator<String> ids;
    private final Streams streams;

    /**
     * @param known those of the fixtures
     * @param ids makes the id of an account of its phone number, always the same
     * @param streams whose they are
     */
    Accounts(List<Account> known, UnaryOperator<String> ids, Streams streams) {
        this.ids = ids;
        this.streams = streams;
        known.forEach(account -> name(account.phone(), account.id()));
    }

    /** The account of a phone number, which is there as soon as it has a stream. */
    public String of(String phone) {
        String id = idByPhone.get(phone);
        return id == null ? ids.apply(phone) : id;
    }

    public boolean exists(String id) {
        return named.contains(id) || streams.areOf(id);
    }

    /** Ids by phone number, in the order of the numbers. */
    public Map<String, String> byPhone() {
        Map<String, String> all = new TreeMap<>(idByPhone);
        for (StreamState stream : streams.all()) {
            if (!named.contains(stream.request().account())) {
                all.put(phone(stream.request()), stream.request().account());
            }
        }
        return all;
    }

    /** Names the account of a phone number, unless it has that id anyway. */
    void add(String phone, String id) {
        if (!of(phone).equals(id)) {
            name(phone, id);
        }
    }

    private void name(String phone, String id) {
        idByPhone.put(phone, id);
        named.add(id);
    }

    /** Names the account of a stream that was kept. */
    void ofStream(StreamState.Request request) {
        if (!named.contains(request.account())) {
            add(phone(request), request.account());
        }
    }

    private static String phone(StreamState.Request request) {
        return request.phone().isEmpty() ? "nobody " + request.account() : request.phone();
    }
}
