package com.dropininc.instantstream.contract.exchange;

import com.dropininc.instantstream.spec.Provenance;
import com.dropininc.instantstream.spec.Refusal;
import com.dropininc.instantstream.spec.Rule;
import java.util.Optional;

/** What the contract says about the answer to a call, before it is sent. */
public sealed interface Expectation {
    /**
     * It succeeds.
     *
     * @param rule the rule that is broken if it does not
     * @param provenance of that, for this very call
     */
    record Success(Rule rule, Provenance provenance) implements Expectation {}

    /**
     * It is refused.
     *
     * @param refusal how
     * @param never the rule that is broken if it succeeds; the refusal's own when empty
     * @param provenance of {@code never}, for this very call
     * @param of what earns it beside the request, such as the state of the stream
     */
    record Refused(Refusal refusal, Optional<Rule> never, Optional<Provenance> provenance, Optional<String> of)
            implements Expectation {
        public Refused(Refusal refusal, Optional<Rule> never, Optional<Provenance> provenance) {
            this(refusal, never, provenance, Optional.empty());
        }

        /** The same, earned by this. */
        public Refused of(String cause) {
            return new Refused(refusal, never, provenance, Optional.of(cause));
        }
    }

    /** Whatever it is, it is no server error. */
    record Anything() implements Expectation {}
}
