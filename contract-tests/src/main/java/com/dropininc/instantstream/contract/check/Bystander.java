package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.verdict.NotJudged;
import com.dropininc.instantstream.spec.Lifecycle;
import com.dropininc.instantstream.spec.Rule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A stream of an account that no check touches, with a chat, and one that the same account has pending. One for each
 * class of checks: whatever a check does, they have to stay as they are. For one thread.
 */
final class Bystander {
    /** What is seen of it at one moment. */
    private record View(Snapshot stream, List<Map<String, JsonNode>> pending) {}

    private final Optional<Live> streaming;
    private Optional<View> last = Optional.empty();

    private Bystander(Optional<Live> streaming) {
        this.streaming = streaming;
    }

    /** Makes one; without effect on a target that cannot even do that, which other checks report. */
    static Bystander of(Bench bench) {
        Optional<Live> made = Optional.empty();
        try {
            Live live = bench.request();
            made = Optional.of(live);
            bench.setUp(bench.call("startStream", live));
            bench.setUp(bench.call("saveChat", live));
            bench.setUp(bench.call("saveChat", live));
            bench.requestLike(live);
        } catch (NotJudged e) {
            if (e.why() == NotJudged.Cause.TARGET || e.why() == NotJudged.Cause.WEATHER) {
                throw e;
            }
        }
        Bystander bystander = new Bystander(made);
        bystander.last = bystander.view(bench);
        if (bystander.last.filter(view -> view.pending().isEmpty()).isPresent()) {
            // The list may lag behind the request.
            bench.session().lag().shows(() -> {
                bystander.last = bystander.view(bench);
                return bystander.last.filter(view -> !view.pending().isEmpty()).isPresent();
            });
        }
        return bystander;
    }

    void hasToBeUnchanged(Bench bench) {
        if (last.isEmpty() || old(bench.contract().lifecycle())) {
            return;
        }
        Optional<View> now = view(bench);
        List<String> changes = new ArrayList<>();
        now.ifPresent(view -> {
            changes.addAll(last.get().stream().changes(view.stream(), Set.of()));
            if (!view.pending().equals(last.get().pending())) {
                changes.add("its pending list: " + last.get().pending().size() + " became "
                        + view.pending().size());
            }
        });
        last = now;
        if (!changes.isEmpty()) {
            Rule rule = bench.contract().rule(bench.onlyRefused() ? "refusal-changes-nothing" : "writes-only-its-own");
            changes.replaceAll(change -> "an uninvolved stream, " + change);
            bench.found(Frame.unchanged(rule, bench.subjects(), changes, Optional.empty()));
        }
    }

    /** So old that time itself may soon end what it has pending. */
    boolean old(Lifecycle lifecycle) {
        return streaming.filter(live -> live.old(lifecycle)).isPresent();
    }

    private Optional<View> view(Bench bench) {
        try {
            return streaming.map(live -> {
                Snapshot stream = bench.frame().take(live);
                Set<Map<String, JsonNode>> pending = new LinkedHashSet<>();
                live.account().ifPresent(account -> {
                    Call list = bench.call("getPending", live);
                    Answer answer = bench.raw(list);
                    answer.items().forEach(item -> pending.add(Known.stream(bench.contract(), item)));
                });
                return new View(stream, List.copyOf(pending));
            });
        } catch (NotJudged e) {
            if (e.why() == NotJudged.Cause.TARGET || e.why() == NotJudged.Cause.WEATHER) {
                throw e;
            }
            return Optional.empty();
        }
    }
}
