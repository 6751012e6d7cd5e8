package dev.migrate.diff;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of Java, laid out within the width of a line. */
interface JavaPiece {

    /** The greatest length of a line. */
    int WIDTH = 120;

    /** Its text in one line; null where it takes several in any case. */
    @Nullable
    String flat();

    /**
     * Its text, in several lines where one does not hold it.
     *
     * @param indent the column at which its line begins
     * @param used how much of its first line is taken already
     * @param after how many characters stand behind its end
     */
    String broken(int indent, int used, int after);

    /** Its text, in one line where that holds it. */
    default String laid(int indent, int used, int after) {
        String flat = flat();
        return flat != null && used + flat.length() + after <= WIDTH ? flat : broken(indent, used, after);
    }

    /** The beginning of a new line. */
    static String line(int indent) {
        return "\n" + " ".repeat(indent);
    }

    /** Text that is not taken apart. */
    static JavaPiece of(String text) {
        return new Words(text);
    }

    /** A string. */
    static JavaPiece string(@Nullable String value) {
        return value == null ? of("null") : new JavaString(value);
    }

    /** Strings. */
    static List<JavaPiece> strings(List<String> values) {
        return values.stream().map(JavaPiece::string).toList();
    }

    /**
     * Text that is not taken apart.
     *
     * @param flat the text
     */
    record Words(String flat) implements JavaPiece {
        @Override
        public String broken(int indent, int used, int after) {
            return flat;
        }
    }

    /**
     * A function that is made of one expression.
     *
     * @param parameter its parameter
     * @param body the expression
     */
    record Lambda(String parameter, JavaPiece body) implements JavaPiece {
        @Override
        public @Nullable String flat() {
            String flat = body.flat();
            return flat == null ? null : parameter + " -> " + flat;
        }

        @Override
        public String broken(int indent, int used, int after) {
            String head = parameter + " -> ";
            return head + body.laid(indent, used + head.length(), after);
        }
    }

    /**
     * A function that is made of statements.
     *
     * @param parameter its parameter
     * @param statements the statements, without their semicolons
     */
    record Block(String parameter, List<? extends JavaPiece> statements) implements JavaPiece {
        /** Copies the statements. */
        public Block {
            statements = List.copyOf(statements);
        }

        @Override
        public @Nullable String flat() {
            return null;
        }

        @Override
        public String broken(int indent, int used, int after) {
            StringBuilder text = new StringBuilder(parameter).append(" -> {");
            for (JavaPiece statement : statements) {
                text.append(line(indent + 4))
                        .append(statement.laid(indent + 4, indent + 4, 1))
                        .append(';');
            }
            return text.append(line(indent)).append('}').toString();
        }
    }

    /**
     * Calls, one behind the other.
     *
     * @param calls the calls; the name of the first has what it is called on in front
     */
    record Chain(List<Call> calls) implements JavaPiece {

        /**
         * One call.
         *
         * @param name what is called
         * @param arguments with what
         */
        record Call(String name, List<JavaPiece> arguments) {
            /** Copies the arguments. */
            Call {
                arguments = List.copyOf(arguments);
            }
        }

        /** Copies the calls. */
        public Chain {
            calls = List.copyOf(calls);
        }

        /** A call. */
        static Chain of(String name, List<JavaPiece> arguments) {
            return new Chain(List.of(new Call(name, arguments)));
        }

        /** A call. */
        static Chain of(String name, JavaPiece... arguments) {
            return of(name, List.of(arguments));
        }

        /** The same with one more call. */
        Chain then(String name, List<JavaPiece> arguments) {
            var more = new ArrayList<>(calls);
            more.add(new Call(name, arguments));
            return new Chain(more);
        }

        /** The same with one more call. */
        Chain then(String name, JavaPiece... arguments) {
            return then(name, List.of(arguments));
        }

        /** The same with one more call where it is wanted. */
        Chain thenIf(boolean wanted, String name) {
            return wanted ? then(name) : this;
        }

        /** The same with one more call where there is a string for it. */
        Chain thenIf(@Nullable String value, String name) {
            return value == null ? this : then(name, string(value));
        }

        @Override
        public @Nullable String flat() {
            StringBuilder text = new StringBuilder();
            for (Call call : calls) {
                String arguments = flat(call.arguments());
                if (arguments == null) {
                    return null;
                }
                text.append(text.isEmpty() ? "" : ".")
                        .append(call.name())
                        .append('(')
                        .append(arguments)
                        .append(')');
            }
            return text.toString();
        }

        private static @Nullable String flat(List<JavaPiece> arguments) {
            var flat = new ArrayList<String>();
            for (JavaPiece argument : arguments) {
                String text = argument.flat();
                if (text == null) {
                    return null;
                }
                flat.add(text);
            }
            return String.join(", ", flat);
        }

        @Override
        public String broken(int indent, int used, int after) {
            boolean several = calls.size() > 1;
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < calls.size(); i++) {
                Call call = calls.get(i);
                int begin = i == 0 ? used : indent + 8;
                String head = (i == 0 ? "" : ".") + call.name() + "(";
                text.append(i == 0 ? "" : line(begin)).append(head);
                text.append(arguments(
                                call.arguments(),
                                several ? indent + 16 : indent + 8,
                                i == 0 ? indent : begin,
                                begin + head.length(),
                                i == calls.size() - 1 ? after + 1 : 1))
                        .append(')');
            }
            return text.toString();
        }

        private static String arguments(List<JavaPiece> arguments, int indent, int outer, int used, int after) {
            String flat = flat(arguments);
            if (flat != null && used + flat.length() + after <= WIDTH) {
                return flat;
            }
            int last = arguments.size() - 1;
            if (last >= 0 && arguments.get(last) instanceof Block block) {
                String before = flat(arguments.subList(0, last));
                if (before != null) {
                    return before + (last == 0 ? "" : ", ") + block.broken(outer, used, after);
                }
            }
            StringBuilder text = new StringBuilder();
            for (int i = 0; i <= last; i++) {
                text.append(line(indent))
                        .append(arguments.get(i).laid(indent, indent, i == last ? after : 1))
                        .append(i == last ? "" : ",");
            }
            return text.toString();
        }
    }
}
