package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.fixtures.FixtureException;
import com.dropininc.instantstream.mock.control.Watched;
import com.dropininc.instantstream.mock.sandbox.Feed;
import com.dropininc.instantstream.mock.sandbox.Sandboxes;
import com.dropininc.instantstream.spec.ContractException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the files that a developer edits. What has changed is read anew; what cannot be used is told, and what was
 * read before stays. One thread looks, any may ask.
 */
final class Reloads {
    private static final Logger LOG = LoggerFactory.getLogger(Reloads.class);

    private final List<Followed> followed = new ArrayList<>();
    private final Feed feed;

    /** Reads something; answers what is wrong with a part of it that could be left as it was. */
    interface Reading {
        List<String> read();
    }

    /** Files that are read together. */
    private static final class Followed {
        private final String what;
        private final Supplier<List<Path>> files;
        private final Reading reading;
        private Map<Path, String> seen;
        private volatile Watched state;

        Followed(String what, String path, Supplier<List<Path>> files, Reading reading) {
            this.what = what;
            this.files = files;
            this.reading = reading;
            this.seen = stamps(files);
            this.state = new Watched(what, path, Instant.now(), Optional.empty());
        }

        private static Map<Path, String> stamps(Supplier<List<Path>> files) {
            Map<Path, String> stamps = new TreeMap<>();
            files.get().forEach(file -> stamps.put(file, stamp(file)));
            return stamps;
        }

        private static String stamp(Path file) {
            try {
                return Files.getLastModifiedTime(file) + " " + Files.size(file);
            } catch (IOException e) {
                return "gone";
            }
        }
    }

    Reloads(Feed feed) {
        this.feed = feed;
    }

    /**
     * Follows files that have just been read.
     *
     * @param what a word for them
     * @param path the file or directory that a person would name
     */
    void follow(String what, String path, Supplier<List<Path>> files, Reading reading) {
        followed.add(new Followed(what, path, files, reading));
    }

    /** What is followed, and how it stands. */
    List<Watched> state() {
        return followed.stream().map(one -> one.state).toList();
    }

    /** Reads what has changed since the last look. */
    void look() {
        followed.forEach(this::look);
    }

    private void look(Followed one) {
        try {
            Map<Path, String> now = Followed.stamps(one.files);
            if (now.equals(one.seen)) {
                return;
            }
            one.seen = now;
            tell(one, one.reading.read());
        } catch (ContractException | FixtureException e) {
            tell(one, List.of(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("bug in the mock: it cannot say what is wrong with {}", one.state.path(), e);
            tell(one, List.of(one.state.path() + " cannot be used: " + e));
        }
    }

    private void tell(Followed one, List<String> problems) {
        if (problems.isEmpty()) {
            one.state = new Watched(one.what, one.state.path(), Instant.now(), Optional.empty());
            LOG.info("{} read anew from {}", one.what, one.state.path());
        } else {
            String problem = String.join("; ", problems);
            if (one.state.problem().filter(problem::equals).isPresent()) {
                return;
            }
            one.state = new Watched(one.what, one.state.path(), one.state.read(), Optional.of(problem));
            LOG.warn("{}; what was read before stays in use", problem);
        }
        feed.tell(
                "files",
                Sandboxes.DEFAULT,
                Map.of("what", one.what, "problem", one.state.problem().orElse("")));
    }
}
