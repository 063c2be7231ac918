package com.dropininc.instantstream.spec;

import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/** What a YAML file of a user's may not do, before anything is made of it. */
public final class YamlBounds {
    /** Ten times the spec; a parser takes seconds for a line of some megabytes. */
    public static final int MOST_CHARACTERS = 1 << 20;

    /** A star where a value may begin: an alias, or an innocent text that a closer look has to tell from one. */
    private static final Pattern MAYBE_ALIAS = Pattern.compile("(?m)(?:^|[\\s\\[{,:?-])\\*[^\\s\\[\\]{},]");

    private YamlBounds() {}

    /**
     * Why the text may not be read; empty when it may. Aliases would be read as plain texts, silently, and expanding
     * them is how a small file becomes a huge one.
     */
    public static Optional<String> objection(String text) {
        if (text.length() > MOST_CHARACTERS) {
            return Optional.of("has more than " + MOST_CHARACTERS + " characters, the most that a YAML file may have");
        }
        return MAYBE_ALIAS.matcher(text).find() ? alias(text) : Optional.empty();
    }

    private static Optional<String> alias(String text) {
        try (JsonParser parser = YAMLMapper.shared().createParser(text)) {
            while (parser.nextToken() != null) {
                if (((YAMLParser) parser).isCurrentAlias()) {
                    return Optional.of("has an alias, *" + parser.getString() + ", at line "
                            + parser.currentTokenLocation().getLineNr() + ": aliases are not taken, write it out");
                }
            }
            return Optional.empty();
        } catch (JacksonException malformed) {
            // Whoever reads it next says what is wrong, and where.
            return Optional.empty();
        }
    }
}
