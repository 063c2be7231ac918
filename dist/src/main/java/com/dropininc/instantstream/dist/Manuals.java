package com.dropininc.instantstream.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.AutoComplete;
import picocli.CommandLine;

/** Writes the man pages and the shell completion of every command; the build calls it. */
final class Manuals {
    private Manuals() {}

    /**
     * Writes {@code share/man/man1/*.1} and {@code share/bash-completion/completions/instantstream}.
     *
     * @param arguments the directory that holds {@code share}
     */
    public static void main(String[] arguments) throws IOException {
        Path share = Path.of(arguments[0], "share");
        CommandLine kit = Kit.commandLine();
        Path pages = Files.createDirectories(share.resolve("man/man1"));
        write(pages, kit);
        // One script for bash and zsh.
        Path completions = Files.createDirectories(share.resolve("bash-completion/completions"));
        Files.writeString(completions.resolve(kit.getCommandName()), AutoComplete.bash(kit.getCommandName(), kit));
    }

    private static void write(Path directory, CommandLine line) throws IOException {
        String name = line.getCommandSpec().qualifiedName("-");
        Files.writeString(directory.resolve(name + ".1"), ManPage.of(line));
        for (Map.Entry<String, CommandLine> command : line.getSubcommands().entrySet()) {
            if (!command.getValue().getCommandSpec().usageMessage().hidden()) {
                write(directory, command.getValue());
            }
        }
    }
}
