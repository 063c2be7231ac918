package com.dropininc.instantstream.contract.verdict;

import java.util.Locale;

/** How a check ended. */
public enum Outcome {
    /** Every rule that the check looks at was kept. */
    KEPT,
    /** A rule that the owner's docs do not promise was broken. */
    DEVIATION,
    /** A documented rule was broken. */
    BROKEN,
    /** It found something, and not the same again when it was made once more; never a pass. */
    UNSTABLE,
    /** Nothing was broken, but nothing was there to be broken either, such as an empty list; never a pass. */
    VACUOUS,
    /** The check could not be made; never a pass. */
    NOT_JUDGED;

    /** The word that reports write. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
