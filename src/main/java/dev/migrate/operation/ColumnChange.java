package dev.migrate.operation;

import dev.migrate.Column;
import dev.migrate.Default;
import dev.migrate.Generated;
import dev.migrate.Identity;
import dev.migrate.Type;
import org.jspecify.annotations.Nullable;

/**
 * What changes of a column; what is null stays.
 *
 * @param name its new name
 * @param type its new type
 * @param using how PostgreSQL makes the new values out of the old
 * @param nullable whether it takes NULL
 * @param initial its default, or none
 * @param comment its comment, or none
 * @param collation its collation, or the database's own
 * @param identity how it numbers rows, or that it does not
 * @param generated how it is computed, or that it is not
 */
public record ColumnChange(
        @Nullable String name,
        @Nullable Type type,
        @Nullable String using,
        @Nullable Boolean nullable,
        @Nullable Change<Default> initial,
        @Nullable Change<String> comment,
        @Nullable Change<String> collation,
        @Nullable Change<Identity> identity,
        @Nullable Change<Generated> generated) {

    /** Whether nothing but the name changes. */
    public boolean onlyRenames() {
        return definitionUnchanged() && comment == null;
    }

    /** Whether nothing changes but the name and the comment. */
    public boolean definitionUnchanged() {
        return type == null
                && nullable == null
                && initial == null
                && collation == null
                && identity == null
                && generated == null;
    }

    /** The column as it is behind the change. */
    public Column apply(Column before) {
        return new Column(
                name == null ? before.name() : name,
                type == null ? before.type() : type,
                nullable == null ? before.isNullable() : nullable,
                initial == null ? before.initial() : initial.to(),
                identity == null ? before.counter() : identity.to(),
                before.isPrimaryKey(),
                before.isUnique(),
                comment == null ? before.remark() : comment.to(),
                collation == null ? before.collation() : collation.to(),
                generated == null ? before.formula() : generated.to(),
                before.condition(),
                before.reference());
    }

    /** What brings back a column. */
    ColumnChange back(Column before) {
        return new ColumnChange(
                name == null ? null : before.name(),
                type == null ? null : before.type(),
                null,
                nullable == null ? null : before.isNullable(),
                initial == null ? null : new Change<>(before.initial()),
                comment == null ? null : new Change<>(before.remark()),
                collation == null ? null : new Change<>(before.collation()),
                identity == null ? null : new Change<>(before.counter()),
                generated == null ? null : new Change<>(before.formula()));
    }
}
