package com.dropininc.instantstream.contract.exchange;

import com.dropininc.instantstream.fixtures.Document;
import com.dropininc.instantstream.fixtures.FixtureException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Phone numbers and mail addresses that are kept free of subscribers. Immutable.
 *
 * @param forms how numbers of some ranges are made, with {@code {number}} for three digits
 */
public record Reserved(List<Pattern> phones, List<Pattern> emails, List<String> forms) {
    /** Fewer digits reach nobody. */
    private static final int SHORTEST_NUMBER = 3;

    /** Reads the list that ships with the fixtures. */
    public static Reserved load() {
        Document file = Document.ofResource("reserved.yaml").only("phones", "emails");
        return new Reserved(
                file.list("phones", (range, i) -> pattern(range)),
                file.list("emails", (domain, i) -> pattern(domain)),
                file.list("phones", (range, i) -> range.optionalText("form")).stream()
                        .flatMap(Optional::stream)
                        .toList());
    }

    private static Pattern pattern(Document range) {
        range.only("pattern", "form", "source").text("source");
        try {
            return Pattern.compile(range.text("pattern"), Pattern.CASE_INSENSITIVE);
        } catch (PatternSyntaxException e) {
            throw new FixtureException(range.where() + ": " + e.getDescription(), e);
        }
    }

    /** Whether a number belongs to nobody. */
    public boolean phone(String phone) {
        return phones.stream().anyMatch(range -> range.matcher(phone).matches());
    }

    /** Whether an address belongs to nobody. */
    public boolean email(String email) {
        return emails.stream().anyMatch(domain -> domain.matcher(email).matches());
    }

    /** Whether a text, well-formed or not, could reach somebody by phone. */
    boolean reachesByPhone(String text) {
        return !phone(text) && text.chars().filter(Character::isDigit).count() >= SHORTEST_NUMBER;
    }

    /** Whether a text, well-formed or not, could reach somebody by mail. */
    boolean reachesByMail(String text) {
        return text.contains("@") && !email(text);
    }
}
