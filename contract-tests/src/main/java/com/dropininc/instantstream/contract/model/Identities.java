package com.dropininc.instantstream.contract.model;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Distinct values for one run: none is a default, and no two are alike, so that a value in the wrong place shows. Safe
 * to share between threads.
 */
public final class Identities {
    /** Area codes 300 to 999, and the hundred lines of each that are reserved for fiction. */
    private static final int LINES = 100;

    private static final int FIRST_AREA = 300;
    private static final int THOUSAND = 1000;
    private static final int NUMBERS = 700 * LINES;

    private final List<String> usual;
    private volatile List<String> forms;
    private final String emailDomain;
    private final String run;
    private final long seed;
    private final int firstNumber;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger phones = new AtomicInteger();

    /**
     * @param phoneForm a number with {@code {area}} and {@code {line}} in it
     * @param seed tells runs apart
     */
    public Identities(String phoneForm, String emailDomain, long seed) {
        this.usual = List.of(phoneForm);
        this.forms = usual;
        this.emailDomain = emailDomain;
        this.seed = seed;
        Random random = new Random(seed);
        this.run = Integer.toString(random.nextInt(36 * 36 * 36 * 36), 36);
        this.firstNumber = random.nextInt(NUMBERS);
    }

    /** A number reserved for fiction that this run has not used before. */
    public String phone() {
        int number = (firstNumber + phones.incrementAndGet()) % NUMBERS;
        List<String> now = forms;
        return now.get(number / THOUSAND % now.size())
                .replace("{number}", String.format(Locale.ROOT, "%03d", number % THOUSAND))
                .replace("{area}", String.valueOf(FIRST_AREA + number / LINES))
                .replace("{line}", String.format(Locale.ROOT, "%02d", number % LINES));
    }

    /** Makes numbers of other forms from now on: {@code {number}} stands for three digits. */
    public void phones(List<String> others) {
        forms = others.isEmpty() ? usual : List.copyOf(others);
    }

    /** Whether the numbers are of the form that was asked for, which the target takes. */
    public boolean usual() {
        return forms.equals(usual);
    }

    public String email() {
        return word("caller") + "@" + emailDomain;
    }

    /** A decimal number of degrees that no other call of the run sends. */
    public String degrees() {
        int n = next.incrementAndGet();
        return String.format(Locale.ROOT, "%d.%06d", n % 80 + 1, 100_000 + n);
    }

    /** Its last digit is lost by whoever takes it for a number. */
    public String socketId() {
        return next.incrementAndGet() + "." + (700_000 + next.get()) + "0";
    }

    /** A word that nothing else in the run is called. */
    public String word(String stem) {
        return stem + "-" + run + "-" + next.incrementAndGet();
    }

    /** Whether a word of this run is in a text. */
    public boolean made(String text) {
        return text.contains("-" + run + "-");
    }

    /** What tells runs apart. */
    public long seed() {
        return seed;
    }
}
