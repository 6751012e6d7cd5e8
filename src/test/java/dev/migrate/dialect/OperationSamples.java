package dev.migrate.dialect;

import static dev.migrate.Columns.*;

import dev.migrate.Operations;
import java.time.Duration;

/** The examples of docs/operations.md, each run on each database. */
final class OperationSamples {

    private OperationSamples() {}

    /** What is there before each example. */
    static void before(Operations op) {
        op.createTable(
                "users",
                column("id", integer()).identity().primaryKey(),
                column("email", varchar(100)).notNull(),
                column("name", varchar(50)).defaultValue("nobody").comment("as printed"),
                column("age", integer()),
                unique("uq_users_email", "email"),
                check("ck_users_age", "age >= 0"),
                index("ix_users_name", "name"));
        op.createTable(
                "orders",
                column("id", integer()).identity().primaryKey(),
                column("user_id", integer()).notNull(),
                column("total", decimal(10, 2)).notNull().defaultValue(0),
                foreignKey("fk_orders_user", "user_id")
                        .references("users", "id")
                        .onDelete(CASCADE));
        op.bulkInsert(
                "users",
                row("email", "ada@example.org", "name", "Ada", "age", 36),
                row("email", "o'neil@example.org", "name", "O'Neil \\ co", "age", null));
        op.bulkInsert("orders", row("user_id", 1, "total", 5), row("user_id", 2, "total", 7));
    }

    static void createTable(Operations op) {
        op.createTable(
                        "invoices",
                        column("id", identity()).primaryKey(),
                        column("number", varchar(20)).notNull().unique(),
                        column("user_id", integer()).notNull().references("users", "id"),
                        column("paid", bool()).notNull().defaultValue(false),
                        column("net", decimal(10, 2)).notNull().check("net >= 0"),
                        column("gross", decimal(10, 2)).generatedStored("net * 1.2"),
                        column("created_at", timestamp()).defaultExpression("CURRENT_TIMESTAMP"),
                        index("ix_invoices_user", "user_id"))
                .comment("what is to be paid")
                .engine("InnoDB");
    }

    static void createTableTypes(Operations op) {
        op.createEnum("mood", "happy", "it's fine");
        op.createTable(
                "everything",
                column("c01", text()).defaultValue("it's"),
                column("c02", varchar(20)),
                column("c03", character(2)),
                column("c04", integer()),
                column("c05", bigint()),
                column("c06", smallint()),
                column("c07", bool()),
                column("c08", date()).defaultValue(java.time.LocalDate.of(2024, 1, 15)),
                column("c09", time()),
                column("c10", timestamp(6)).defaultExpression("CURRENT_TIMESTAMP"),
                column("c11", timestampTz()),
                column("c12", decimal(10, 2)).defaultValue(new java.math.BigDecimal("1.50")),
                column("c13", real()),
                column("c14", doublePrecision()),
                column("c15", uuid()),
                column("c16", json()),
                column("c17", jsonb()),
                column("c18", bytes()),
                column("c19", array(integer())),
                column("c20", enumeration("mood", "happy", "it's fine")),
                column("c21", interval()),
                column("c22", nativeType("varchar(7)")),
                primaryKey("pk_everything", "c04", "c05"));
    }

    static void dropTable(Operations op) {
        op.dropTable("orders")
                .was(
                        column("id", integer()).identity().primaryKey(),
                        column("user_id", integer()).notNull(),
                        column("total", decimal(10, 2)).notNull().defaultValue(0),
                        foreignKey("fk_orders_user", "user_id")
                                .references("users", "id")
                                .onDelete(CASCADE));
    }

    static void renameTable(Operations op) {
        op.renameTable("orders", "purchases");
    }

    static void commentOnTable(Operations op) {
        op.commentOnTable("users", "who may log in").was(null);
    }

    static void alterTable(Operations op) {
        op.alterTable("users").engine("InnoDB");
    }

    static void addColumn(Operations op) {
        op.addColumn("users", column("bio", text()));
        op.addColumn("users", column("login_count", integer()).notNull().defaultValue(0));
    }

    static void addColumnUnique(Operations op) {
        op.addColumn("users", column("nick", varchar(20)).unique());
    }

    static void addColumnReferences(Operations op) {
        op.addColumn(
                "users",
                column("boss_id", integer())
                        .references(foreignKey("fk_users_boss", "boss_id").references("users", "id")));
    }

    static void dropColumn(Operations op) {
        op.dropColumn("users", "name");
    }

    static void dropColumnReversible(Operations op) {
        op.dropColumn("orders", "total")
                .was(column("total", decimal(10, 2)).notNull().defaultValue(0));
    }

    static void alterColumnRename(Operations op) {
        op.alterColumn("users", "name").rename("full_name");
    }

    static void alterColumnType(Operations op) {
        op.alterColumn("users", "name")
                .type(varchar(200))
                .was(column("name", varchar(50)).defaultValue("nobody").comment("as printed"));
    }

    static void alterColumnNotNull(Operations op) {
        op.alterColumn("users", "email")
                .type(varchar(150))
                .nullable(true)
                .was(column("email", varchar(100)).notNull());
    }

    static void alterColumnDefault(Operations op) {
        op.alterColumn("users", "age").defaultValue(18).was(column("age", integer()));
    }

    static void alterColumnDropDefault(Operations op) {
        op.alterColumn("users", "name")
                .dropDefault()
                .was(column("name", varchar(50)).defaultValue("nobody").comment("as printed"));
    }

    static void alterColumnComment(Operations op) {
        op.alterColumn("users", "name")
                .comment("as it's spoken")
                .was(column("name", varchar(50)).defaultValue("nobody").comment("as printed"));
    }

    static void alterColumnEverything(Operations op) {
        op.alterColumn("users", "name")
                .rename("label")
                .type(varchar(80))
                .notNull()
                .defaultValue("none")
                .comment("on the door")
                .was(column("name", varchar(50)).defaultValue("nobody").comment("as printed"));
    }

    static void createIndex(Operations op) {
        op.createIndex("ix_users_age", "users", key("age").desc(), key("email"));
    }

    static void createIndexUnique(Operations op) {
        op.createIndex("ux_users_name", "users", "name", "email").unique();
    }

    static void createIndexPartial(Operations op) {
        op.createIndex("ix_users_grown", "users", "email").where("age >= 18");
    }

    static void createIndexExpression(Operations op) {
        op.createIndex("ix_users_lower", "users", expression("lower(email)"));
    }

    static void createIndexConcurrently(Operations op) {
        op.createIndex("ix_users_age", "users", "age").include("name").concurrently();
    }

    static void dropIndex(Operations op) {
        op.dropIndex("ix_users_name", "users").was(index("ix_users_name", "name"));
    }

    static void renameIndex(Operations op) {
        op.renameIndex("users", "ix_users_name", "ix_name");
    }

    static void createPrimaryKey(Operations op) {
        op.createTable(
                "tags", column("a", integer()).notNull(), column("b", integer()).notNull());
        op.createPrimaryKey("pk_tags", "tags", "a", "b");
    }

    static void dropPrimaryKey(Operations op) {
        op.createTable("tags", column("a", integer()).notNull(), primaryKey(null, "a"));
        op.dropPrimaryKey("tags").was(primaryKey(null, "a"));
    }

    static void createUniqueConstraint(Operations op) {
        op.createUniqueConstraint("uq_users_name", "users", "name", "age");
    }

    static void createForeignKey(Operations op) {
        op.addColumn("orders", column("payer_id", integer()));
        op.createForeignKey("fk_orders_payer", "orders", "payer_id")
                .references("users", "id")
                .onDelete(SET_NULL);
    }

    static void createCheckConstraint(Operations op) {
        op.createCheckConstraint("ck_users_email", "users", "LENGTH(email) > 3");
    }

    static void createCheckConstraintNotValid(Operations op) {
        op.createCheckConstraint("ck_users_email", "users", "LENGTH(email) > 3").notValid();
        op.validateConstraint("ck_users_email", "users");
    }

    static void createExcludeConstraint(Operations op) {
        op.createExcludeConstraint(
                "users", exclude("ex_users_age").with("age", "=").using("btree"));
    }

    static void addConstraint(Operations op) {
        op.addConstraint("users", unique("uq_users_name", "name").deferrable());
    }

    static void dropConstraint(Operations op) {
        op.dropConstraint("ck_users_age", "users").was(check("ck_users_age", "age >= 0"));
    }

    static void dropConstraintForeignKey(Operations op) {
        op.dropConstraint("fk_orders_user", "orders")
                .was(foreignKey("fk_orders_user", "user_id")
                        .references("users", "id")
                        .onDelete(CASCADE));
    }

    static void dropConstraintUnique(Operations op) {
        op.dropConstraint("uq_users_email", "users").was(unique("uq_users_email", "email"));
    }

    static void renameConstraint(Operations op) {
        op.renameConstraint("users", "ck_users_age", "ck_age");
        op.renameConstraint("orders", "fk_orders_user", "fk_user");
    }

    static void batchAlterTable(Operations op) {
        op.batchAlterTable("users", table -> {
            table.dropColumn("age");
            table.addColumn(column("display_name", varchar(100)));
            table.alterColumn("email").type(varchar(200)).nullable(false);
            table.createUniqueConstraint("uq_users_display", "display_name");
            table.createIndex("ix_users_display", "display_name", "name");
        });
    }

    static void createSchema(Operations op) {
        op.createSchema("migrate_sample");
    }

    static void dropSchema(Operations op) {
        op.createSchema("migrate_sample");
        op.dropSchema("migrate_sample").was(o -> o.createSchema("migrate_sample"));
    }

    static void renameSchema(Operations op) {
        op.renameSchema("migrate_old", "migrate_new");
    }

    static void createSequence(Operations op) {
        op.createSequence("ticket").startWith(100).incrementBy(5).cache(10);
    }

    static void alterSequence(Operations op) {
        op.createSequence("ticket");
        op.alterSequence("ticket").restartWith(500);
        op.renameSequence("ticket", "coupon");
        op.dropSequence("coupon");
    }

    static void createView(Operations op) {
        op.createView("grown_ups", "SELECT id, email FROM users WHERE age >= 18");
    }

    static void createViewOrReplace(Operations op) {
        op.createView("everyone", "SELECT id FROM users");
        op.createView("everyone", "SELECT id, email FROM users").orReplace();
        op.dropView("everyone").was(o -> o.createView("everyone", "SELECT id, email FROM users"));
    }

    static void renameView(Operations op) {
        op.createView("everyone", "SELECT id FROM users");
        op.renameView("everyone", "all_of_them");
    }

    static void createMaterializedView(Operations op) {
        op.createMaterializedView("totals", "SELECT user_id, sum(total) AS total FROM orders GROUP BY user_id");
        op.refreshMaterializedView("totals");
    }

    static void dropMaterializedView(Operations op) {
        op.createMaterializedView("totals", "SELECT 1 AS one").withNoData();
        op.renameMaterializedView("totals", "sums");
        op.dropMaterializedView("sums");
    }

    static void createFunction(Operations op) {
        op.createFunction("add_two", "a integer", "integer")
                .option(op.dialect() == POSTGRESQL ? "IMMUTABLE" : "DETERMINISTIC")
                .body(op.dialect() == POSTGRESQL ? "SELECT a + 2" : "RETURN a + 2");
    }

    static void createProcedure(Operations op) {
        op.createProcedure("forget", "").body("DELETE FROM orders");
    }

    static void dropFunction(Operations op) {
        op.createFunction("two", "", "integer")
                .option(op.dialect() == POSTGRESQL ? "IMMUTABLE" : "DETERMINISTIC")
                .body(op.dialect() == POSTGRESQL ? "SELECT 2" : "RETURN 2");
        op.dropFunction("two", "");
        op.createProcedure("forget", "").body("DELETE FROM orders");
        op.dropProcedure("forget", "");
    }

    static void createTrigger(Operations op) {
        op.createTrigger("orders_paid", "orders")
                .after()
                .insert()
                .body("UPDATE users SET age = age + 1 WHERE id = NEW.user_id;");
    }

    static void createTriggerFunction(Operations op) {
        op.createFunction("touch", "", "trigger").language("plpgsql").body("BEGIN NEW.age := 1; RETURN NEW; END");
        op.createTrigger("users_touch", "users")
                .before()
                .insert()
                .update("name")
                .when("NEW.age IS NULL")
                .executes("touch()");
    }

    static void dropTrigger(Operations op) {
        op.on(SQLITE, o -> o.createTrigger("t", "users")
                .after()
                .update("name")
                .when("NEW.age > 1")
                .body("SELECT 1;"));
        op.on(MYSQL, o -> o.createTrigger("t", "users")
                .after()
                .update()
                .when("NEW.age > 1")
                .body("SET @a = 1;"));
        op.on(MARIADB, o -> o.createTrigger("t", "users")
                .after()
                .update()
                .when("NEW.age > 1")
                .body("SET @a = 1;"));
        op.on(POSTGRESQL, o -> {
            o.createFunction("t", "", "trigger").language("plpgsql").body("BEGIN RETURN NEW; END");
            o.createTrigger("t", "users")
                    .after()
                    .update("name")
                    .forEachStatement()
                    .executes("t()");
        });
        op.dropTrigger("t", "users");
    }

    static void createEnum(Operations op) {
        op.createEnum("mood", "happy", "sad");
        op.addColumn("users", column("mood", enumeration("mood", "happy", "sad")));
    }

    static void addEnumValue(Operations op) {
        op.createEnum("mood", "happy", "sad");
        op.addEnumValue("mood", "so so").before("sad");
        op.renameEnumValue("mood", "sad", "blue");
    }

    static void dropEnum(Operations op) {
        op.createEnum("mood", "happy", "sad");
        op.renameEnum("mood", "feeling");
        op.dropEnum("feeling");
    }

    static void createExtension(Operations op) {
        op.createExtension("plpgsql").ifNotExists();
        op.dropExtension("no_such_extension").ifExists();
    }

    static void createDomain(Operations op) {
        op.createDomain("positive", integer()).notNull().check("VALUE > 0");
    }

    static void dropDomain(Operations op) {
        op.createDomain("positive", integer());
        op.renameDomain("positive", "above_zero");
        op.dropDomain("above_zero");
    }

    static void grant(Operations op) {
        op.grant("SELECT, INSERT").on("users").to(op.dialect() == POSTGRESQL ? "public" : "admin");
    }

    static void revoke(Operations op) {
        op.grant("SELECT").on("users").to(op.dialect() == POSTGRESQL ? "public" : "admin");
        op.revoke("SELECT").on("users").from(op.dialect() == POSTGRESQL ? "public" : "admin");
    }

    static void execute(Operations op) {
        op.execute("UPDATE users SET name = ?, age = ? WHERE email = 'what?'", "O'Neil \\ co", 36);
    }

    static void sqlFile(Operations op) {
        op.sqlFile("seed.sql");
    }

    static void bulkInsert(Operations op) {
        op.bulkInsert(
                "users",
                row("email", "grace@example.org", "age", 85),
                row("email", "alan@example.org", "age", null),
                row("email", "edsger@example.org"));
    }

    static void backfill(Operations op) {
        op.backfill("users")
                .key("id")
                .set("name = upper(name)")
                .where("name IS NOT NULL")
                .batchSize(5_000)
                .pause(Duration.ofMillis(50));
    }

    static void on(Operations op) {
        op.on(POSTGRESQL, o -> o.execute("ANALYZE users"));
        op.on(SQLITE, o -> o.execute("ANALYZE"));
    }

    static void reverse(Operations op) {
        op.reverse(o -> o.renameTable("purchases", "orders"));
    }
}
