package com.dropininc.instantstream.contract.report;

/** The verdict as a small picture that needs nothing beside it. */
final class Badge {
    private static final int LABEL = 66;
    private static final int LETTER = 7;

    private Badge() {}

    static String of(Run run) {
        String word = JsonReport.word(run.verdict().word());
        String colour = switch (run.verdict().word()) {
            case PASSED -> "#1a7f4b";
            case FAILED -> "#b3261e";
            case INCONCLUSIVE -> "#5b6675";
        };
        int right = word.length() * LETTER + 14;
        int width = LABEL + right;
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="20" role="img" aria-label="contract: %2$s">
                <title>contract: %2$s</title>
                <rect width="%1$d" height="20" rx="4" fill="%3$s"/>
                <path d="M4 0H%4$dV20H4a4 4 0 0 1-4-4V4a4 4 0 0 1 4-4z" fill="#39424e"/>
                <g fill="#fff" font-family="DejaVu Sans,Verdana,sans-serif" font-size="11" text-anchor="middle">
                <text x="%5$d" y="14">contract</text><text x="%6$d" y="14">%2$s</text>
                </g></svg>
                """.formatted(width, word, colour, LABEL, LABEL / 2, LABEL + right / 2);
    }
}
