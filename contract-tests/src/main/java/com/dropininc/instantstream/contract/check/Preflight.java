package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.exchange.Expectation;
import com.dropininc.instantstream.contract.verdict.CheckInfo;
import com.dropininc.instantstream.contract.verdict.NotJudged;
import com.dropininc.instantstream.spec.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the target can be judged at all: it answers, and it knows the key. */
public final class Preflight {
    private static final Set<Integer> GATEWAY = Set.of(502, 503, 504);

    private static final int PROXY_REFUSES = 407;
    private static final Pattern TITLE = Pattern.compile("(?is)<title>([^<]{1,60})");

    private Preflight() {}

    /** Why the target cannot be judged, if so. Gets to know it too: some forty calls in all. */
    public static Optional<String> obstacle(Session session) {
        Bench bench =
                session.bench(new CheckInfo("preflight", CheckInfo.IN_PASSING, "the target can be judged", List.of()));
        try {
            List<Answer> answers = new ArrayList<>();
            for (Call call : calls(session, bench)) {
                answers.add(session.exchange().call(call, new Expectation.Anything(), finding -> {}));
            }
            Optional<String> obstacle = obstacle(session, answers);
            if (obstacle.isEmpty()) {
                Learning.about(session);
            }
            return obstacle;
        } catch (NotJudged e) {
            return Optional.of(e.getMessage());
        }
    }

    private static List<Call> calls(Session session, Bench bench) {
        Operation pending = session.contract().operation("getPending");
        Call list = bench.call(pending)
                .parameter(
                        pending.parameters().get(0).name(), bench.identities().word("nobody"));
        return List.of(list, bench.call(session.contract().operation("requestStream")));
    }

    private static Optional<String> obstacle(Session session, List<Answer> answers) {
        String url = session.target().baseUrl();
        if (answers.stream().allMatch(answer -> answer.status() == 401 || answer.status() == 403)) {
            return Optional.of(url + " refuses the key in " + bareName(session) + " with "
                    + answers.get(0).status() + ": is it a key of this environment?");
        }
        if (answers.stream().allMatch(answer -> GATEWAY.contains(answer.status()))) {
            return Optional.of(url + " is not available, its gateway answers "
                    + answers.get(0).status());
        }
        if (answers.stream().allMatch(answer -> answer.status() / 100 == 3)) {
            return Optional.of(url + " redirects every call to "
                    + answers.get(0).header("Location").orElse("nowhere") + ": is the base URL right?");
        }
        if (answers.stream().allMatch(answer -> answer.status() == PROXY_REFUSES)) {
            return Optional.of("the proxy on the way to " + url + " refuses with " + PROXY_REFUSES);
        }
        String page = answers.get(0).text().strip();
        boolean same = answers.stream().allMatch(answer -> answer.text().strip().equals(page));
        if (same && page.startsWith("<")) {
            return Optional.of(url + " answers every call with the same page" + title(page)
                    + ": is the base URL right, and is there a login on the way?");
        }
        return Optional.empty();
    }

    private static String title(String page) {
        Matcher title = TITLE.matcher(page);
        return title.find() ? ", '" + title.group(1).replaceAll("[\\p{Cntrl}\\s]+", " ") + "'" : "";
    }

    private static String bareName(Session session) {
        return session.target().keys().main().toString();
    }
}
