package com.dropininc.instantstream.contract.verdict;

import java.util.Locale;

/** How a check ended. */
public enum Outcome {
    /** Every rule that the check looks at was kept. */
    PASSED,
    /** A rule that the owner's docs do not promise was broken. */
    DEVIATION,
    /** A documented rule was broken. */
    FAILED,
    /** It found something, and not the same again when it was made once more; never a pass. */
    FLAKY,
    /** Nothing was broken, but nothing was there to be broken either, such as an empty list; never a pass. */
    VACUOUS,
    /** The check could not be made; never a pass. */
    INCONCLUSIVE;

    /** The word that reports write. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
