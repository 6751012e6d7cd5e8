package dev.migrate.dialect;

import static dev.migrate.Columns.*;

import dev.migrate.Identity;
import dev.migrate.Operations;

/** What {@link OperationSamples} leaves out: the parameters of operations, many in one sample. */
final class OperationParameters {

    private OperationParameters() {}

    static void parametersOfColumns(Operations op) {
        op.createTable(
                "things",
                column("id", integer())
                        .identity(
                                op.dialect() == POSTGRESQL
                                        ? Identity.alwaysGenerated().startWith(10).incrementBy(2)
                                        : Identity.byDefault())
                        .primaryKey(),
                column("code", varchar(20))
                        .notNull()
                        .collate(op.dialect() == POSTGRESQL ? "C" : op.dialect() == SQLITE ? "NOCASE" : "utf8mb4_bin"),
                column("size", integer()).defaultExpression("1 + 1").check("size > 0"),
                column("twice", integer()).generatedStored("size * 2"),
                column("parent", integer())
                        .references(foreignKey("fk_things_parent", "parent")
                                .references("things", "id")
                                .onDelete(RESTRICT)
                                .onUpdate(CASCADE)));
        op.addColumn("things", column("label", varchar(30)).defaultValue("it's").comment("on the box"))
                .ifNotExists();
        op.addColumn("things", column("label", varchar(30))).ifNotExists();
    }

    static void parametersOfIdentity(Operations op) {
        op.on(POSTGRESQL, o -> {
            o.createTable("things", column("id", integer()).notNull(), column("no", bigint()).identity());
            o.alterColumn("things", "id").identity(Identity.byDefault().startWith(7).incrementBy(3));
            o.alterColumn("things", "no").dropIdentity();
            o.alterColumn("users", "id").identity(Identity.alwaysGenerated().startWith(9));
            o.alterColumn("orders", "id")
                    .identity(Identity.alwaysGenerated())
                    .was(column("id", integer()).identity());
        });
        op.on(MYSQL, o -> {
            o.createTable("things", column("id", integer()).notNull().primaryKey());
            o.alterColumn("things", "id").identity(Identity.byDefault().startWith(7));
        });
        op.on(MARIADB, o -> {
            o.createTable("things", column("id", integer()).identity().primaryKey());
            o.alterColumn("things", "id").dropIdentity();
            o.createTable("words", column("word", text()));
            o.addColumn("words", column("id", integer()).identity(Identity.byDefault().startWith(7)).primaryKey());
        });
        op.on(SQLITE, o -> {
            o.createTable("things", column("id", integer()).primaryKey());
            o.alterColumn("things", "id").identity();
        });
    }

    static void parametersOfGenerated(Operations op) {
        op.createTable(
                "things",
                column("id", integer()).primaryKey(),
                column("size", integer()),
                column("twice", integer()).generatedStored("size * 2"));
        op.alterColumn("things", "twice").dropGenerated();
        op.on(MYSQL, o -> o.addColumn("things", column("thrice", integer()).generatedVirtual("size * 3")));
        op.on(MARIADB, o -> o.addColumn("things", column("thrice", integer()).generatedVirtual("size * 3")));
        op.on(SQLITE, o -> o.addColumn("things", column("thrice", integer()).generatedVirtual("size * 3")));
    }

    static void parametersOfAlterColumn(Operations op) {
        op.createTable(
                "things",
                column("id", integer()).identity().primaryKey(),
                column("code", varchar(20)).notNull().defaultValue("7").comment("kept"),
                column("at", timestamp()).defaultExpression("CURRENT_TIMESTAMP"));
        op.alterColumn("things", "code")
                .collate(op.dialect() == POSTGRESQL ? "C" : op.dialect() == SQLITE ? "NOCASE" : "utf8mb4_bin");
        op.on(POSTGRESQL, o -> o.alterColumn("things", "code")
                .type(integer())
                .using("code::integer")
                .defaultValue(8)
                .nullable(true));
        op.on(POSTGRESQL, o -> {
            o.createTable("words", column("kept", varchar(5)).collate("C"), column("lost", varchar(5)).collate("C"));
            o.alterColumn("words", "kept").type(varchar(9));
            o.alterColumn("words", "lost").collate(null);
        });
        op.on(SQLITE, o -> {
            o.createTable("rows", column("id", integer()).primaryKey());
            o.alterColumn("rows", "id").type(bigint());
            o.createTable("words", column("id", integer()).primaryKey());
            o.alterColumn("words", "id").type(text());
        });
        op.alterColumn("things", "at").defaultExpression("NULL").comment(null);
        op.alterColumn("things", "id").type(bigint());
    }

    static void parametersOfPlaces(Operations op) {
        op.on(MYSQL, o -> o.addColumn("users", column("first_one", integer())).first());
        op.on(MARIADB, o -> o.addColumn("users", column("behind", integer())).after("email"));
        op.on(SQLITE, o -> {
            o.addColumn("users", column("first_one", integer())).first();
            o.addColumn("users", column("behind", integer())).after("email");
        });
    }

    static void parametersOfTable(Operations op) {
        op.on(POSTGRESQL, o -> {
            o.createTable("days", column("day", date()).notNull(), primaryKey("pk_days", "day"))
                    .partitionBy("RANGE (day)");
            o.createTable("quick", column("a", integer()))
                    .unlogged()
                    .tablespace("pg_default")
                    .option("fillfactor", "70")
                    .comment("it's quick");
            o.alterTable("orders").option("fillfactor", "80");
        });
        for (var kind : java.util.List.of(MYSQL, MARIADB)) {
            op.on(kind, o -> {
                o.createTable("quick", column("a", varchar(5)))
                        .engine("MyISAM")
                        .charset("utf8mb4")
                        .collate("utf8mb4_bin")
                        .option("ROW_FORMAT", "DYNAMIC")
                        .comment("it's quick");
                o.createTable("slow", column("a", varchar(5)));
                o.alterTable("slow").collate("utf8mb4_bin").option("ROW_FORMAT", "COMPRESSED");
            });
        }
        op.on(SQLITE, o -> {
            o.createTable("quick", column("a", nativeType("INTEGER")).primaryKey(), column("b", text()))
                    .strict()
                    .withoutRowid();
        });
        op.createTable("users", column("nothing", integer())).ifNotExists();
    }

    static void parametersOfIndexes(Operations op) {
        op.on(POSTGRESQL, o -> {
            o.createIndex(
                            "ix_all",
                            "users",
                            key("email").collate("C").opclass("varchar_pattern_ops").desc().nullsLast(),
                            key("age").nullsFirst())
                    .using("btree")
                    .unique()
                    .include("name")
                    .where("age > 1")
                    .with("fillfactor", "70")
                    .tablespace("pg_default")
                    .ifNotExists();
            o.createIndex("ix_hash", "users", "name").using("hash");
        });
        op.on(MYSQL, o -> o.createIndex("ix_all", "users", key("email").prefix(5), key("age").desc())
                .using("BTREE"));
        op.on(MARIADB, o -> {
            o.createIndex("ix_all", "users", key("email").prefix(5), key("age").desc())
                    .using("BTREE")
                    .ifNotExists();
            o.createIndex("ix_all", "users", "email").ifNotExists();
        });
        op.on(SQLITE, o -> o.createIndex("ix_all", "users", key("email").collate("NOCASE").desc(), key("age").asc())
                .unique()
                .where("age > 1")
                .ifNotExists());
    }

    static void parametersOfConstraints(Operations op) {
        op.createTable(
                "parts",
                column("a", integer()).notNull(),
                column("b", integer()).notNull(),
                column("c", integer()),
                column("d", integer()),
                primaryKey("pk_parts", "a", "b"));
        boolean deferring = op.dialect() == POSTGRESQL;
        var key = op.createForeignKey("fk_parts_parts", "parts", "c", "d")
                .references("parts", "a", "b")
                .onDelete(op.dialect() == POSTGRESQL || op.dialect() == SQLITE ? SET_DEFAULT : SET_NULL)
                .onUpdate(RESTRICT);
        if (op.dialect() == POSTGRESQL || op.dialect() == SQLITE) {
            key.deferrable().initiallyDeferred();
        }
        if (deferring) {
            key.match("FULL").notValid();
            op.createUniqueConstraint("uq_parts", "parts", "c").initiallyDeferred();
            op.createCheckConstraint("ck_parts", "parts", "c > 0").notValid();
            op.createExcludeConstraint(
                    "parts",
                    exclude("ex_parts")
                            .with("int4range(c, d)", "&&")
                            .using("gist")
                            .where("c < d")
                            .initiallyDeferred());
        }
    }

    static void parametersOfDrops(Operations op) {
        op.dropConstraint("no_such", "users").ifExists();
        op.dropColumn("users", "no_such").ifExists();
        op.dropTable("no_such").ifExists();
        op.dropView("no_such").ifExists();
        op.dropIndex("no_such", "users");
        op.dropTrigger("no_such", "users").ifExists();
        op.on(POSTGRESQL, o -> {
            o.createView("names", "SELECT name FROM users");
            o.dropColumn("users", "name").cascade();
            o.dropConstraint("users_pkey", "users").cascade();
            o.dropSequence("no_such").ifExists().cascade();
            o.dropFunction("no_such", "").ifExists();
            o.dropEnum("no_such").ifExists();
            o.dropDomain("no_such").ifExists();
            o.dropMaterializedView("no_such").ifExists();
            o.dropSchema("no_such").ifExists().cascade();
        });
    }

    static void parametersOfSequences(Operations op) {
        if (op.dialect() == MYSQL || op.dialect() == SQLITE) {
            return;
        }
        op.createSequence("ticket")
                .startWith(6)
                .incrementBy(2)
                .minValue(2)
                .maxValue(1000)
                .cache(5)
                .cycle(true)
                .ifNotExists();
        op.createSequence("coupon");
        op.alterSequence("coupon").incrementBy(3).minValue(1).maxValue(99).cache(4).cycle(true).restartWith(50);
        op.on(POSTGRESQL, o -> o.alterSequence("coupon").startWith(9).ownedBy("users.age"));
        op.renameSequence("coupon", "voucher");
    }

    static void parametersOfViews(Operations op) {
        op.createView("everyone", "SELECT id, email FROM users").columns("no", "mail");
        if (op.dialect() != SQLITE) {
            op.createView("grown", "SELECT id, age FROM users WHERE age > 17").withCheckOption();
        }
        op.on(POSTGRESQL, o -> {
            o.createMaterializedView("totals", "SELECT id, age FROM users").columns("no", "years").withNoData().ifNotExists();
            o.createIndex("ux_totals", "totals", "no").unique();
            o.renameMaterializedView("totals", "sums");
        });
    }

    static void parametersOfTypes(Operations op) {
        op.on(POSTGRESQL, o -> {
            o.createEnum("mood", "low", "high");
            o.addEnumValue("mood", "middle").after("low").ifNotExists();
            o.addEnumValue("mood", "lowest").before("low");
            o.renameEnumValue("mood", "high", "highest");
            o.renameEnum("mood", "level");
            o.createDomain("share", decimal(5, 2)).notNull().defaultValue(1).check("VALUE <= 100");
            o.createDomain("stamp", timestampTz()).defaultExpression("now()");
            o.renameDomain("share", "part");
        });
    }

    static void parametersOfTriggers(Operations op) {
        op.on(SQLITE, o -> {
            o.createView("everyone", "SELECT id, email FROM users");
            o.createTrigger("everyone_gone", "everyone").insteadOf().delete().body("DELETE FROM users WHERE id = OLD.id;");
        });
        op.on(POSTGRESQL, o -> {
            o.createFunction("gone", "", "trigger")
                    .language("plpgsql")
                    .option("SECURITY DEFINER")
                    .orReplace()
                    .body("BEGIN RETURN OLD; END");
            o.createView("everyone", "SELECT id, email FROM users");
            o.createTrigger("everyone_gone", "everyone").insteadOf().delete().executes("gone()");
            o.createTrigger("users_gone", "users").after().delete().update("name", "age").forEachStatement().executes("gone()");
        });
        op.on(MARIADB, o -> o.createTrigger("users_gone", "users").after().delete().orReplace().body("SET @a = 1;"));
        op.on(MYSQL, o -> o.createTrigger("users_gone", "users").before().delete().body("SET @a = 1;"));
    }
}
