package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Field;
import com.dropininc.instantstream.contract.model.Pairwise;
import com.dropininc.instantstream.contract.model.Step;
import com.dropininc.instantstream.contract.model.Steps;
import com.dropininc.instantstream.contract.model.StreamModel;
import com.dropininc.instantstream.contract.model.Tours;
import com.dropininc.instantstream.contract.verdict.Guarantee;
import com.dropininc.instantstream.contract.verdict.NotJudged;
import com.dropininc.instantstream.spec.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** Walks through the life of a stream, each step predicted by the model of the lifecycle. */
final class WalkChecks {
    private static final String REQUEST = "requestStream";
    private static final String PING = "pingStream";

    private static final int LENGTH = 14;

    @Check(
            id = "walk-every-pair-of-acts",
            rules = {
                "lifecycle-allowed",
                "lifecycle-refused",
                "answer-is-current",
                "instants-of-state",
                "media-while-streaming"
            })
    void every_act_after_every_other_does_what_its_row_says(Bench bench) {
        Steps steps = steps(bench);
        Tours tours = new Tours(bench.contract().lifecycle(), steps.acts());
        List<Walks.Walk> walks = new ArrayList<>();
        for (List<String> acts : tours.walks()) {
            List<Step> taken = new ArrayList<>();
            String state = bench.contract().lifecycle().initial();
            for (String act : acts) {
                taken.add(steps.next(state, act));
                state = tours.after(state, act);
            }
            walks.add(new Walks.Walk(steps.request(REQUEST, notifies(bench)), taken));
        }
        boolean whole = Walks.taken(bench, walks);
        if (whole && steps.leftOut().isEmpty()) {
            int taken = walks.stream().mapToInt(walk -> walk.steps().size()).sum();
            bench.session().collected().guarantees(guarantee(tours, walks.size(), taken));
        }
        nothingLeftOut(steps);
    }

    private static Guarantee guarantee(Tours tours, int walks, int steps) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        numbers.put("pairs of consecutive acts", tours.covered().size());
        numbers.put("walks", walks);
        numbers.put("steps", steps);
        Set<String> states =
                tours.covered().stream().map(Tours.Pair::state).collect(Collectors.toCollection(LinkedHashSet::new));
        return new Guarantee(
                "Every act was taken after every other one in the states " + String.join(", ", states)
                        + ", allowed or refused, and the stream read after each: complete for a target that has these"
                        + " states and at most one more.",
                List.of(
                        "What a call does depends on the state of its stream, not on how often it was called.",
                        "A read tells the state by which the target acts; legal and illegal acts after each read would"
                                + " show if it did not.",
                        "Streams behave alike: what holds for one token holds for others."),
                numbers);
    }

    @Check(
            id = "walk-refused-in-every-state",
            rules = {"refusal-changes-nothing", "key-required", "key-unknown-refused"})
    void a_call_with_a_flaw_is_refused_in_every_state_and_changes_nothing(Bench bench) {
        Steps steps = steps(bench);
        List<Walks.Walk> walks = new ArrayList<>();
        for (String state : bench.contract().lifecycle().states().keySet()) {
            Optional<List<String>> path = bench.session().paths().to(state);
            if (path.isPresent()) {
                List<Step> taken = new ArrayList<>();
                path.get().forEach(act -> taken.add(steps.next("on the way to " + state, act)));
                for (String act : steps.acts()) {
                    for (Step.Flaw flaw : List.of(Step.Flaw.NO_KEY, Step.Flaw.UNKNOWN_KEY, Step.Flaw.INVALID_BODY)) {
                        taken.add(steps.next(state, act).flawed(flaw));
                    }
                }
                walks.add(new Walks.Walk(steps.request(REQUEST, false), taken));
            }
        }
        Walks.taken(bench, walks);
        nothingLeftOut(steps);
    }

    @Check(
            id = "walk-pairs-of-choices",
            rules = {"device-of-role", "notify-effect", "role-of-start", "fields-kept"})
    void whatever_is_chosen_together_a_stream_keeps_what_it_was_told(Bench bench) {
        Map<String, List<String>> factors = new LinkedHashMap<>();
        factors.put("notify", notifies(bench) ? List.of("true", "false") : List.of("false"));
        factors.put("request", devices());
        factors.put("update", devices());
        factors.put("updated", List.of("while pending", "while streaming", "never"));
        factors.put("start", devices());
        factors.put("starter", List.of("", "0", "1"));
        factors.put("joins", List.of("no", "yes", "again"));
        factors.put("deviceType", List.of("0", "1"));
        factors.put("chat", List.of("0", "1", "3"));
        factors.put("record", List.of("no", "yes", "twice"));
        Steps steps = steps(bench);
        factors.put("ping", steps.acts().contains(PING) ? List.of("no", "yes") : List.of("no"));
        factors.put("end", List.of("stop 0", "stop 1", "none", "cancel first 0", "cancel first 1"));
        List<Walks.Walk> walks = new ArrayList<>();
        for (Map<String, String> row :
                Pairwise.of(factors, new Random(bench.identities().seed()))) {
            walks.add(new Lives(bench.roles(), row).walk());
        }
        Walks.taken(bench, walks);
        nothingLeftOut(steps);
    }

    private static List<String> devices() {
        return List.of(
                "",
                Field.DEVICE_TOKEN,
                Field.DEVICE_TYPE + "," + Field.BUNDLE_ID,
                String.join(",", StreamModel.DEVICE));
    }

    /** A life of a stream as one combination of choices has it. */
    private record Lives(List<String> roles, Map<String, String> row) {
        Walks.Walk walk() {
            List<Step> steps = new ArrayList<>();
            update(steps, "while pending");
            if (row.get("end").startsWith("cancel")) {
                steps.add(Step.bare("cancelStream", role(row.get("end").substring("cancel first ".length()))));
                return new Walks.Walk(first(), steps);
            }
            Optional<String> starter = role(row.get("starter"));
            steps.add(step("startStream", starter, "start", 1));
            if (!row.get("joins").equals("no")) {
                boolean again = row.get("joins").equals("again");
                int side = roles.indexOf(starter.orElse(roles.get(0)));
                steps.add(step("startStream", Optional.of(roles.get(again ? side : 1 - side)), "update", 0));
            }
            update(steps, "while streaming");
            streaming(steps);
            if (row.get("end").startsWith("stop")) {
                steps.add(Step.bare("stopStream", role(row.get("end").substring("stop ".length()))));
            }
            return new Walks.Walk(first(), steps);
        }

        private void streaming(List<Step> steps) {
            for (int i = 0; i < Integer.parseInt(row.get("chat")); i++) {
                steps.add(Step.bare("saveChat", Optional.of(roles.get((i + 1) % 2))));
            }
            if (!row.get("record").equals("no")) {
                steps.add(Step.bare("recordStream", Optional.empty()));
            }
            if (row.get("ping").equals("yes")) {
                steps.add(Step.bare(PING, Optional.empty()));
            }
            if (row.get("record").equals("twice")) {
                steps.add(Step.bare("recordStream", Optional.empty()));
            }
        }

        private void update(List<Step> steps, String when) {
            if (row.get("updated").equals(when)) {
                steps.add(step("updateDealerDevice", Optional.empty(), "update", 0));
            }
        }

        private Step first() {
            Step step = step(REQUEST, Optional.empty(), "request", 1);
            boolean notify = row.get("notify").equals("true");
            return new Step(
                    REQUEST, Optional.empty(), step.fields(), step.deviceType(), Optional.empty(), notify, step.flaw());
        }

        private Step step(String operation, Optional<String> role, String fields, int turn) {
            Set<String> sent = new LinkedHashSet<>(List.of(row.get(fields).split(",")));
            sent.remove("");
            int type = Integer.parseInt(row.get("deviceType")) + turn;
            return new Step(operation, role, sent, type, Optional.empty(), false, Step.Flaw.NONE);
        }

        private Optional<String> role(String side) {
            return side.isEmpty() ? Optional.empty() : Optional.of(roles.get(Integer.parseInt(side)));
        }
    }

    @Check(
            id = "walk-by-chance",
            rules = {"lifecycle-allowed", "lifecycle-refused", "writes-only-its-own"})
    void walks_by_chance_do_what_the_model_says(Bench bench) {
        if (bench.session().walks() == 0) {
            throw new NotJudged(NotJudged.Cause.MEANS, "no walk by chance was asked for");
        }
        Steps steps = steps(bench);
        List<Walks.Walk> walks = new ArrayList<>();
        for (int i = 0; i < bench.session().walks(); i++) {
            walks.add(new Walks.Walk(steps.request(REQUEST, notifies(bench)), steps.walk(LENGTH)));
        }
        Walks.taken(bench, walks);
        nothingLeftOut(steps);
    }

    /** What was walked counts; the check did not come to its end where an act had no key. */
    private static void nothingLeftOut(Steps steps) {
        if (!steps.leftOut().isEmpty()) {
            Operation without = steps.leftOut().get(0);
            throw new NotJudged(
                    NotJudged.Cause.MEANS,
                    "no step called " + without.id() + ", which needs a key of kind "
                            + String.join(" or ", without.keyKinds()));
        }
    }

    private static Steps steps(Bench bench) {
        return new Steps(
                bench.contract(),
                bench.keys().byKind().keySet(),
                bench.identities().seed());
    }

    private static boolean notifies(Bench bench) {
        return !bench.session().target().guarded();
    }
}
