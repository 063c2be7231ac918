package com.dropininc.instantstream.mock.store;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file of a {@link FileStore}: one SQLite table of rows, each with its checksum. For one thread at a time. */
final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    /** Of what stands in the file; a file of another one is not touched. */
    private static final int FORMAT = 1;

    private final Connection connection;
    private final PreparedStatement put;
    private final PreparedStatement remove;
    private final PreparedStatement clear;

    private Database(Connection connection) throws SQLException {
        this.connection = connection;
        put = connection.prepareStatement("insert or replace into rows values (?, ?, ?, ?)");
        remove = connection.prepareStatement("delete from rows where sandbox = ? and key = ?");
        clear = connection.prepareStatement("delete from rows where sandbox = ?");
    }

    /**
     * @throws SQLException if the file is damaged
     */
    static Database open(Path file) throws SQLException {
        boolean fresh = !Files.exists(file);
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma locking_mode = exclusive");
            // A commit is a write to the log beside the file, which is flushed only when it is merged into the file.
            statement.execute("pragma journal_mode = wal");
            statement.execute("pragma synchronous = normal");
            if (fresh) {
                statement.execute("pragma user_version = " + FORMAT);
                statement.execute("create table rows (sandbox text, key text, value text, sum integer,"
                        + " primary key (sandbox, key)) without rowid");
            }
            expect(statement, "pragma quick_check", "ok");
            expect(statement, "pragma user_version", String.valueOf(FORMAT));
            connection.setAutoCommit(false);
            return new Database(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static void expect(Statement statement, String question, String answer) throws SQLException {
        try (ResultSet result = statement.executeQuery(question)) {
            String found = result.next() ? result.getString(1) : "nothing";
            if (!found.equals(answer)) {
                throw new SQLException(question + " says " + found);
            }
        }
    }

    /**
     * All rows by sandbox.
     *
     * @throws SQLException if one of them is not what was written
     */
    Map<String, List<Row>> rows() throws SQLException {
        Map<String, List<Row>> rows = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet all = statement.executeQuery("select sandbox, key, value, sum from rows")) {
            while (all.next()) {
                String sandbox = all.getString(1);
                Row row = new Row(all.getString(2), all.getString(3), 0);
                if (all.getLong(4) != sum(sandbox, row)) {
                    throw new SQLException("the checksum of " + sandbox + " " + row.key() + " is wrong");
                }
                rows.computeIfAbsent(sandbox, id -> new ArrayList<>()).add(row);
            }
        }
        connection.commit();
        return rows;
    }

    private static long sum(String sandbox, Row row) {
        CRC32 sum = new CRC32();
        sum.update((sandbox + " " + row.key() + " " + row.value()).getBytes(StandardCharsets.UTF_8));
        return sum.getValue();
    }

    /** Writes all of the changes, or none. */
    void write(List<Change> changes) throws SQLException {
        try {
            for (Change change : changes) {
                write(change);
            }
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        }
    }

    private void write(Change change) throws SQLException {
        if (change.anew()) {
            clear.setString(1, change.sandbox());
            clear.executeUpdate();
        }
        for (Row row : change.rows()) {
            PreparedStatement statement = row.value() == null ? remove : put;
            statement.setString(1, change.sandbox());
            statement.setString(2, row.key());
            if (row.value() != null) {
                statement.setString(3, row.value());
                statement.setLong(4, sum(change.sandbox(), row));
            }
            statement.executeUpdate();
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.warn("the file of the state could not be closed; the next start goes on from its log", e);
        }
    }
}
