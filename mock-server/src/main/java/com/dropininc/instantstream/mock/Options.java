package com.dropininc.instantstream.mock;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Adds options to a command, and gives what was said for each once the command line has been parsed. Annotations would
 * say the same, but to read them by reflection took a tenth of a start.
 */
final class Options {
    private final CommandSpec command;

    Options(CommandSpec command) {
        this.command = command;
    }

    /** An option with a value. */
    <T> Supplier<Optional<T>> one(String name, String label, Class<T> type, String description) {
        return one(OptionSpec.builder(name).paramLabel(label).type(type).description(description));
    }

    /** An option with a value of a kind of its own. */
    <T> Supplier<Optional<T>> one(String name, String label, ITypeConverter<T> converter, String description) {
        return one(OptionSpec.builder(name)
                .paramLabel(label)
                .type(Object.class)
                .converters(converter)
                .description(description));
    }

    private <T> Supplier<Optional<T>> one(OptionSpec.Builder option) {
        OptionSpec added = add(option);
        return () -> Optional.ofNullable(added.getValue());
    }

    /** An option that can be there several times. */
    <T> Supplier<List<T>> repeated(String name, String label, Class<T> type, String description) {
        return list(
                OptionSpec.builder(name).paramLabel(label).auxiliaryTypes(type).description(description));
    }

    /** An option that can be there several times, each time with several values and commas between them. */
    Supplier<List<String>> separated(String name, String label, String description) {
        return list(OptionSpec.builder(name)
                .paramLabel(label)
                .auxiliaryTypes(String.class)
                .splitRegex(",")
                .description(description));
    }

    private <T> Supplier<List<T>> list(OptionSpec.Builder option) {
        OptionSpec added = add(option.type(List.class));
        return () -> Optional.<List<T>>ofNullable(added.getValue()).orElse(List.of());
    }

    /** An option that is there or not. */
    BooleanSupplier flag(String name, String description) {
        return flag(OptionSpec.builder(name).description(description));
    }

    /** An option that is there or not, and that no help names. */
    BooleanSupplier hidden(String name) {
        return flag(OptionSpec.builder(name).hidden(true));
    }

    private BooleanSupplier flag(OptionSpec.Builder option) {
        OptionSpec added = add(option.type(Boolean.class));
        return () -> Boolean.TRUE.equals(added.getValue());
    }

    /** The options that tell about the command itself. */
    void help() {
        add(OptionSpec.builder("-h", "--help").usageHelp(true).description("Show this help message and exit."));
        add(OptionSpec.builder("-V", "--version").versionHelp(true).description("Print version information and exit."));
    }

    private OptionSpec add(OptionSpec.Builder option) {
        OptionSpec built = option.build();
        command.addOption(built);
        return built;
    }
}
