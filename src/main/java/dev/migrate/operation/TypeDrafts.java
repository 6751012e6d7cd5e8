package dev.migrate.operation;

import dev.migrate.Default;
import dev.migrate.DomainCreation;
import dev.migrate.EnumValueAddition;
import dev.migrate.ExtensionCreation;
import dev.migrate.ObjectCreation;
import dev.migrate.Type;
import dev.migrate.ViewRefresh;
import org.jspecify.annotations.Nullable;

/** Schemas, views filled anew, words of enumerations, extensions and domains on the way. */
final class TypeDrafts {

    private TypeDrafts() {}

    static final class Schema extends Draft implements ObjectCreation {
        private final String name;
        private boolean ifNotExists;

        Schema(String name) {
            this.name = name;
        }

        @Override
        Operation operation() {
            return new CreateSchema(name, ifNotExists);
        }

        @Override
        public ObjectCreation ifNotExists() {
            open();
            ifNotExists = true;
            return this;
        }
    }

    static final class Refresh extends Draft implements ViewRefresh {
        private final ObjectName view;
        private boolean concurrently;

        Refresh(ObjectName view) {
            this.view = view;
        }

        @Override
        Operation operation() {
            return new RefreshView(view, concurrently);
        }

        @Override
        public ViewRefresh concurrently() {
            open();
            concurrently = true;
            return this;
        }
    }

    static final class EnumValue extends Draft implements EnumValueAddition {
        private final ObjectName type;
        private final String value;
        private @Nullable String before;
        private @Nullable String after;
        private boolean ifNotExists;

        EnumValue(ObjectName type, String value) {
            this.type = type;
            this.value = value;
        }

        @Override
        Operation operation() {
            return new AddEnumValue(type, value, before, after, ifNotExists);
        }

        @Override
        public EnumValueAddition before(String other) {
            open();
            before = other;
            after = null;
            return this;
        }

        @Override
        public EnumValueAddition after(String other) {
            open();
            after = other;
            before = null;
            return this;
        }

        @Override
        public EnumValueAddition ifNotExists() {
            open();
            ifNotExists = true;
            return this;
        }
    }

    static final class Extension extends Draft implements ExtensionCreation {
        private final String name;
        private @Nullable String schema;
        private @Nullable String version;
        private boolean cascade;
        private boolean ifNotExists;

        Extension(String name) {
            this.name = name;
        }

        @Override
        Operation operation() {
            return new CreateExtension(name, schema, version, cascade, ifNotExists);
        }

        @Override
        public ExtensionCreation ifNotExists() {
            open();
            ifNotExists = true;
            return this;
        }

        @Override
        public ExtensionCreation schema(String where) {
            open();
            schema = where;
            return this;
        }

        @Override
        public ExtensionCreation version(String which) {
            open();
            version = which;
            return this;
        }

        @Override
        public ExtensionCreation cascade() {
            open();
            cascade = true;
            return this;
        }
    }

    static final class Domain extends Draft implements DomainCreation {
        private final ObjectName name;
        private final Type type;
        private boolean nullable = true;
        private @Nullable Default initial;
        private @Nullable String condition;

        Domain(ObjectName name, Type type) {
            this.name = name;
            this.type = type;
        }

        @Override
        Operation operation() {
            return new CreateDomain(name, type, nullable, initial, condition);
        }

        @Override
        public DomainCreation notNull() {
            open();
            nullable = false;
            return this;
        }

        @Override
        public DomainCreation defaultValue(@Nullable Object value) {
            open();
            initial = new Default.Value(value);
            return this;
        }

        @Override
        public DomainCreation defaultExpression(String sql) {
            open();
            initial = new Default.Expression(sql);
            return this;
        }

        @Override
        public DomainCreation check(String rule) {
            open();
            condition = rule;
            return this;
        }
    }
}
