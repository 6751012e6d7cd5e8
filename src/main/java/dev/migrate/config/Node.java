package dev.migrate.config;

import java.util.List;
import java.util.Optional;

/** A value of an environment's file with its place, whatever the format. */
sealed interface Node {

    /** Where the value begins. */
    Place place();

    /** What it is, in the user's words: {@code a string}, {@code a table}. */
    String what();

    /** The sorts of scalar. */
    enum Sort {
        STRING("a string"),
        NUMBER("a number"),
        BOOLEAN("a boolean"),
        NOTHING("without a value");

        private final String what;

        Sort(String what) {
            this.what = what;
        }
    }

    /** A single value; a number as it was written, as far as the format keeps that. */
    record Scalar(Sort sort, String text, Place place) implements Node {
        @Override
        public String what() {
            return sort.what;
        }
    }

    /** A list. */
    record Items(List<Node> values, Place place) implements Node {
        public Items {
            values = List.copyOf(values);
        }

        @Override
        public String what() {
            return "a list";
        }
    }

    /** A table, in the file's order. */
    record Table(List<Field> fields, Place place) implements Node {
        public Table {
            fields = List.copyOf(fields);
        }

        /** The field of that name. */
        Optional<Field> find(String name) {
            return fields.stream().filter(field -> field.name().equals(name)).findFirst();
        }

        /** The table of that name; empty where there is none, or where something else stands there. */
        Table table(String name) {
            return find(name)
                    .map(Field::value)
                    .filter(Table.class::isInstance)
                    .map(Table.class::cast)
                    .orElseGet(() -> new Table(List.of(), Place.NONE));
        }

        @Override
        public String what() {
            return "a table";
        }
    }

    /** A key with its value. */
    record Field(String name, Place keyPlace, Node value) {}
}
