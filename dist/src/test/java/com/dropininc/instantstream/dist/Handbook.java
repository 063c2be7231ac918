package com.dropininc.instantstream.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** The Markdown of the repository: all that is read by people and not generated. */
final class Handbook {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Set<String> FOREIGN = Set.of("node_modules", "target", ".git", "contract-report");

    private Handbook() {}

    /** A fenced block: the word behind the fence, and what is in it. */
    record Block(String language, String text) {}

    /**
     * One page, taken apart.
     *
     * @param quoted what stands as code in its headings
     */
    record Page(
            Path file,
            List<String> links,
            Set<String> anchors,
            List<String> quoted,
            List<String> codes,
            List<Block> blocks) {
        Page(Path file) {
            this(file, new ArrayList<>(), new TreeSet<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        /** The one block of this language. */
        String block(String language) {
            List<Block> fitting = blocks.stream()
                    .filter(block -> block.language().equals(language))
                    .toList();
            if (fitting.size() != 1) {
                throw new AssertionError(file + " has " + fitting.size() + " blocks of " + language);
            }
            return fitting.get(0).text();
        }
    }

    static List<Page> pages() {
        return below(ROOT)
                .filter(file -> file.toString().endsWith(".md"))
                .map(Handbook::page)
                .toList();
    }

    private static Stream<Path> below(Path directory) {
        if (FOREIGN.contains(directory.getFileName().toString())) {
            return Stream.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList().stream().flatMap(file -> Files.isDirectory(file) ? below(file) : Stream.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Page page(String file) {
        return page(ROOT.resolve(file));
    }

    private static Page page(Path file) {
        Page page = new Page(file);
        IdGenerator ids = IdGenerator.builder().build();
        try {
            Parser.builder().build().parse(Files.readString(file)).accept(new AbstractVisitor() {
                @Override
                public void visit(Heading heading) {
                    page.anchors().add(ids.generateId(words(heading, page.quoted())));
                    visitChildren(heading);
                }

                @Override
                public void visit(Link link) {
                    page.links().add(link.getDestination());
                    visitChildren(link);
                }

                @Override
                public void visit(Code code) {
                    page.codes().add(code.getLiteral());
                }

                @Override
                public void visit(FencedCodeBlock block) {
                    page.blocks().add(new Block(block.getInfo(), block.getLiteral()));
                }
            });
            return page;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String words(Node heading, List<String> quoted) {
        StringBuilder words = new StringBuilder();
        heading.accept(new AbstractVisitor() {
            @Override
            public void visit(Text text) {
                words.append(text.getLiteral());
            }

            @Override
            public void visit(Code code) {
                quoted.add(code.getLiteral());
                words.append(code.getLiteral());
            }
        });
        return words.toString();
    }
}
