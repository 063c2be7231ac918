package com.dropininc.instantstream.mock.sandbox;

import com.dropininc.instantstream.fixtures.Account;
import com.dropininc.instantstream.mock.stream.StreamState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The viewer accounts of a sandbox: one for each phone number. Safe to share between threads. */
public final class Accounts {
    private final Map<String, String> idByPhone = new ConcurrentHashMap<>();
    private final Map<String, String> phoneById = new ConcurrentHashMap<>();
    private final Set<String> known;
    private final UnaryOperator<String> ids;
    private final boolean kept;

    /**
     * @param ids makes the id of an account of its phone number
     * @param kept whether an account is opened by what is kept of its first stream, and not before
     */
    Accounts(List<Account> known, UnaryOperator<String> ids, boolean kept) {
        this.ids = ids;
        this.kept = kept;
        this.known = known.stream().map(Account::id).collect(Collectors.toUnmodifiableSet());
        known.forEach(account -> add(account.phone(), account.id()));
    }

    /** The account of a phone number, which is opened when there is none. */
    public String of(String phone) {
        String open = idByPhone.get(phone);
        if (open != null || kept) {
            return open != null ? open : ids.apply(phone);
        }
        return idByPhone.computeIfAbsent(phone, number -> {
            String id = ids.apply(phone);
            phoneById.put(id, phone);
            return id;
        });
    }

    /** Opens the account of a stream, if there is none yet. */
    void ofStream(StreamState.Request request) {
        if (!phoneById.containsKey(request.account())) {
            add(request.phone().isEmpty() ? "nobody " + request.account() : request.phone(), request.account());
        }
    }

    public boolean exists(String id) {
        return phoneById.containsKey(id);
    }

    /** Ids by phone number, in the order of the numbers. */
    public Map<String, String> byPhone() {
        return new TreeMap<>(idByPhone);
    }

    /** Forgets an account that has no stream any more; those that were there from the start stay. */
    void forget(String id) {
        if (!known.contains(id)) {
            Optional.ofNullable(phoneById.remove(id)).ifPresent(phone -> idByPhone.remove(phone, id));
        }
    }

    void add(String phone, String id) {
        idByPhone.put(phone, id);
        phoneById.put(id, phone);
    }
}
