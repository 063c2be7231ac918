package com.dropininc.instantstream.spec;

import java.util.Collection;
import java.util.Comparator;

/** The word that was most likely meant. */
public final class Nearest {
    /** Nobody mistypes a longer word; comparing it whole would cost a stranger nothing and the mock much. */
    private static final int LONGEST = 100;

    private Nearest() {}

    /** A sentence that offers the nearest of the words, and all of them: {@code did you mean 'x'? known: x, y}. */
    public static String hint(String word, Collection<String> words) {
        String known = "known: " + String.join(", ", words);
        return words.stream()
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)))
                .filter(candidate -> distance(word, candidate) <= Math.max(2, word.length() / 3))
                .map(candidate -> "did you mean '" + candidate + "'? " + known)
                .orElse(known);
    }

    /** Levenshtein's distance, letter case apart; what a long word has beyond its beginning counts letter by letter. */
    public static int distance(String a, String b) {
        int beyond = Math.max(0, a.length() - LONGEST) + Math.max(0, b.length() - LONGEST);
        return beyond + between(head(a), head(b));
    }

    private static String head(String word) {
        return word.length() <= LONGEST ? word : word.substring(0, LONGEST);
    }

    private static int between(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int same = sameLetter(a.charAt(i - 1), b.charAt(j - 1)) ? 0 : 1;
                int best = Math.min(Math.min(row[j], row[j - 1]) + 1, diagonal + same);
                diagonal = row[j];
                row[j] = best;
            }
        }
        return row[b.length()];
    }

    private static boolean sameLetter(char a, char b) {
        return Character.toLowerCase(a) == Character.toLowerCase(b);
    }
}
