package com.dropininc.instantstream.mock.realtime;

import com.dropininc.instantstream.mock.realtime.Connection.SignedInUser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which user is signed in on which connections, and who watches whom. Thread-safe. */
final class Users {
    private final Map<String, Set<Connection>> online = new HashMap<>();
    private final Map<String, Set<Connection>> watchers = new HashMap<>();
    private final Map<Connection, List<String>> watched = new HashMap<>();

    /** Signs a user in on a connection, and tells it and its watchers who is there. */
    synchronized void signedIn(Connection connection, SignedInUser user, List<String> watchlist) {
        boolean arrived = !online.containsKey(user.id());
        online.computeIfAbsent(user.id(), id -> new LinkedHashSet<>()).add(connection);
        if (!watchlist.isEmpty()) {
            watch(connection, watchlist);
        }
        if (arrived) {
            tellWatchers(user.id(), Frames.watchlist(List.of(user.id()), List.of()), connection);
        }
    }

    private void watch(Connection connection, List<String> ids) {
        List<String> here = new ArrayList<>();
        List<String> away = new ArrayList<>();
        unwatch(connection);
        watched.put(connection, ids);
        for (String id : ids) {
            watchers.computeIfAbsent(id, watchedId -> new LinkedHashSet<>()).add(connection);
            (online.containsKey(id) ? here : away).add(id);
        }
        connection.send(Frames.watchlist(here, away));
    }

    private void unwatch(Connection connection) {
        List<String> ids = watched.remove(connection);
        if (ids == null) {
            return;
        }
        for (String id : ids) {
            Set<Connection> of = watchers.get(id);
            if (of != null && of.remove(connection) && of.isEmpty()) {
                watchers.remove(id);
            }
        }
    }

    /** Forgets a connection; the user is null if none had signed in. */
    synchronized void signedOut(Connection connection, SignedInUser user) {
        if (user == null) {
            return;
        }
        unwatch(connection);
        Set<Connection> mine = online.get(user.id());
        if (mine == null || !mine.remove(connection) || !mine.isEmpty()) {
            return;
        }
        online.remove(user.id());
        tellWatchers(user.id(), Frames.watchlist(List.of(), List.of(user.id())), connection);
    }

    private void tellWatchers(String userId, byte[] frame, Connection except) {
        for (Connection watcher : watchers.getOrDefault(userId, Set.of())) {
            if (watcher != except) {
                watcher.send(frame);
            }
        }
    }

    synchronized List<Connection> connectionsOf(String userId) {
        return List.copyOf(online.getOrDefault(userId, Set.of()));
    }
}
