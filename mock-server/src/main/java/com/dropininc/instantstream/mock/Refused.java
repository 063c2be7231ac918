package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.spec.Provenance;
import java.util.Optional;

/**
 * One thing that is wrong with a request.
 *
 * @param refusal id of a refusal of the spec
 * @param where part of the request and place in it, such as {@code body /email}
 * @param what what is wrong there, for a person
 * @param provenance where the broken rule comes from, when it is another than the refusal's own
 */
record Refused(String refusal, String where, String what, Optional<Provenance> provenance) {
    static Refused of(String refusal, String where, String what) {
        return new Refused(refusal, where, what, Optional.empty());
    }
}
