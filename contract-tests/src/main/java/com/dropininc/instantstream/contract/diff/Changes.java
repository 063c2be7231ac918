package com.dropininc.instantstream.contract.diff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects changes. For one thread. */
final class Changes {
    private final Set<Change> found = new LinkedHashSet<>();
    private final ChangeCatalog catalog;

    private final Map<Direction, SchemaDiff> schemas = new EnumMap<>(Direction.class);

    Changes(ChangeCatalog catalog) {
        this.catalog = catalog;
        for (Direction direction : Direction.values()) {
            schemas.put(direction, new SchemaDiff(catalog, direction));
        }
    }

    SchemaDiff schemas(Direction direction) {
        return schemas.get(direction);
    }

    void add(String kind, String subject, String at, String detail, Change.Side... sides) {
        found.add(new Change(catalog.of(kind), subject, at, detail, sides[0], sides[1]));
    }

    /** The changes so far, the worst first, otherwise in the order of the document. */
    List<Change> all() {
        List<Change> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparing(Change::impact));
        return sorted;
    }
}
